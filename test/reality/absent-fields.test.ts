import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pino } from 'pino';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { readCard } from '../support/chat/conversation.ts';
import { testRedis } from '../support/redis/redis.ts';

/** What a field may be instead of what it should be. */
const ODD: readonly unknown[] = [null, '', 0, -1, [], {}, true, [null], { id: null }, 'x'.repeat(5_000)];

/** The fields that say who it is and of which organization; without a type, a service and a chat there is no answer. */
const IDENTITY =
  /^(?:from(?:\.aadObjectId|\.id)?|conversation(?:\.id|\.tenantId)?|channelData\.tenant\.id|type|channelId|serviceUrl|recipient(?:\.id)?)$/;

const NAMES = [
  'message',
  'press',
  'look-up',
  'answer to a file',
  'installation',
  'membership',
  'reaction',
  'edit',
  'deletion',
] as const;

/** Paths of everything in it, such as `from.name`. */
const pathsIn = (value: unknown, path = ''): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => {
        const own = path === '' ? key : `${path}.${key}`;
        return [own, ...pathsIn(inner, own)];
      });

const replaced = (activity: object, path: string, value: unknown): Record<string, unknown> => {
  const copy = structuredClone(activity) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>((node, key) => Object(node)[key], copy);
  if (typeof holder === 'object' && holder !== null) Object.assign(holder, { [last]: value });
  return copy;
};

/**
 * https://github.com/microsoft/teams.net/issues/525, https://github.com/microsoft/botbuilder-dotnet/issues/1443 and
 * https://github.com/microsoft/botframework-sdk/issues/6676
 */
describe('An activity whose fields are missing, null, empty or of a wrong kind', () => {
  let bot: RunningBot;
  let made = 0;
  const failures: string[] = [];
  before(async () => {
    const log = pino({ level: 'error' }, { write: (line: string) => void failures.push(line) });
    bot = await startBot(await testRedis(), { log });
  });
  after(() => bot.close());

  const whole = (extra: Record<string, unknown> = {}) =>
    bot.activity('Adele', {
      text: 'subscriptions',
      timestamp: '2026-11-29T12:00:00.000Z',
      localTimestamp: '2026-11-29T13:00:00.000+01:00',
      localTimezone: 'Europe/Stockholm',
      textFormat: 'plain',
      replyToId: 'card-1',
      attachments: [{ contentType: 'text/html', content: '<p>subscriptions</p>' }],
      entities: [
        { type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Stockholm' },
        { type: 'mention', text: '<at>bot</at>', mentioned: { id: '28:bot', name: 'bot' } },
      ],
      channelData: { tenant: { id: bot.contoso.tenantId }, source: { name: 'message' }, legacy: { replyToId: '1' } },
      ...extra,
    });
  const invoke = (name: string, value: unknown) => whole({ type: 'invoke', name, value });
  const KINDS: Record<string, () => Record<string, unknown>> = {
    message: () => whole(),
    press: () =>
      invoke('adaptiveCard/action', {
        action: {
          type: 'Action.Execute',
          verb: 'subscription',
          data: { subscription: 'S-1001', by: bot.contoso.userId('Adele') },
        },
        trigger: 'manual',
      }),
    'look-up': () =>
      invoke('application/search', { queryText: 'Lee', queryOptions: { skip: 0, top: 15 }, dataset: 'people' }),
    'answer to a file': () =>
      invoke('fileConsent/invoke', {
        type: 'fileUpload',
        action: 'decline',
        context: { file: 'x' },
        uploadInfo: { name: 'a' },
      }),
    installation: () => whole({ type: 'installationUpdate', action: 'add' }),
    membership: () =>
      whole({
        type: 'conversationUpdate',
        membersAdded: [{ id: '29:x', aadObjectId: 'x' }],
        membersRemoved: [{ id: '29:y' }],
      }),
    reaction: () => whole({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }),
    edit: () =>
      whole({ type: 'messageUpdate', channelData: { tenant: { id: bot.contoso.tenantId }, eventType: 'editMessage' } }),
    deletion: () =>
      whole({
        type: 'messageDelete',
        channelData: { tenant: { id: bot.contoso.tenantId }, eventType: 'softDeleteMessage' },
      }),
  };

  /** Its status and what it was answered with; nothing may have gone wrong. */
  const sent = async (activity: Record<string, unknown>) => {
    const before = bot.channel.sent.length;
    const { status, body } = await bot.post(activity);
    const shown = JSON.stringify(activity).slice(0, 1_500);
    assert.ok(status === 200 || status === 400, `${status}: ${shown}`);
    assert.deepEqual(failures, [], shown);
    const card = bot.channel.sent.slice(before).at(-1)?.activity.attachments?.[0]?.content;
    return { status, body, answer: card === undefined ? undefined : readCard(card) };
  };

  /** The usual one with each of its fields odd in each way, one at a time. */
  const oddOnes = (kind: string, wanted: (path: string) => boolean) => {
    const usual = KINDS[kind]?.() ?? {};
    const paths = pathsIn(usual).filter(wanted);
    const values = kind === 'message' ? ODD : [null, '', 0, { id: null }];
    return paths.flatMap((path) =>
      values.map((value) => {
        const named = path === 'id' ? usual : { ...usual, id: `odd-${++made}` };
        return { path, value, activity: replaced(named, path, value) };
      }),
    );
  };

  for (const kind of NAMES)
    it(`is answered or let be, one field after another: ${kind}`, async () => {
      for (const { activity } of oddOnes(kind, (path) => IDENTITY.test(path))) await sent(activity);
      for (const { path, value, activity } of oddOnes(kind, (each) => !IDENTITY.test(each))) {
        const { status, answer = '' } = await sent(activity);
        if (kind !== 'message') continue;
        assert.equal(status, 200, path);
        assert.match(answer, /S-1001|nothing to read|too long|did not understand|Hello/, `${path} ${value}`);
      }
    });

  it('is nobody else’s', async () => {
    for (const { path, value, activity } of oddOnes('message', (each) => /^from(?:\.aadObjectId)?$/.test(each))) {
      const { answer = 'I do not know you here' } = await sent(activity);
      assert.match(answer, /I do not know you here/, `${path} ${value}`);
    }
  });

  it('is of no other organization: one of two places may say nothing, and none another', async () => {
    const isTenant = (path: string) => /^(?:conversation\.tenantId|channelData\.tenant\.id)$/.test(path);
    for (const { path, value, activity } of oddOnes('message', isTenant)) {
      const isAbsent = typeof value !== 'string' || value === '' || value.length > 1_000;
      const { answer = '' } = await sent(activity);
      assert.match(answer, isAbsent ? /S-1001/ : /I do not know you here/, `${path} ${value}`);
    }
    for (const id of ['00000000-0000-4000-8000-000000000000', 'not a guid']) {
      const { answer = '' } = await sent(replaced(whole({ id }), 'conversation.tenantId', id));
      assert.match(answer, /I do not know you here/);
    }
  });

  it('is answered or let be, whatever several of them are', async () => {
    const odd = fc.oneof(fc.constantFrom(...ODD), fc.jsonValue({ maxDepth: 2 }));
    const kinds = fc.constantFrom(...Object.keys(KINDS));
    const changes = fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(kinds, changes, async (kind, several) => {
        const usual = KINDS[kind]?.() ?? {};
        const paths = pathsIn(usual);
        await sent(
          several.reduce((activity, [n, value]) => replaced(activity, paths[n % paths.length] ?? 'id', value), usual),
        );
      }),
      { seed: Number(process.env['SEED'] ?? 20_261_129), numRuns: 250, endOnFailure: true },
    );
  });

  it('counts for one of its own where it has no id', async () => {
    const { id: _, ...nameless } = KINDS['message']?.() ?? {};
    const before = bot.channel.sent.length;
    await Promise.all([bot.post(nameless), bot.post({ ...nameless, id: null }), bot.post({ ...nameless, id: '' })]);
    assert.equal(bot.channel.sent.length, before + 3);
  });

  it('is shown to nobody else where a shared conversation does not say that it is shared', async () => {
    // https://github.com/microsoft/BotFramework-Services/issues/344 has such ids.
    for (const id of [
      '19:meeting_ODU0Njhk@thread.v2',
      '19:62fb45ddd8b2@thread.tacv2;messageid=1',
      '19:62fb@thread.skype',
    ])
      for (const conversationType of [null, undefined, '', 7]) {
        const { answer } = await sent(
          bot.activity('Adele', {
            text: 'subscriptions',
            conversation: { id, conversationType, tenantId: bot.contoso.tenantId },
          }),
        );
        assert.match(answer ?? '', /An answer for Adele Vance alone/);
      }
  });

  it('says in its client’s own words which language it wants, where it says so nowhere else', async () => {
    const entities = [{ type: 'clientInfo', locale: 'sv-SE' }];
    // Nothing has been said there before, and a number is in no language.
    const conversation = { id: 'a:new', conversationType: 'personal', tenantId: bot.contoso.tenantId };
    const { answer } = await sent(whole({ id: 'client-info', text: 'S-1001', locale: null, entities, conversation }));
    assert.match(answer ?? '', /tilldelade/);
  });

  it('comes by the same service with a slash at the end and without', async () => {
    for (const slash of ['', '/', '//']) {
      const { answer } = await sent(whole({ id: `slash-${slash}`, serviceUrl: `${bot.channel.url}${slash}` }));
      assert.match(answer ?? '', /S-1001/);
    }
    const stored = await bot.conversations.personal(bot.contoso.tenantId, bot.contoso.userId('Adele'));
    assert.equal(stored?.reference['serviceUrl'], bot.channel.url);
  });
});
