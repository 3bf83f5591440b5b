import assert from 'node:assert/strict';
import {
  goneOn,
  overviewOn,
  placeOf,
  readTrail,
  withTicks,
  writeTrail,
} from '../../../../bot/conversation/back/trail.ts';
import type { Card } from '../../../../cards/kit/card.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

const LIST = { verb: 'subscriptions', args: { source: 'all', sort: 'price' } };
const DETAILS = { verb: 'subscription', args: { subscription: 'S-1' } };

describe('The trail of cards', () => {
  it('is read as it was written', () => assert.deepEqual(readTrail(writeTrail([DETAILS, LIST])), [DETAILS, LIST]));

  it('drops the farthest cards where it would be long', () => {
    const far = { verb: 'unused', args: { product: 'x'.repeat(880) } };
    assert.deepEqual(readTrail(writeTrail([DETAILS, LIST, far])), [DETAILS, LIST]);
    assert.deepEqual(
      readTrail(writeTrail([DETAILS, LIST, { verb: 'a', args: {} }, { verb: 'b', args: {} }])).length,
      3,
    );
    assert.equal(writeTrail([{ verb: 'unused', args: { product: 'x'.repeat(2000) } }]), undefined);
  });

  it('is none where a button sends something else', () => {
    for (const sent of [
      undefined,
      7,
      'nothing',
      '{}',
      '[["a"]]',
      '[["a",{"b":{"c":1}}]]',
      `[["a",{}]${' '.repeat(2000)}]`,
      [LIST],
    ])
      assert.deepEqual(readTrail(sent), []);
  });

  it('has no card that would do something when it is shown again', () => {
    assert.equal(placeOf({ name: 'set-notification', effect: 'acts' }, { topic: 'own' }), undefined);
    assert.equal(placeOf({ name: 'cancel', effect: 'asks' }, { subscription: 'S-1', operation: 'o' }), undefined);
    assert.equal(placeOf({ name: 'close', effect: 'reads' }, {}), undefined);
    assert.deepEqual(
      placeOf({ name: 'cancel', effect: 'asks' }, { subscription: 'S-1', version: 3, reason: undefined }),
      {
        verb: 'cancel',
        args: { subscription: 'S-1' },
      },
    );
  });

  it('has each command once, and knows the nearest overview', () => {
    const another = { verb: 'subscription', args: { subscription: 'S-2' } };
    assert.deepEqual(goneOn(another, [DETAILS, LIST]), [another, LIST]);
    assert.deepEqual(goneOn(undefined, [LIST]), [LIST]);
    assert.deepEqual(overviewOn([DETAILS, LIST]), LIST);
  });

  it('keeps what was ticked on the list', () => {
    assert.deepEqual(withTicks([LIST], { subscriptions: 'S-1,S-2' }), [
      { ...LIST, args: { ...LIST.args, ticked: 'S-1,S-2' } },
    ]);
    assert.deepEqual(withTicks([DETAILS, LIST], { subscriptions: 'S-1' }), [DETAILS, LIST]);
  });
});

describe('Going back', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);

  it('shows the list with its filter, its order and its page', async () => {
    const list = await chat.say('Adele', 'subscriptions by Megan sorted by price');
    const details = await chat.press('Adele', list, 'Open S-1001, Power BI Pro');
    assert.equal(readCard(await chat.press('Adele', details, 'Back to the list')), readCard(list));
    const second = await chat.press('Adele', await chat.say('Adele', 'subscriptions'), 'Next');
    const last = await chat.press('Adele', second, 'Open S-1010, Power BI Pro');
    assert.equal(readCard(await chat.press('Adele', last, 'Back to the list')), readCard(second));
  });

  it('goes back card by card from a question, and from the receipt to the list', async () => {
    const list = await chat.say('Adele', 'subscriptions by Patti');
    const details = await chat.press('Adele', list, 'Open S-1003, Visio Plan 2');
    const ways = await chat.press('Adele', details, 'Take control of this subscription');
    const question = await chat.press('Adele', ways, 'Cancel subscription');
    assert.ok(!titles(question).includes('Close'));
    const again = await chat.press('Adele', question, 'Back');
    assert.equal(readCard(again), readCard(ways));
    assert.equal(readCard(await chat.press('Adele', again, 'Back')), readCard(details));
    const receipt = await chat.press('Adele', question, 'Cancel subscription', { reason: 'other' });
    const after = await chat.press('Adele', receipt, 'Back to the list');
    assert.match(readCard(after), /by Patti/);
  });

  it('leaves a question that came from no card by Close', async () => {
    assert.ok(titles(await chat.say('Megan', 'cancel S-1001')).includes('Close'));
  });

  it('ticks again what was ticked', async () => {
    const list = await chat.say('Adele', 'subscriptions');
    const { verb, data } = findAction(list, 'Do not allow their products');
    const question = await chat.send('Adele', verb, { ...data, subscriptions: 'S-1003,S-1005' });
    const back = await chat.press('Adele', question, 'Back');
    assert.match(JSON.stringify(back), /"id":"subscriptions"[^}]*"value":"S-1003,S-1005"/);
  });

  it('goes on with centralizing after looking at something beside it, in both languages', async () => {
    for (const [sentence, title, exported] of [
      ['centralize Power Apps', 'Back', 'Export users'],
      ['centralisera Power Apps', 'Tillbaka', 'Exportera användare'],
    ] as const) {
      const wizard = await chat.say('Adele', sentence);
      const { verb, data } = findAction(wizard, exported);
      const file = await chat.send('Adele', verb, data);
      const back = findAction(file, title);
      assert.equal(readCard(await chat.send('Adele', back.verb, back.data)), readCard(wizard));
    }
  });

  it('does nothing with a trail that somebody has made up', async () => {
    const before = await chat.say('Adele', 'subscription S-1003');
    const { verb, data } = findAction(before, 'Take control of this subscription');
    for (const back of ['[["erase",{"operation":"x"}]]', '[["nothing",{}]]', '[["subscriptions",{"sort":"colour"}]]']) {
      const card = await chat.send('Adele', verb, { ...data, back });
      assert.match(readCard(card), /^Take control of S-1003/);
      assert.match(
        readCard(await chat.press('Adele', card, 'Back')),
        /no longer|not right|personal data|did not understand|old/i,
      );
    }
    assert.equal(readCard(await chat.say('Adele', 'subscription S-1003')), readCard(before));
  });
});

describe('An answer to who asked to cancel', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
    await chat.press('Adele', await chat.say('Adele', 'ask Megan to cancel S-1005'), 'Ask to cancel');
  });

  it('can be given later, from the subscription and by a sentence', async () => {
    const details = await chat.say('Megan', 'subscription S-1005');
    assert.match(readCard(details), /^An admin asks you to cancel this subscription\n/);
    assert.match(readCard(await chat.say('Megan', 'keep S-1005')), /^Keep S-1005\?/);
    assert.match(
      readCard(await chat.say('Adele', 'subscription S-1005')),
      /^Megan Bowen was asked on Nov \d+, 2026 to cancel it/,
    );
    const kept = await chat.press('Megan', details, 'Keep it');
    assert.match(readCard(kept), /^You keep S-1005/);
    assert.doesNotMatch(readCard(await chat.say('Megan', 'subscription S-1005')), /asks you to cancel/);
  });

  it('is not lost by thinking better of canceling', async () => {
    const asked = await chat.say('Megan', 'behåll S-1005', { locale: 'sv-SE' });
    assert.match(readCard(asked), /^Behålla S-1005\?/);
    const english = await chat.say('Megan', 'keep S-1005');
    const question = await chat.press('Megan', english, 'Cancel subscription');
    assert.match(readCard(await chat.press('Megan', question, 'Back')), /^Keep S-1005\?[\s\S]*Keep it/);
  });
});
