import assert from 'node:assert/strict';
import type { Redis } from '../../../services/redis/client.ts';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { readCard } from '../../support/chat/conversation.ts';
import { testRedis } from '../../support/redis/redis.ts';

describe('POST /api/messages', () => {
  let bot: RunningBot;
  let redis: Redis;
  before(async () => {
    redis = await testRedis();
    bot = await startBot(redis);
  });
  after(() => bot.close());

  const lastCard = () => readCard(bot.channel.sent.at(-1)?.activity.attachments?.[0]?.content);
  const press = (who: string, action: unknown) =>
    bot.post(bot.activity(who, { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'a1', value: action }));

  it('answers a message with a card in its conversation', async () => {
    const { status } = await bot.post(bot.activity('Adele', { text: 'subscriptions' }));
    assert.equal(status, 200);
    assert.equal(bot.channel.sent.at(-1)?.conversationId, 'personal-Adele');
    assert.match(lastCard(), /Self-service purchases[\s\S]*S-1001/);
  });

  it('answers in Swedish to an activity with locale sv-SE', async () => {
    await bot.post(bot.activity('Megan', { text: 'S-1001', locale: 'sv-SE' }));
    assert.match(lastCard(), /Power BI Pro · S-1001[\s\S]*Inköpare/);
  });

  it('answers a button with the card that takes its place', async () => {
    const data = { subscription: 'S-1001', by: bot.contoso.userId('Adele') };
    const { status, body } = await press('Adele', { action: { type: 'Action.Execute', verb: 'subscription', data } });
    assert.equal(status, 200);
    const { statusCode, type, value } = body as { statusCode: number; type: string; value: unknown };
    assert.deepEqual([statusCode, type], [200, 'application/vnd.microsoft.card.adaptive']);
    assert.match(readCard(value), /Order history/);
  });

  it('answers an activity that is delivered twice once', async () => {
    const before = bot.channel.sent.length;
    const activity = bot.activity('Adele', { text: 'help' });
    await Promise.all([bot.post(activity), bot.post(activity)]);
    assert.equal(bot.channel.sent.length, before + 1);
  });

  it('welcomes a person once when the app is installed, and again after it was removed', async () => {
    const before = bot.channel.sent.length;
    const update = (action: string) => bot.post(bot.activity('Lee', { type: 'installationUpdate', action }));
    await update('add');
    await update('add');
    assert.equal(bot.channel.sent.length, before + 1);
    assert.match(lastCard(), /Hello Lee/);
    await update('remove');
    await update('add');
    assert.equal(bot.channel.sent.length, before + 2);
  });

  describe('in a group chat', () => {
    const group = { conversation: { id: 'g1', conversationType: 'groupChat', isGroup: true } };
    const mention = { type: 'mention', text: '<at>bot</at>', mentioned: { id: '28:bot', name: 'bot' } };
    const ask = (text: string) =>
      bot.post(bot.activity('Adele', { ...group, text: `<at>bot</at> ${text}`, entities: [mention] }));

    it('hides personal data behind a view for the person who asked', async () => {
      await ask('subscriptions');
      const card = bot.channel.sent.at(-1)?.activity.attachments?.[0]?.content as {
        refresh: { userIds: string[]; action: { verb: string; data: Record<string, unknown> } };
      };
      assert.match(readCard(card), /An answer for Adele Vance alone/);
      assert.doesNotMatch(JSON.stringify(card), /S-1001|Megan/);
      assert.deepEqual(card.refresh.userIds, ['29:Adele']);

      const own = await bot.post(
        bot.activity('Adele', {
          ...group,
          type: 'invoke',
          name: 'adaptiveCard/action',
          value: { action: card.refresh.action },
        }),
      );
      assert.match(readCard((own.body as { value: unknown }).value), /S-1001/);
      const others = await bot.post(
        bot.activity('Megan', {
          ...group,
          type: 'invoke',
          name: 'adaptiveCard/action',
          value: { action: card.refresh.action },
        }),
      );
      assert.match(readCard((others.body as { value: unknown }).value), /belongs to someone else/);
    });

    it('shows openly what holds nothing personal', async () => {
      await ask('help');
      assert.match(lastCard(), /Everyone gets their own answer here/);
      assert.doesNotMatch(lastCard(), /Adele|policy|Take control/);
    });
  });

  describe('with bad input', () => {
    const without = (key: string) => {
      const { [key]: _gone, ...rest } = bot.activity('Adele', { text: 'help' });
      return rest;
    };

    it('refuses what is no activity with 400 and names the fault', async () => {
      for (const key of ['type', 'from', 'serviceUrl', 'channelId', 'conversation', 'recipient']) {
        const { status, body } = await bot.post(without(key));
        assert.equal(status, 400, key);
        assert.ok(key in (body as { faults: object }).faults, key);
      }
      for (const body of [null, [], 'text', 7, { type: 1 }])
        assert.equal((await bot.post(JSON.stringify(body))).status, 400);
      assert.equal((await bot.post(bot.activity('Adele', { serviceUrl: 'file:///etc/passwd' }))).status, 400);
      assert.equal((await bot.post(bot.activity('Adele', { serviceUrl: 'https://evil.example' }))).status, 400);
    });

    it('refuses broken JSON, another content type and a body of 10 MB', async () => {
      assert.equal((await bot.post('{"type":')).status, 400);
      assert.equal((await bot.post('x=1', { 'content-type': 'text/plain' })).status, 415);
      assert.equal((await bot.post(JSON.stringify({ text: 'x'.repeat(10_000_000) }))).status, 413);
    });

    it('tells a person whom it cannot place, and changes nothing', async () => {
      const conversation = { id: 'c', conversationType: 'personal' };
      const strangers = [
        { channelData: {}, conversation },
        { from: { id: '29:x', aadObjectId: '00000000-0000-4000-8000-000000000000' } },
        { from: { id: '29:x' } },
        { channelData: { tenant: { id: '00000000-0000-4000-8000-000000000000' } } },
        { channelData: { tenant: { id: 'not a guid' } } },
      ];
      const keys = await redis.dbSize();
      for (const stranger of strangers) {
        const { status } = await bot.post(bot.activity('Adele', { text: 'subscriptions', ...stranger }));
        assert.equal(status, 200);
        assert.match(lastCard(), /I do not know you here/);
      }
      // Only the mark that each delivery was seen, where the tenant could be told.
      assert.ok((await redis.dbSize()) - keys <= strangers.length);
    });

    it('answers a text of 100,000 characters and one of none', async () => {
      await bot.post(bot.activity('Adele', { text: 'a'.repeat(100_000) }));
      assert.match(lastCard(), /too long for me/);
      const entities = [{ type: 'mention', mentioned: { id: '28:bot' } }];
      for (const text of ['', '   ', undefined, null]) {
        await bot.post(bot.activity('Adele', { text, entities }));
        assert.match(lastCard(), /nothing to read/);
      }
    });

    it('answers a forged, old or foreign button with a card', async () => {
      const by = bot.contoso.userId('Adele');
      const answer = async (verb: string, data: unknown) => {
        const { status, body } = await press('Adele', { action: { type: 'Action.Execute', verb, data } });
        assert.equal(status, 200);
        return readCard((body as { value: unknown }).value);
      };
      assert.match(await answer('drop-everything', { by }), /no longer works/);
      assert.match(await answer('subscription', { subscription: 'S-1001' }), /no longer works/);
      assert.match(await answer('subscription', null), /no longer works/);
      assert.match(await answer('subscription', { by, source: 'all' }), /not right/);
      assert.match(await answer('subscription', { by, subscription: { $ne: 1 } }), /not right/);
      assert.match(await answer('subscription', { by, subscription: 'S-1001', extra: 1 }), /not right/);
      assert.match(await answer('licenses', { by: bot.contoso.userId('Megan') }), /belongs to someone else/);
    });

    it('answers a button with data that is deep, wide or long with a card, whether or not it would be refused', async () => {
      const by = bot.contoso.userId('Adele');
      const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field${n}`, n]));
      // Deeper is refused at the door.
      const bad = [
        `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
        `${'['.repeat(40)}${']'.repeat(40)}`,
        ...[wide, 'x'.repeat(100_000), Array(10_000).fill('S-1001')].map((each) => JSON.stringify(each)),
      ];
      for (const json of bad)
        for (const data of [json, `{"by":"${by}","subscription":${json}}`, `{"by":"${by}","operation":${json}}`])
          for (const verb of ['subscription', 'drop-everything', 'cancel']) {
            const value = { action: { type: 'Action.Execute', verb, data: 'DATA' } };
            const activity = bot.activity('Adele', { type: 'invoke', name: 'adaptiveCard/action', value });
            const { status, body } = await bot.post(JSON.stringify(activity).replace('"DATA"', data));
            assert.equal(status, 200);
            assert.match(readCard((body as { value: unknown }).value), /^This button no longer works/);
          }
    });

    it('answers an invoke without sense with 400', async () => {
      for (const value of [null, undefined, 'x', {}, { action: {} }, { action: { verb: 7 } }])
        assert.equal((await press('Adele', value)).status, 400);
      const unknown = bot.activity('Adele', { type: 'invoke', name: 'task/fetch', value: {} });
      assert.equal((await bot.post(unknown)).status, 400);
    });

    it('takes every other kind of activity in silence', async () => {
      const before = bot.channel.sent.length;
      for (const type of ['typing', 'conversationUpdate', 'messageReaction', 'event', 'nonsense'])
        assert.equal((await bot.post(bot.activity('Adele', { type }))).status, 200);
      assert.equal(bot.channel.sent.length, before);
    });
  });
});
