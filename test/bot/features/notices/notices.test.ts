import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { type RunningBot, startBot } from '../../../support/bots/running-bot.ts';
import { actionsOf, findAction, readCard } from '../../../support/chat/conversation.ts';
import { sayTo } from '../../../support/chat/pressing.ts';
import { deliverAll } from '../../../support/notices/notified-tenant.ts';
import { testRedis } from '../../../support/redis/redis.ts';

describe('notices', () => {
  let redis: Redis;
  let bot: RunningBot;
  before(async () => {
    redis = await testRedis();
    bot = await startBot(redis);
    for (const who of ['Adele', 'Megan', 'Lee']) await say(who, 'hello');
    const { commerce, contoso } = bot;
    const { actor } = await commerce.getVisitor(contoso.tenantId, contoso.userId('Megan'));
    const ref = 'S-1005' as SubscriptionRef;
    const people = (await commerce.getSubscription(actor, ref)).assignedPeople.map(({ id }) => id);
    await commerce.unassignLicenses(actor, ref, people, { operationId: 'take' });
    const others = ['Lee', 'Enrico', 'Raul'].map((name) => contoso.userId(name));
    await commerce.assignLicenses(actor, ref, others, { operationId: 'give' });
    await commerce.unassignLicenses(actor, ref, others, { operationId: 'take again' });
    const { actor: adele } = await commerce.getVisitor(contoso.tenantId, contoso.userId('Adele'));
    await commerce.takeOverCancel(adele, ref, { reason: 'other' }, { operationId: 'cancel' });
    await deliverAll(bot.notices, contoso.tenantId);
  });
  after(() => bot.close());

  const say = async (who: string, text: string, extra = {}) => (await sayTo(bot, who, text, extra)) as never;
  const press = async (who: string, card: never, title: string, inputs = {}) => {
    const { verb, data } = findAction(card, title);
    const value = { action: { type: 'Action.Execute', verb, data: { ...data, ...inputs } } };
    const { body } = await bot.post(bot.activity(who, { type: 'invoke', name: 'adaptiveCard/action', value }));
    return (body as { value: never }).value;
  };

  it('shows what was sent to whom and how, what waits, and how many there are of each', async () => {
    const card = await say('Adele', 'notices');
    assert.match(readCard(card), /Sent notifications\n/);
    assert.match(readCard(card), /Subscription canceled by an admin · S-1005\nMegan Bowen, by e-mail\nSent, Nov/);
    assert.match(readCard(card), /Subscription canceled by an admin · S-1005\nMegan Bowen, in Teams\nSent, Nov/);
    assert.match(readCard(card), /Waiting until they have the bot \(\d+\)/);
    assert.match(readCard(card), /All \(\d+\)/);
    assert.match(readCard(await say('Adele', 'skickade aviseringar', { locale: 'sv-SE' })), /Skickade aviseringar/);
  });

  it('narrows to a status, which the pages keep', async () => {
    const waiting = await press('Adele', await say('Adele', 'notices'), 'Apply', { status: 'waiting' });
    assert.doesNotMatch(readCard(waiting), /\nSent, /);
    assert.match(readCard(waiting), /License given · S-1005\n(Enrico Cattaneo|Raul Razo), in Teams\nWaiting/);
    const failed = await press('Adele', waiting, 'Apply', { status: 'failed' });
    assert.match(readCard(failed), /There are none of these/);
  });

  it('turns pages forward, and goes back to the newest', async () => {
    const first = await say('Adele', 'notices');
    const second = await press('Adele', first, 'Next');
    assert.notEqual(readCard(second), readCard(first));
    const back = await press('Adele', second, 'Newest first');
    assert.equal(readCard(back), readCard(first));
    assert.ok(!actionsOf(first).some(({ title }) => title === 'Newest first'));
  });

  it('is for admins and Global Readers only, and refuses what makes no sense', async () => {
    assert.match(readCard(await say('Nestor', 'notices')), /Sent notifications/);
    for (const who of ['Megan', 'Lynne']) assert.match(readCard(await say(who, 'notices')), /You need another role/);
    const card = await say('Adele', 'notices');
    for (const inputs of [{ status: 'everything' }, { status: 'sent', cursor: 'x'.repeat(400) }])
      assert.match(readCard(await press('Adele', card, 'Apply', inputs)), /Something is missing or not right/);
    const lost = await press('Adele', card, 'Apply', { status: 'sent', cursor: 'nonsense' });
    assert.match(readCard(lost), /Sent notifications/);
  });
});
