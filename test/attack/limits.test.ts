import assert from 'node:assert/strict';
import type { TenantId } from '../../services/commerce/api/types.ts';
import { LIMITS, type LimitName, type LimitTable } from '../../services/limits/limits.ts';
import type { Redis } from '../../services/redis/client.ts';
import { FILLED_IN, startPaymentPage } from '../support/bots/payment-page.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { actionsOf, readCard, startConversation } from '../support/chat/conversation.ts';
import { readOutbox } from '../support/notices/outbox.ts';
import { testRedis } from '../support/redis/redis.ts';
import { completing, startModel } from '../support/stand-ins/model-stand-in.ts';

/** The limits with other numbers: points, or points and seconds. */
const limitsWith = (changes: Partial<Record<LimitName, number | readonly [number, number]>>): LimitTable => {
  const changed = Object.entries(changes).map(([name, change]) => {
    // Longer than the test of one takes on a busy machine.
    const [points, seconds = Math.max(90, LIMITS[name as LimitName].seconds)] = [change].flat();
    return [name, { ...LIMITS[name as LimitName], points, seconds }];
  });
  return { ...LIMITS, ...Object.fromEntries(changed) };
};

const times = <Result>(number: number, what: (i: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: number }, (_, i) => what(i)));

const invoke = (bot: RunningBot, who: string, name: string, value: unknown, extra: object = {}) =>
  bot.post(bot.activity(who, { type: 'invoke', name, value, ...extra }));

/** Somebody presses a button with the data that a card of theirs has. */
const press = async (bot: RunningBot, who: string, verb: string, data: object = {}, extra: object = {}) => {
  const by = bot.contoso.userId(who);
  const { tenantId } = bot.contoso;
  const value = { action: { type: 'Action.Execute', verb, data: { ...data, by, for: tenantId } } };
  const { status, body } = await invoke(bot, who, 'adaptiveCard/action', value, extra);
  assert.equal(status, 200);
  return (body as { value: unknown }).value;
};

const cardsFor = ({ channel }: RunningBot, who: string): string[] =>
  channel.sent
    .filter(({ conversationId }) => conversationId === `personal-${who}`)
    .map(({ activity }) => readCard(activity.attachments?.[0]?.content));

const tellsOf = async (redis: Redis, tenantId: TenantId): Promise<string[]> =>
  (await readOutbox(redis, tenantId)).flatMap((notice) => (notice.kind === 'limit-reached' ? [notice.limit] : []));

describe('A flood', () => {
  let redis: Redis;
  before(async () => {
    redis = await testRedis();
  });

  describe('of one person', () => {
    let bot: RunningBot;
    before(async () => {
      bot = await startBot(redis, undefined, undefined, { limits: limitsWith({ turns: 5, searches: 3 }) });
    });
    after(() => bot.close());

    it('of messages is answered as often as the limit says, then told once when to come back', async () => {
      await times(30, () => bot.post(bot.activity('Adele', { text: 'help' })));
      const answers = cardsFor(bot, 'Adele');
      assert.equal(answers.length, 6);
      assert.equal(answers.filter((text) => /^One moment, please\n.*Try again in \d+ seconds\./.test(text)).length, 1);
    });

    it('is told of in the language of their choice', async () => {
      await times(4, () => bot.post(bot.activity('Alex', { text: 'hjälp' })));
      await bot.post(bot.activity('Alex', { text: 'språk svenska' }));
      await times(2, () => bot.post(bot.activity('Alex', { text: 'hjälp' })));
      assert.match(cardsFor(bot, 'Alex').at(-1) ?? '', /^Ett ögonblick\n.*Försök igen om \d+ sekunder\./);
    });

    it('of presses has an answer each, and changes nothing', async () => {
      const data = { policies: 'all', value: 'Disabled', operation: crypto.randomUUID() };
      const cards = await times(20, () => press(bot, 'Lynne', 'my-licenses', data));
      const refused = cards.filter((card) => /^One moment, please/.test(readCard(card)));
      assert.equal(refused.length, 15);
      for (const card of refused) {
        const [again] = actionsOf(card);
        assert.equal(again?.title, 'Try again');
        const { by, for: tenant, ...own } = again?.data ?? {};
        assert.deepEqual(
          [again?.verb, own, by, tenant],
          ['my-licenses', data, bot.contoso.userId('Lynne'), bot.contoso.tenantId],
        );
      }
    });

    it('of look-ups while typing finds nothing more', async () => {
      const found = await times(10, () =>
        invoke(bot, 'Nestor', 'application/search', { queryText: 'a', dataset: `people@${bot.contoso.tenantId}` }),
      );
      const shown = found.map(({ body }) => (body as { value: { results: unknown[] } }).value.results.length > 0);
      assert.equal(shown.filter(Boolean).length, 3);
    });

    it('of other invokes is answered, too', async () => {
      const answers = await times(10, () => invoke(bot, 'Joni', 'fileConsent/invoke', {}));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 429]));
    });

    it('keeps nobody else from being answered', async () => {
      await bot.post(bot.activity('Megan', { text: 'help' }));
      assert.doesNotMatch(cardsFor(bot, 'Megan').at(-1) ?? 'One moment', /One moment/);
    });

    it('is told to the admins', async () => {
      assert.deepEqual([...new Set(await tellsOf(redis, bot.contoso.tenantId))], ['turns']);
    });
  });

  it('of one person is over when its time is', async () => {
    const bot = await startBot(redis, undefined, undefined, { limits: limitsWith({ turns: [3, 5] }) });
    try {
      const cards = await times(6, () => press(bot, 'Adele', 'help'));
      const again = cards.flatMap(actionsOf).find(({ title }) => title === 'Try again');
      assert.equal(again?.verb, 'help');
      let answer: string;
      do answer = readCard(await press(bot, 'Adele', 'help', again.data));
      while (/^One moment, please/.test(answer));
      assert.match(answer, /^Hello Adele/);
    } finally {
      await bot.close();
    }
  });

  it('of many people of a tenant leaves the people of another one alone', async () => {
    const limits = limitsWith({ 'tenant-turns': 12 });
    const [flooded, quiet] = [
      await startBot(redis, undefined, undefined, { limits }),
      await startBot(redis, undefined, undefined, { limits }),
    ];
    try {
      const people = ['Adele', 'Alex', 'Lynne', 'Nestor', 'Joni', 'Megan'];
      await times(36, (i) => flooded.post(flooded.activity(people[i % people.length] ?? '', { text: 'help' })));
      const answers = people.map((who) => cardsFor(flooded, who));
      assert.equal(answers.flat().filter((text) => !text.startsWith('Your organization')).length, 12);
      for (const each of answers) assert.ok(each.some((text) => text.startsWith('Your organization')));
      // In the same process as the flood, as people of another tenant are.
      const { tenantId } = quiet.contoso;
      const other = {
        conversation: { id: 'personal-other', conversationType: 'personal', tenantId },
        channelData: { tenant: { id: tenantId } },
      };
      await flooded.post(
        flooded.activity('Megan', {
          text: 'help',
          ...other,
          from: { id: '29:o', aadObjectId: quiet.contoso.userId('Megan') },
        }),
      );
      assert.doesNotMatch(cardsFor(flooded, 'other').join(), /Your organization/);
      assert.equal(cardsFor(flooded, 'other').length, 1);
    } finally {
      await Promise.all([flooded.close(), quiet.close()]);
    }
  });

  it('of payment links ends, and the admins are told', async () => {
    const chat = await startConversation('contoso', { limits: limitsWith({ 'payment-links': 3 }) });
    const cards: string[] = [];
    for (let i = 0; i < 6; i++) cards.push(readCard(await chat.run('Megan', 'set-up-card', { kind: 'add' })));
    assert.equal(cards.filter((text) => text.startsWith('No more payment pages for now')).length, 3);
    assert.deepEqual(await tellsOf(redis, chat.tenantId), ['payment-links']);
    assert.doesNotMatch(readCard(await chat.run('Isaiah', 'set-up-card', { kind: 'add' })), /No more/);
  });

  it('of cards that are tried out ends, however many links there are', async () => {
    const page = await startPaymentPage({ limits: limitsWith({ 'card-tries': 4 }) });
    try {
      const declined = { ...FILLED_IN, number: '4000 0000 0000 0002' };
      const answers = [];
      for (let i = 0; i < 8; i++) answers.push(await page.send(await page.linkFor('Megan'), declined));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [422, 422, 422, 422, 429, 429, 429, 429],
      );
      assert.match(answers.at(-1)?.text ?? '', /No more cards for now/);
      assert.deepEqual(await tellsOf(redis, page.shop.tenantId), ['card-tries']);
      assert.equal((await page.send(await page.linkFor('Isaiah'), FILLED_IN)).status, 200);
    } finally {
      await page.close();
    }
  });

  it('of exports ends with a card that says when the next one can be made', async () => {
    const chat = await startConversation('contoso', { limits: limitsWith({ exports: 2 }) });
    const cards: string[] = [];
    for (let i = 0; i < 4; i++) cards.push(readCard(await chat.say('Adele', 'export all users')));
    assert.deepEqual(
      cards.map((text) => /^No more exports for now\n.*next one in \d+ hours/.test(text)),
      [false, false, true, true],
    );
  });

  it('of sentences for the language model leaves it alone after a while, and the bot works on without it', async () => {
    const model = await startModel();
    model.answers(completing({ role: 'assistant', content: 'no' }));
    const languageModel = { apiKey: 'a-key', baseUrl: model.url, model: 'a-model' };
    const limits = limitsWith({ 'model-calls': 3, 'tenant-model-calls': 5 });
    const bot = await startBot(redis, undefined, undefined, { limits, languageModel });
    try {
      const say = (who: string) => bot.post(bot.activity(who, { text: 'qwrtp zxcvb' }));
      for (let i = 0; i < 8; i++) await say('Adele');
      assert.equal(model.requests.length, 3);
      const told = cardsFor(bot, 'Adele').map((text) => /language model helps me/.test(text));
      assert.deepEqual(told, [false, false, false, true, false, false, false, false]);
      for (const who of ['Megan', 'Alex', 'Lynne']) await say(who);
      assert.equal(model.requests.length, 5);
      assert.deepEqual((await tellsOf(redis, bot.contoso.tenantId)).sort(), ['model-calls', 'tenant-model-calls']);
    } finally {
      await bot.close();
      await model.close();
    }
  });
});
