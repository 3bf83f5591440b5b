import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);

describe('Recurring billing in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const subscription = async (ref: string) => {
    const { actor } = await chat.commerce.getVisitor(chat.tenantId, chat.sender('Adele').userId);
    return (await chat.commerce.getSubscription(actor, ref as SubscriptionRef)).subscription;
  };

  for (const [who, text, locale, asked] of [
    [
      'Megan',
      'turn off recurring billing S-1001',
      'en-US',
      /^Turn off recurring billing\?\nPower BI Pro · S-1001\nIt ends/,
    ],
    ['Megan', 'stäng av återkommande fakturering S-1001', 'sv-SE', /^Vill du stänga av[\s\S]*Den upphör 22 nov\. 2026/],
    [
      'Patti',
      'turn on recurring billing S-1003',
      'en-US',
      /^Turn on recurring billing\?[\s\S]*renews on Nov 16, 2026 for \$30/,
    ],
    [
      'Patti',
      'slå på återkommande fakturering S-1003',
      'sv-SE',
      /^Vill du slå på[\s\S]*förnyas 16 nov\. 2026 för 30,00/,
    ],
  ] as const)
    it(`asks first: “${text}”`, async () => {
      const card = await chat.say(who, text, { locale });
      assert.match(readCard(card), asked);
      assert.equal((await subscription(text.slice(-6))).version, 1);
    });

  it('is turned off and on again from the receipt', async () => {
    const card = await chat.say('Megan', 'turn off recurring billing S-1001');
    const receipt = await chat.press('Megan', card, 'Turn off recurring billing');
    assert.match(readCard(receipt), /^Recurring billing is off\nPower BI Pro · S-1001\nIt ends on Nov 22, 2026/);
    assert.deepEqual(titles(receipt), ['Open S-1001', 'Turn on recurring billing']);
    assert.equal((await subscription('S-1001')).autoRenew, false);
    const ask = await chat.press('Megan', receipt, 'Turn on recurring billing');
    const back = await chat.press('Megan', ask, 'Turn on recurring billing');
    assert.match(readCard(back), /^Recurring billing is on\n[\s\S]*for \$70\.00/);
    assert.equal((await subscription('S-1001')).autoRenew, true);
  });

  it('says that a scheduled change is dropped', async () => {
    const fewer = await chat.say('Isaiah', 'set S-1002 to 8 licenses');
    await chat.press('Isaiah', fewer, 'Save', { quantity: '8' });
    const card = await chat.say('Isaiah', 'turn off recurring billing S-1002');
    assert.match(readCard(card), /The change to 8 licenses at the renewal is dropped/);
    await chat.press('Isaiah', card, 'Turn off recurring billing');
    assert.equal((await subscription('S-1002')).scheduledQuantity, undefined);
  });

  it('says so where it is like that already', async () => {
    const card = await chat.say('Patti', 'turn off recurring billing S-1003');
    assert.match(readCard(card), /^Recurring billing is off already\n/);
    assert.deepEqual(titles(card), ['Open S-1003', 'Turn on recurring billing']);
  });

  it('acts once when the button is pressed twice', async () => {
    const card = await chat.say('Megan', 'turn off recurring billing S-1001');
    const press = () => chat.press('Megan', card, 'Turn off recurring billing');
    assert.deepEqual(await press(), await press());
    assert.equal((await subscription('S-1001')).version, 2);
  });

  it('changes nothing from a stale card', async () => {
    const stale = await chat.say('Patti', 'turn on recurring billing S-1003');
    const first = await chat.say('Patti', 'turn on recurring billing S-1003');
    await chat.press('Patti', first, 'Turn on recurring billing');
    const card = await chat.press('Patti', stale, 'Turn on recurring billing');
    assert.match(readCard(card), /^It has changed meanwhile\n[\s\S]*Recurring billing is on already\n/);
    assert.equal((await subscription('S-1003')).version, 2);
  });

  it('asks which subscription, and takes the opposite of what it is', async () => {
    const which = await chat.run('Megan', 'recurring-billing');
    const card = await chat.press('Megan', which, 'Power BI Pro · S-1001');
    assert.match(readCard(card), /^Turn off recurring billing\?/);
  });

  it('tells why it cannot be with an ended one or a trial', async () => {
    assert.match(
      readCard(await chat.say('Grady', 'turn on recurring billing S-1008')),
      /^The subscription is not active\n/,
    );
    assert.match(
      readCard(await chat.say('Diego', 'turn on recurring billing S-1007')),
      /^That does not work with a trial\n/,
    );
  });

  it('is the purchaser’s alone', async () => {
    assert.match(
      readCard(await chat.say('Lee', 'turn off recurring billing S-1001')),
      /^There is no subscription S-1001/,
    );
    assert.match(
      readCard(await chat.say('Adele', 'turn off recurring billing S-1001')),
      /^Take control of S-1001 first/,
    );
    const { verb, data } = findAction(
      await chat.say('Megan', 'turn off recurring billing S-1001'),
      'Turn off recurring billing',
    );
    const forged = await chat.send('Megan', verb, { ...data, subscription: 'S-1002' });
    assert.match(readCard(forged), /^There is no subscription S-1002/);
    assert.match(readCard(await chat.send('Isaiah', verb, data)), /^This card belongs to someone else/);
    assert.match(readCard(await chat.send('Megan', verb, { ...data, on: 'no' })), /^Something is missing or not right/);
    assert.deepEqual([(await subscription('S-1001')).version, (await subscription('S-1002')).version], [1, 1]);
  });
});
