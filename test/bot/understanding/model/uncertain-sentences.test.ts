import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createPropose } from '../../../../bot/conversation/proposals.ts';
import { commands } from '../../../../bot/features/index.ts';
import { createPlanner } from '../../../../bot/understanding/model/planner.ts';
import { LimitReached } from '../../../../services/limits/limiter.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';
import { calling, type ModelAnswer, type ModelStandIn, startModel } from '../../../support/stand-ins/model-stand-in.ts';

/** Licenses or subscriptions: the words leave it open. */
const OPEN = 'the thing with Visio';
const WHICH = /^Which|mean/;

describe('A language model, of a sentence that is not clear,', () => {
  let model: ModelStandIn;
  let bot: Conversation;

  const botWith = async ({ limitMs = 4_000 } = {}) => {
    const endpoint = { apiKey: 'a-key', baseUrl: model.url, model: 'a-model' };
    const propose = createPropose(createPlanner({ endpoint, log: pino({ level: 'silent' }), limitMs }), commands);
    return startConversation('contoso', { propose });
  };
  before(async () => {
    model = await startModel();
    bot = await botWith();
  });
  after(() => model.close());

  /** What Adele reads who has said nothing before. */
  const hears = async (text: string, answer: ModelAnswer, by = bot) => {
    model.answers(answer);
    return by.say('Adele', text, { conversationId: randomUUID() });
  };
  const titlesOf = async (text: string, answer: ModelAnswer, by = bot) =>
    actionsOf(await hears(text, answer, by)).map(({ title }) => title);
  const local = async (text: string) => readCard(await hears(text, calling()));
  /** All that it was told while something was done. */
  const toldDuring = async (act: () => Promise<unknown>): Promise<string[]> => {
    const before = model.requests.length;
    await act();
    return model.requests.slice(before).map(({ body }) => JSON.stringify(body.messages));
  };

  it('decides between the things that the words can mean', async () => {
    const question = await local(OPEN);
    const licenses = readCard(await hears(OPEN, calling(['licenses', { product: 'visio' }])));
    const subscriptions = readCard(await hears(OPEN, calling(['subscriptions', { product: 'Visio' }])));
    for (const shown of [licenses, subscriptions]) assert.doesNotMatch(shown, WHICH);
    assert.equal(new Set([question, licenses, subscriptions]).size, 3);
  });

  it('adds what the words alone do not say, and does not hide what they can mean', async () => {
    const titles = await titlesOf(OPEN, calling(['spend', {}]));
    const before = await titlesOf(OPEN, calling());
    assert.ok(before.length > 1);
    assert.deepEqual(titles.slice(0, before.length), before);
    assert.equal(titles.length, before.length + 1);
  });

  it('shows the answer to a common question', async () => {
    const shown = await hears('qwrtp zxcvb', calling(['answer', { id: 'bot-privacy' }]));
    assert.deepEqual(readCard(shown), readCard(await hears('what do you do with my data?', calling())));
  });

  it('knows of the answers by their topics', async () => {
    await hears('qwrtp zxcvb', calling());
    const answer = model.requests.at(-1)?.body.tools.find((tool) => tool.function.name === 'answer');
    assert.match(JSON.stringify(answer?.function.parameters), /"enum":\[.*"bot-privacy"/);
  });

  it('only asks whether a change is meant that no word asks for', async () => {
    const guess = await hears('qwrtp zxcvb', calling(['cancel', { subscription: 'S-1001' }]));
    assert.match(readCard(guess), /Nothing has been done yet/);
    assert.equal(actionsOf(guess)[0]?.title, 'Cancel a subscription · S-1001');
  });

  it('decides which change is meant, which its own card asks to confirm', async () => {
    const renewal = 'my renewal thingy for S-1001';
    assert.match(await local(renewal), WHICH);
    const off = calling(['recurring-billing', { subscription: 'S-1001', on: false }]);
    model.answers(off);
    const card = await bot.say('Megan', renewal, { conversationId: randomUUID() });
    assert.match(readCard(card), /Turn off recurring billing/);
    assert.doesNotMatch(readCard(card), WHICH);
  });

  it('decides on no change that the words deny', async () => {
    const shown = await hears(
      'nobody should ever cancel S-1001, qwrtp',
      calling(['cancel', { subscription: 'S-1001' }]),
    );
    assert.doesNotMatch(readCard(shown), /Cancel this subscription\?|Why are you/);
  });

  it('lets nothing act at once', async () => {
    const question = await hears('qwrtp zxcvb', calling(['language', { language: 'sv' }]));
    assert.equal((await bot.noticePreferences('Adele')).language, undefined);
    assert.match(readCard(question), /Nothing has been done yet/);
  });

  it('changes nothing that is sure of itself: it is not asked', async () => {
    const sentences = ['show my licenses', 'cancel S-1001', 'what do you do with my data?', 'speak English'];
    const told = await toldDuring(async () => {
      for (const text of sentences) await hears(text, calling(['spend', {}]));
    });
    assert.deepEqual(told, []);
  });

  for (const [what, answer] of [
    ['says nothing', calling()],
    ['calls what does not exist', calling(['delete-everything', {}])],
    ['names no topic', calling(['answer', { id: 'constructor' }])],
    ['gives an answer more than its topic', calling(['answer', { id: 'bot-privacy', product: 'Visio' }])],
    ['gives a wrong argument', calling(['licenses', { product: { $gt: '' } }])],
    ['confirms', calling(['cancel', { subscription: 'S-1001', operation: randomUUID() }])],
    ['is out of order', { status: 500, body: 'no' }],
    ['answers in no JSON', { body: '<html>' }],
  ] as const)
    it(`leaves the question where it ${what}`, async () => {
      assert.equal(readCard(await hears(OPEN, answer)), await localQuestion());
    });

  it('leaves the question where it takes too long', async () => {
    const impatient = await botWith({ limitMs: 50 });
    assert.equal(readCard(await hears(OPEN, undefined, impatient)), await localQuestion());
  });

  it('leaves the question where it may not be asked any more', async () => {
    const excess = { allowance: 'model-calls', first: true, waitMs: 1_000 } as never;
    const refusing = await startConversation('contoso', { propose: () => Promise.reject(new LimitReached(excess)) });
    assert.equal(readCard(await hears(OPEN, calling(), refusing)), await localQuestion());
  });

  /** What is asked where there is no model. */
  const localQuestion = async () => {
    const question = readCard(await hears(OPEN, calling(), await startConversation('contoso')));
    assert.match(question, WHICH);
    return question;
  };

  describe('is told of what was said before', () => {
    const conversation = () => {
      const conversationId = randomUUID();
      return (text: string) => bot.say('Adele', text, { conversationId });
    };
    const toldAfter = async (...before: string[]) => {
      model.answers(calling());
      const say = conversation();
      for (const text of before) await say(text);
      return (await toldDuring(() => say('qwrtp zxcvb hmpf'))).join();
    };

    it('nothing, where nothing was', async () => assert.doesNotMatch(await toldAfter(), /Before this/));

    it('the command, and the ids of what was shown', async () => {
      const told = await toldAfter('show S-1001');
      assert.match(told, /Before this.*"lastCommand.*subscription.*S-1001/);
    });

    it('no names, addresses and ids of people, whatever was shown of them', async () => {
      const told = [
        await toldAfter('show all subscriptions'),
        await toldAfter('show all subscriptions', 'subscriptions of Megan'),
        await toldAfter('who is Lee?', 'show the licenses of Visio'),
        await toldAfter('show S-1001', 'assign a license of S-1001 to Megan'),
      ];
      assert.ok(
        told.every((each) => /Before this/.test(each)),
        told.join('\n'),
      );
      for (const who of ['Adele', 'Megan', 'Lee'])
        for (const secret of [who, bot.sender(who).userId, bot.tenantId])
          assert.ok(!told.join().includes(secret), `${secret} in ${told.join('\n')}`);
      assert.doesNotMatch(told.join(), /@/);
    });

    it('not more than some things of a long list', async () => {
      const told = await toldAfter('show all subscriptions');
      assert.ok((told.match(/S-\d+/g) ?? []).length <= 20, told);
    });
  });
});
