import assert from 'node:assert/strict';
import type { Redis } from '../../services/redis/client.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { type NotifiedBot, startNotifiedBot } from '../support/bots/notified-bot.ts';
import { testRedis } from '../support/redis/redis.ts';

/** https://github.com/MicrosoftDocs/msteams-docs/issues/9390 */
const DISABLED = {
  status: 403,
  body: { error: { code: 'BotDisabledByAdmin', message: 'The tenant admin disabled this bot' } },
};

describe('A bot that an admin disables and allows again, of which nobody tells it', () => {
  let redis: Redis;
  let bot: NotifiedBot;
  beforeEach(async () => {
    redis = await testRedis();
    bot = await startNotifiedBot(redis, ['Adele', 'Megan']);
  });
  afterEach(() => bot.close());

  const deliver = () => bot.notices.deliver(bot.contoso.tenantId, new AbortController().signal);
  const counts = async () => (await bot.notices.listDeliveries(bot.contoso.tenantId, {})).counts;
  const requestsTo = (id: string) => bot.channel.sent.filter(({ conversationId }) => conversationId === id).length;
  const pauseOf = (id: string) => redis.pTTL(tenantKeys(bot.contoso.tenantId).conversationPause(id));
  const refuse = () =>
    bot.channel.failBy(({ conversationId }) => (conversationId === 'personal-Adele' ? DISABLED : undefined));

  it('keeps the conversation and what is to be told there, and asks seldom', async () => {
    refuse();
    const before = requestsTo('personal-Adele');
    await bot.buy('Megan');
    await deliver();
    await bot.buy('Megan', 'another');
    await deliver();
    assert.equal(requestsTo('personal-Adele'), before + 1);
    assert.ok(await bot.conversations.personal(bot.contoso.tenantId, bot.contoso.userId('Adele')));
    const pause = await pauseOf('personal-Adele');
    assert.ok(pause > 50_000 && pause <= 60_000, `${pause} ms`);
    assert.ok((await counts()).planned >= 2);
    assert.equal((await counts()).failed, 0);
  });

  it('is taken up again by whatever comes from there', async () => {
    refuse();
    await bot.buy('Megan');
    await deliver();
    bot.channel.failBy(() => undefined);
    assert.ok((await pauseOf('personal-Adele')) > 0);
    await bot.post(bot.activity('Adele', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }));
    assert.equal(await pauseOf('personal-Adele'), -2);
    await bot.buy('Megan', 'another');
    await bot.deliver();
    // The one that was refused as well.
    assert.equal(bot.messagesTo('personal-Adele').length, 3);
  });

  it('is not taken up before the time that the channel itself has named', async () => {
    bot.channel.failBy(() => ({ status: 429, headers: { 'retry-after': '40' } }));
    await bot.buy('Megan');
    await deliver();
    bot.channel.failBy(() => undefined);
    await bot.say('Adele', 'hello');
    assert.ok((await pauseOf('personal-Adele')) > 30_000);
  });
});
