import assert from 'node:assert/strict';
import type { TenantId } from '../../services/commerce/api/types.ts';
import { ANSWERS_MATTER_FOR, createKeptAnswers } from '../../services/conversations/kept-answers.ts';
import type { Redis } from '../../services/redis/client.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { readCard } from '../support/chat/conversation.ts';
import { testRedis } from '../support/redis/redis.ts';
import { type Channel, startChannel } from '../support/stand-ins/channel.ts';
import { importCast } from '../support/tenants/imported-tenant.ts';

type Fault = ReturnType<Parameters<Channel['failBy']>[0]>;
const disabled = { error: { code: 'BotDisabledByAdmin', message: 'The tenant admin disabled this bot' } };

/** What a channel does not take now, and may take later. */
const LATER: readonly (readonly [report: string, fault: Exclude<Fault, undefined>])[] = [
  [
    'https://github.com/microsoft/BotFramework-Services/issues/200',
    { status: 412, body: { error: { code: 'PreconditionFailed' } } },
  ],
  ['https://github.com/Azure/azure-sdk-tools/pull/13444', { status: 429 }],
  ['https://github.com/kirodotdev/KiroCrew/pull/3740', { status: 429, headers: { 'retry-after': '40' } }],
  [
    'https://github.com/kirodotdev/KiroCrew/pull/3740',
    { status: 429, headers: { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' } },
  ],
  ['https://github.com/microsoft/botbuilder-js/issues/885', { status: 503, headers: { 'retry-after': '30' } }],
  ['https://github.com/MicrosoftDocs/msteams-docs/issues/9390', { status: 403, body: disabled }],
  [
    'https://github.com/MicrosoftDocs/msteams-docs/issues/10741',
    { status: 403, body: { error: { code: 'ServiceError' } } },
  ],
];

/** What may have arrived, or will never be taken. */
const NEVER: readonly (readonly [report: string, fault: Exclude<Fault, undefined>])[] = [
  [
    'https://github.com/MicrosoftDocs/msteams-docs/issues/3561',
    { status: 502, body: { error: { code: 'ServiceError' } } },
  ],
  ['https://github.com/MicrosoftDocs/msteams-docs/issues/3561', { status: 500 }],
  ['https://github.com/MicrosoftDocs/msteams-docs/issues/3561', { status: 504, headers: { 'retry-after': '5' } }],
  ['https://github.com/MicrosoftDocs/msteams-docs/issues/3561', { status: 503 }],
  ['https://github.com/MicrosoftDocs/msteams-docs/issues/3561', 'reset'],
  [
    'https://github.com/MicrosoftDocs/bot-docs/issues/1527',
    { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } },
  ],
  [
    'https://github.com/microsoft/BotFramework-Services/issues/352',
    { status: 404, body: { error: { code: 'ConversationNotFound' } } },
  ],
  [
    'https://github.com/MicrosoftDocs/msteams-docs/pull/7175',
    { status: 400, body: { error: { code: 'Bad Argument' } } },
  ],
];

describe('An answer that the channel does not take in its turn', () => {
  let redis: Redis;
  let bot: RunningBot;
  let channel: Channel;
  let tenantId: TenantId;
  before(async () => {
    redis = await testRedis();
    bot = await startBot(redis);
    ({ tenantId } = bot.contoso);
  });
  after(() => bot.close());
  beforeEach(async () => {
    channel = await startChannel();
    await redis.del([tenantKeys(tenantId).keptAnswers, tenantKeys(tenantId).keptAnswersDue]);
  });
  afterEach(() => channel.close());

  const LONG = { status: 429, headers: { 'retry-after': '40' } };
  const say = (text: string, extra = {}) =>
    bot.post(bot.activity('Adele', { text, serviceUrl: channel.url, ...extra }));
  const healthy = () => channel.failBy(() => undefined);
  const kept = async () => (await redis.hKeys(tenantKeys(tenantId).keptAnswers)).length;
  const cards = () => channel.sent.map(({ activity }) => readCard(activity.attachments?.[0]?.content));
  /** The time of all that is kept has come. */
  const due = async () => {
    const key = tenantKeys(tenantId).keptAnswersDue;
    for (const value of await redis.zRange(key, 0, -1)) await redis.zAdd(key, { score: 0, value });
  };
  const deliver = async () => {
    await due();
    await bot.notices.deliver(tenantId, new AbortController().signal);
  };

  for (const [report, fault] of LATER)
    it(`is kept, and comes once when the channel takes it: ${JSON.stringify(fault)} (${report})`, async () => {
      channel.failBy(() => fault);
      assert.deepEqual([(await say('subscriptions')).status, await kept()], [200, 1]);
      healthy();
      const before = channel.sent.length;
      await deliver();
      await deliver();
      assert.deepEqual([channel.sent.length, await kept()], [before + 1, 0]);
      assert.match(cards().at(-1) ?? '', /S-1001/);
      assert.equal(channel.sent.at(-1)?.conversationId, 'personal-Adele');
    });

  for (const [report, fault] of NEVER)
    it(`is not kept where it may have arrived, or never will: ${JSON.stringify(fault)} (${report})`, async () => {
      channel.failBy(() => fault);
      assert.deepEqual([(await say('subscriptions')).status, await kept(), channel.sent.length], [200, 0, 1]);
    });

  it('is kept where nobody is there, and tried again until somebody is', async () => {
    const gone = await startChannel();
    await gone.close();
    const began = Date.now();
    assert.equal((await say('subscriptions', { serviceUrl: gone.url })).status, 200);
    await deliver();
    assert.equal(await kept(), 1);
    const [{ score = 0 } = {}] = await redis.zRangeWithScores(tenantKeys(tenantId).keptAnswersDue, 0, 0);
    assert.ok(score > began - 1_000);
  });

  it('is superseded by the answer to the same words, kept or given', async () => {
    channel.failBy(() => LONG);
    for (let n = 0; n < 3; n++) await say('subscriptions');
    assert.equal(await kept(), 1);
    healthy();
    await say('subscriptions');
    await deliver();
    assert.deepEqual([await kept(), channel.sent.length], [0, 4]);
  });

  it('that asks about a change is the last of its kind: one can be confirmed', async () => {
    channel.failBy(() => LONG);
    await say('cancel S-1001');
    await say('cancel S-1001');
    healthy();
    await deliver();
    assert.equal(cards().filter((card) => /S-1001/.test(card)).length, 3);
    assert.equal(channel.sent.length, 3);
  });

  it('is one of five of a person at most, the last ones', async () => {
    channel.failBy(() => LONG);
    for (const text of ['help', 'spend', 'capacity', 'unused', 'requests', 'policies', 'my licenses']) await say(text);
    assert.equal(await kept(), 5);
    assert.equal(await redis.zCard(tenantKeys(tenantId).keptAnswersDue), 5);
  });

  it('is let go of after an hour', async () => {
    channel.failBy(() => LONG);
    await say('subscriptions');
    const key = tenantKeys(tenantId).keptAnswers;
    const ttl = await redis.pTTL(key);
    assert.ok(ttl > 0 && ttl <= ANSWERS_MATTER_FOR);
    for (const [id, json] of Object.entries(await redis.hGetAll(key)))
      await redis.hSet(
        key,
        id,
        JSON.stringify({ ...JSON.parse(json), keptAt: bot.contoso.now() - ANSWERS_MATTER_FOR - 1 }),
      );
    healthy();
    await deliver();
    assert.deepEqual([channel.sent.length, await kept()], [1, 0]);
  });

  it('is sent once by two processes', async () => {
    channel.failBy(() => LONG);
    await say('subscriptions');
    healthy();
    await due();
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 4 }, () => bot.notices.deliver(tenantId, signal)));
    assert.equal(channel.sent.length, 2);
  });

  it('is not sent again where a process died while it sent it', async () => {
    channel.failBy(() => LONG);
    await say('subscriptions');
    await due();
    const [id = ''] = await redis.zRange(tenantKeys(tenantId).keptAnswersDue, 0, -1);
    assert.ok(typeof (await createKeptAnswers(redis).claim(tenantId, id, 0)) === 'object');
    healthy();
    await deliver();
    assert.deepEqual([channel.sent.length, await kept()], [1, 0]);
  });

  it('is not sent again where it may have arrived the second time', async () => {
    channel.failBy(() => LONG);
    await say('subscriptions');
    channel.failBy(() => ({ status: 500 }));
    await deliver();
    assert.deepEqual([channel.sent.length, await kept()], [2, 0]);
  });

  it('waits longer each time that the channel still takes nothing', async () => {
    channel.failBy(() => ({ status: 429, headers: { 'retry-after': '120' } }));
    const began = Date.now();
    await say('subscriptions');
    await deliver();
    const [{ score = 0 } = {}] = await redis.zRangeWithScores(tenantKeys(tenantId).keptAnswersDue, 0, 0);
    assert.deepEqual([await kept(), channel.sent.length], [1, 2]);
    assert.ok(score > began + 110_000);
    assert.equal(await bot.notices.hasWork(tenantId), false);
  });

  it('has Teams deliver the sentence again where it could not be kept', async () => {
    await redis.set(tenantKeys(tenantId).keptAnswers, 'no hash');
    channel.failBy(() => LONG);
    const activity = bot.activity('Adele', { text: 'subscriptions', serviceUrl: channel.url });
    assert.equal((await bot.post(activity)).status, 503);
    await redis.del(tenantKeys(tenantId).keptAnswers);
    healthy();
    assert.deepEqual([(await bot.post(activity)).status, (await bot.post(activity)).status], [200, 200]);
    assert.equal(channel.sent.length, 2);
  });

  it('that welcomes a person is kept as well', async () => {
    channel.failBy(() => LONG);
    const installed = () =>
      bot.post(bot.activity('Grady', { type: 'installationUpdate', action: 'add', serviceUrl: channel.url }));
    assert.deepEqual([(await installed()).status, (await installed()).status, await kept()], [200, 200, 1]);
    healthy();
    await deliver();
    assert.match(cards().at(-1) ?? '', /Hello Grady/);
  });

  it('counts as given when it is settled: until then Teams is asked to deliver the sentence again', async () => {
    const activity = bot.activity('Adele', { text: 'spend', serviceUrl: channel.url });
    const seen = tenantKeys(tenantId).seenActivity(`personal-Adele:${activity['id']}`);
    let during: string | null = '';
    const second = new Promise<number>((resolve) => {
      channel.failBy(() => {
        void redis.get(seen).then(async (mark) => {
          during = mark;
          resolve((await bot.post(activity)).status);
        });
        return undefined;
      });
    });
    const first = await bot.post(activity);
    assert.deepEqual([first.status, [503, 200].includes(await second), during], [200, true, 'begun']);
    assert.deepEqual([await redis.get(seen), (await bot.post(activity)).status, channel.sent.length], ['1', 200, 1]);
  });

  it('holds up nobody of another organization, however many wait for it', async () => {
    const fabrikam = await importCast(redis, 'fabrikam');
    channel.failBy(() => 'silence');
    const slow = Array.from({ length: 20 }, (_, n) => say(`subscriptions ${n}`));
    while (channel.sent.length === 0) await new Promise(setImmediate);
    const where = { id: 'personal-other', conversationType: 'personal', tenantId: fabrikam.tenantId };
    const other = bot.activity('Adele', {
      text: 'help',
      conversation: where,
      channelData: { tenant: { id: fabrikam.tenantId } },
      from: { id: '29:o', name: 'o', aadObjectId: fabrikam.userId('Karin') },
    });
    const first = await Promise.race([
      bot.post(other).then(({ status }) => status),
      ...slow.map((each) => each.then(() => 'another')),
    ]);
    assert.equal(first, 200);
    await Promise.all(slow);
  });
});
