import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import type { Actor, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { DECLINED } from '../../../../services/payments/sandbox.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);
const S1001 = 'S-1001' as SubscriptionRef;

describe('The number of licenses in chat', () => {
  let chat: Conversation;
  let actor: (who: string) => Promise<Actor>;
  beforeEach(async () => {
    chat = await startConversation();
    actor = async (who) => (await chat.commerce.getVisitor(chat.tenantId, chat.sender(who).userId)).actor;
  });
  const subscription = async (ref = S1001) =>
    (await chat.commerce.getSubscription(await actor('Adele'), ref)).subscription;
  const invoicesOf = async (who: string) =>
    (await chat.commerce.listInvoices(await actor(who), { months: 3 })).invoices.length;
  const nothingChanged = async (ref = S1001) => {
    const { version } = await subscription(ref);
    assert.deepEqual([version, await invoicesOf('Megan')], [1, before]);
  };
  let before: number;
  beforeEach(async () => {
    before = await invoicesOf('Megan');
  });
  /** Puts a card on file beside the one that there is, and gives its id. */
  const addCard = async (who: string, token: string): Promise<string> => {
    const card = { token, brand: 'Visa', last4: '0002', expiryMonth: 12, expiryYear: 2030, holder: who };
    const owner = await actor(who);
    return (await chat.commerce.addPaymentMethod(owner, card, { operationId: `add ${token}` })).paymentMethod;
  };

  describe('shows before anything is saved', () => {
    for (const [text, locale, told] of [
      ['set S-1001 to 8 licenses', 'en-US', /^Buy or remove licenses\nPower BI Pro · S-1001\n\$28\.46 is charged now/],
      ['add 3 licenses to S-1001', 'en-US', /\$28\.46 is charged now, for the time until Nov 22, 2026/],
      [
        'ändra S-1001 till 8 licenser',
        'sv-SE',
        /^Köp eller ta bort licenser\nPower BI Pro · S-1001\n28,46 US\$ debiteras/,
      ],
      ['lägg till 3 licenser på S-1001', 'sv-SE', /Totalt antal licenser\n5 → 8\n/],
    ] as const)
      it(`what more licenses cost: “${text}”`, async () => {
        assert.match(readCard(await chat.say('Megan', text, { locale })), told);
        await nothingChanged();
      });

    it('that fewer take effect at the renewal', async () => {
      const card = await chat.say('Isaiah', 'remove 2 licenses from S-1002');
      assert.match(readCard(card), /It is 8 licenses from the renewal on Apr 15, 2027[\s\S]*10 → 8\n/);
      const swedish = await chat.say('Isaiah', 'ta bort 2 licenser från S-1002', { locale: 'sv-SE' });
      assert.match(readCard(swedish), /Det blir 8 licenser från förnyelsen 15 apr\. 2027/);
    });

    it('that fewer give money back within seven days', async () => {
      const card = await chat.say('Megan', 'remove 1 license from S-1005');
      assert.match(readCard(card), /goes down at once\.\n\$16\.77 of the credit settles what is still to be paid/);
      await chat.press('Megan', await chat.say('Megan', 'pay invoice G-240908'), 'Pay $60.00');
      const paid = await chat.say('Megan', 'remove 1 license from S-1005');
      assert.match(readCard(paid), /goes down at once\.\n\$16\.77 goes back to the card/);
      const receipt = await chat.press('Megan', paid, 'Save', { quantity: '2' });
      assert.match(readCard(receipt), /\$16\.77 goes back to the card/);
    });

    it('an empty form where no number was given', async () => {
      const card = await chat.run('Megan', 'set-quantity', { subscription: 'S-1001' });
      assert.match(readCard(card), /Enter the new total, not the difference/);
      assert.deepEqual(titles(card), ['Continue', 'Close']);
      const next = await chat.press('Megan', card, 'Continue', { quantity: '8' });
      assert.match(readCard(next), /\$28\.46 is charged now/);
      assert.deepEqual(titles(next), ['Save', 'Payment methods', 'Back']);
      const same = await chat.press('Megan', card, 'Continue', { quantity: '5' });
      assert.match(readCard(same), /You have 5 licenses already/);
    });

    it('a choice of subscriptions where none was named', async () => {
      const which = await chat.run('Megan', 'set-quantity', { change: 3 });
      const card = await chat.press('Megan', which, 'Power Apps per user · S-1005');
      assert.match(readCard(card), /Power Apps per user · S-1005[\s\S]*3 → 6\n/);
    });
  });

  describe('saves', () => {
    it('more licenses, charges the chosen card, and leads to assigning them', async () => {
      const card = await chat.say('Megan', 'set S-1001 to 8 licenses');
      const receipt = await chat.press('Megan', card, 'Save', { quantity: '8', card: '' });
      assert.match(readCard(receipt), /^Licenses of S-1001 saved\n8 licenses\nPower BI Pro\n\$28\.46 was charged\./);
      assert.deepEqual(titles(receipt), ['Assign licenses', 'Open S-1001', 'Invoices', 'Back to 5 licenses']);
      assert.equal((await subscription()).quantity, 8);
      assert.equal(await invoicesOf('Megan'), before + 1);
    });

    it('fewer licenses for the renewal, which the details then show', async () => {
      const card = await chat.say('Isaiah', 'remove 2 licenses from S-1002');
      const receipt = await chat.press('Isaiah', card, 'Save', { quantity: '8' });
      assert.match(readCard(receipt), /8 licenses from the renewal on Apr 15, 2027\n[\s\S]*Nothing was charged/);
      const opened = await chat.press('Isaiah', receipt, 'Open S-1002');
      assert.match(readCard(opened), /7 of 10 assigned[\s\S]*Next term\n8 licenses from Apr 15, 2027/);
      const kept = await chat.say('Isaiah', 'set S-1002 to 10 licenses');
      assert.match(
        readCard(kept),
        /It stays at 10 licenses\.[\s\S]*The change to 8 licenses at the renewal is dropped/,
      );
      await chat.press('Isaiah', kept, 'Save', { quantity: '10' });
      assert.equal((await subscription('S-1002' as SubscriptionRef)).scheduledQuantity, undefined);
    });

    it('only what was shown: another number in the field is shown first', async () => {
      const card = await chat.say('Megan', 'set S-1001 to 8 licenses');
      const shown = await chat.press('Megan', card, 'Save', { quantity: '6' });
      assert.match(readCard(shown), /^Buy or remove licenses\n[\s\S]*5 → 6\n/);
      await nothingChanged();
      await chat.press('Megan', shown, 'Save', { quantity: '6' });
      assert.equal((await subscription()).quantity, 6);
    });

    it('once, however often the button is pressed', async () => {
      const card = await chat.say('Megan', 'set S-1001 to 8 licenses');
      const press = () => chat.press('Megan', card, 'Save', { quantity: '8' });
      assert.deepEqual(await press(), await press());
      assert.deepEqual([(await subscription()).version, await invoicesOf('Megan')], [2, before + 1]);
    });

    it('nothing from a stale card, which shows how it stands today', async () => {
      const card = await chat.say('Megan', 'set S-1001 to 8 licenses');
      await chat.press('Megan', await chat.say('Megan', 'set S-1001 to 6 licenses'), 'Save', { quantity: '6' });
      const again = await chat.press('Megan', card, 'Save', { quantity: '8' });
      assert.match(readCard(again), /^It has changed meanwhile\n[\s\S]*6 → 8\n/);
      assert.equal((await subscription()).quantity, 6);
    });
  });

  describe('refuses', () => {
    for (const [text, quantity] of [
      ['none', '0'],
      ['a negative number', '-1'],
      ['half a license', '1.5'],
      ['a thousand to some and one to others', '1.000'],
      ['words', 'many'],
      ['nothing', ''],
      ['a thousand million', '1000000000'],
      ['a thousand million as a number', 1_000_000_000],
    ] as const)
      it(`${text}, and keeps the form`, async () => {
        const card = await chat.run('Megan', 'set-quantity', { subscription: 'S-1001', quantity });
        assert.match(readCard(card), /^I cannot use that number of licenses\nWrite a whole number from 1 to 1,000,000/);
        assert.deepEqual(titles(card), ['Continue', 'Close']);
        await nothingChanged();
      });

    it('a bad number that takes the place of the one that was shown', async () => {
      const card = await chat.say('Megan', 'set S-1001 to 8 licenses');
      const again = await chat.press('Megan', card, 'Save', { quantity: 'åtta' });
      assert.match(readCard(again), /^I cannot use that number of licenses/);
      await nothingChanged();
    });

    it('fewer licenses than are assigned, and offers to unassign', async () => {
      const card = await chat.say('Megan', 'set S-1001 to 3 licenses');
      assert.match(readCard(card), /^More licenses than that are assigned\nAssigned now: 4\./);
      assert.deepEqual(titles(card), ['Continue', 'Unassign licenses', 'Close']);
      assert.equal(findAction(card, 'Unassign licenses').data['subscription'], 'S-1001');
      await nothingChanged();
    });

    it('fewer licenses with recurring billing off, and offers to turn it on', async () => {
      const card = await chat.say('Patti', 'set S-1003 to 1 license');
      assert.match(readCard(card), /^Recurring billing is off\n/);
      assert.match(
        readCard(await chat.press('Patti', card, 'Turn on recurring billing')),
        /^Turn on recurring billing\?/,
      );
    });

    it('a card that is declined, charges nothing, and takes another one', async () => {
      const declined = await addCard('Megan', DECLINED);
      const card = await chat.say('Megan', 'set S-1001 to 8 licenses');
      assert.match(readCard(card), /Visa •••• 4242[\s\S]*Visa •••• 0002, good until 12\/2030/);
      const again = await chat.press('Megan', card, 'Save', { quantity: '8', card: declined });
      assert.match(readCard(again), /^The payment was declined\n/);
      assert.match(JSON.stringify(again), new RegExp(`"id":"card","label":"Card to charge","value":"${declined}"`));
      await nothingChanged();
      const receipt = await chat.press('Megan', again, 'Save', { quantity: '8', card: '' });
      assert.match(readCard(receipt), /\$28\.46 was charged/);
    });

    it('somebody else’s card on file', async () => {
      const foreign = await addCard('Isaiah', 'tok_isaiah');
      const card = await chat.say('Megan', 'set S-1001 to 8 licenses');
      const again = await chat.press('Megan', card, 'Save', { quantity: '8', card: foreign });
      assert.match(readCard(again), /^There is no such payment method\n/);
      await nothingChanged();
    });

    it('a trial, and offers to buy', async () => {
      const card = await chat.say('Diego', 'set S-1007 to 2 licenses');
      assert.match(readCard(card), /^That does not work with a trial\n[\s\S]*Planner Plan 1 · S-1007/);
      assert.equal(titles(card)[0], 'Buy licenses');
    });

    it('one that is not active, and offers to reactivate it', async () => {
      const card = await chat.say('Grady', 'set S-1008 to 3 licenses');
      assert.match(readCard(card), /^The subscription is not active\nIts status is Expired/);
      assert.equal(titles(card)[0], 'Reactivate');
    });

    it('another’s subscription with the answer for an unknown one', async () => {
      const [foreign, unknown] = [
        await chat.say('Megan', 'set S-1003 to 8 licenses'),
        await chat.say('Megan', 'set S-9999 to 8 licenses'),
      ];
      assert.match(readCard(foreign), /^There is no subscription S-1003/);
      assert.equal(JSON.stringify(foreign).replaceAll('S-1003', 'S-9999'), JSON.stringify(unknown));
    });

    it('an admin, who can take it over instead, and a reader', async () => {
      const card = await chat.say('Adele', 'set S-1001 to 8 licenses');
      assert.match(readCard(card), /^Take control of S-1001 first\n/);
      assert.equal(titles(card)[0], 'Take control of this subscription');
      assert.match(readCard(await chat.say('Nestor', 'set S-1001 to 8 licenses')), /^Only the purchaser can do that\n/);
      await nothingChanged();
    });

    it('a card that spoke of another day: fewer licenses that have been put off meanwhile are shown anew', async () => {
      const { verb, data } = findAction(await chat.say('Isaiah', 'set S-1002 to 8 licenses'), 'Save');
      const card = await chat.send('Isaiah', verb, { ...data, when: 'now', quantity: '8' });
      assert.match(readCard(card), /^It has changed meanwhile\n[\s\S]*8 licenses from the renewal/);
      assert.equal((await subscription('S-1002' as SubscriptionRef)).version, 1);
    });

    for (const [what, more] of [
      ['an amount', { amount: 1 }],
      ['a list of numbers', { quantity: [8] }],
      ['a number that was shown as text', { previewed: '8' }],
    ] as const)
      it(`a forged press with ${what}`, async () => {
        const { verb, data } = findAction(await chat.say('Megan', 'set S-1001 to 8 licenses'), 'Save');
        const card = await chat.send('Megan', verb, { ...data, quantity: '8', ...more });
        assert.match(readCard(card), /^Something is missing or not right\n/);
        await nothingChanged();
      });

    it('a forged press on another’s subscription', async () => {
      const { verb, data } = findAction(await chat.say('Megan', 'set S-1001 to 8 licenses'), 'Save');
      const card = await chat.send('Megan', verb, { ...data, subscription: 'S-1002', quantity: '8' });
      assert.match(readCard(card), /^There is no subscription S-1002/);
      await nothingChanged('S-1002' as SubscriptionRef);
    });
  });
});
