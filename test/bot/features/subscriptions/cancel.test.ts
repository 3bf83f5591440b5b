import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import type { Actor, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';

const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);

describe('Cancelling in chat', () => {
  let chat: Conversation;
  let actor: (who: string) => Promise<Actor>;
  beforeEach(async () => {
    chat = await startConversation();
    actor = async (who) => (await chat.commerce.getVisitor(chat.tenantId, chat.sender(who).userId)).actor;
  });
  const details = async (ref: string) => chat.commerce.getSubscription(await actor('Adele'), ref as SubscriptionRef);
  const statusOf = async (ref: string) => (await details(ref)).subscription.status;
  const nothingChanged = async (ref: string) =>
    assert.deepEqual([(await details(ref)).subscription.version, await statusOf(ref)], [1, 'Active']);

  describe('one’s own subscription', () => {
    for (const [text, locale, title] of [
      [
        'cancel S-1001',
        'en-US',
        /^Are you sure you want to cancel\?\nPower BI Pro · S-1001\n2 people lose access at once\.\n2 others keep access/,
      ],
      [
        'avsluta S-1001',
        'sv-SE',
        /^Vill du avsluta\?\nPower BI Pro · S-1001\n2 personer förlorar åtkomsten direkt\.\n2 andra behåller/,
      ],
      ['säg upp S-1001', 'sv-SE', /^Vill du avsluta\?/],
    ] as const)
      it(`asks first when it hears “${text}”`, async () => {
        assert.match(readCard(await chat.say('Megan', text, { locale })), title);
        await nothingChanged('S-1001');
      });

    it('names who loses access, the reasons, and that nothing is paid back after seven days', async () => {
      const text = readCard(await chat.say('Megan', 'cancel S-1001'));
      assert.match(text, /more than 7 days ago\. It is paid until Nov 22, 2026/);
      assert.match(text, /Refund\nNone\nWho loses access\nLee Gu\nMegan Bowen\n/);
      assert.match(text, /Reason\n[\s\S]*Moving to a central subscription[\s\S]*Feedback/);
      assert.match(text, /cannot be undone/);
    });

    it('offers to turn off recurring billing instead, where nothing is paid back', async () => {
      const card = await chat.say('Megan', 'cancel S-1001');
      const instead = await chat.press('Megan', card, 'Turn off recurring billing');
      assert.match(readCard(instead), /^Turn off recurring billing\?/);
      assert.deepEqual(titles(await chat.say('Megan', 'cancel S-1005')), ['Cancel subscription', 'Close']);
    });

    it('deletes it, tells what happened, and keeps reason and feedback for the audit trail', async () => {
      const card = await chat.say('Megan', 'cancel S-1001');
      const filled = { reason: 'too-expensive', feedback: 'We *loved* it' };
      const receipt = await chat.press('Megan', card, 'Cancel subscription', filled);
      assert.match(
        readCard(receipt),
        /^S-1001 was canceled\nPower BI Pro · Deleted\n2 people have lost access\.\n2 others keep access through another license\.\nNothing is paid back/,
      );
      assert.deepEqual(titles(receipt), ['Back to the list', 'Open S-1001']);
      assert.equal(await statusOf('S-1001'), 'Deleted');
      const { lines } = await chat.commerce.listAudit(await actor('Adele'), {}, { limit: 1 });
      assert.deepEqual(lines[0]?.details, { reason: 'too-expensive', feedback: 'We *loved* it' });
    });

    it('pays back within seven days what was paid, as the card has said', async () => {
      await chat.press('Megan', await chat.say('Megan', 'pay invoice G-240908'), 'Pay $60.00');
      const card = await chat.say('Megan', 'cancel S-1005');
      assert.match(readCard(card), /began at most 7 days ago\.\n\$50\.32 goes back[\s\S]*Refund\n\$50\.32/);
      const receipt = await chat.press('Megan', card, 'Cancel subscription', { reason: 'other', feedback: '' });
      assert.match(readCard(receipt), /\$50\.32 goes back to the card/);
    });

    it('asks for the reason when none was chosen, and keeps what was written', async () => {
      const card = await chat.say('Megan', 'cancel S-1001');
      const again = await chat.press('Megan', card, 'Cancel subscription', { reason: '', feedback: 'Bye' });
      assert.match(readCard(again), /^Nothing was chosen\n[\s\S]*Are you sure you want to cancel\?[\s\S]*\nBye\n/);
      await nothingChanged('S-1001');
      const receipt = await chat.press('Megan', again, 'Cancel subscription', { reason: 'other' });
      assert.match(readCard(receipt), /^S-1001 was canceled/);
    });

    it('refuses feedback that is too long, and keeps the reason', async () => {
      const card = await chat.say('Megan', 'cancel S-1001');
      const filled = { reason: 'other', feedback: 'x'.repeat(2001) };
      const again = await chat.press('Megan', card, 'Cancel subscription', filled);
      assert.match(readCard(again), /^That text is too long\nUse at most 2,000 characters/);
      assert.match(JSON.stringify(again), /"id":"reason","label":"Reason","value":"other"/);
      await nothingChanged('S-1001');
    });

    it('acts once when the button is pressed twice, and shows the same receipt', async () => {
      const card = await chat.say('Megan', 'cancel S-1005');
      const press = () => chat.press('Megan', card, 'Cancel subscription', { reason: 'other' });
      assert.deepEqual(await press(), await press());
      assert.equal((await details('S-1005')).subscription.version, 2);
      const { invoices } = await chat.commerce.listInvoices(await actor('Megan'), { months: 3 });
      assert.equal(invoices.filter(({ number }) => number.startsWith('S-1005')).length, 1);
    });

    it('shows today’s state where it has changed since the card', async () => {
      const card = await chat.say('Megan', 'cancel S-1001');
      const turnOff = await chat.run('Megan', 'recurring-billing', { subscription: 'S-1001', on: false });
      await chat.press('Megan', turnOff, 'Turn off recurring billing');
      const again = await chat.press('Megan', card, 'Cancel subscription', { reason: 'other' });
      assert.match(readCard(again), /^It has changed meanwhile\n[\s\S]*Are you sure you want to cancel\?/);
      assert.equal(await statusOf('S-1001'), 'Active');
      assert.deepEqual(titles(again), ['Cancel subscription', 'Close']);
    });

    it('shows anew what is paid back, where that has changed since the card', async () => {
      const { verb, data } = findAction(await chat.say('Megan', 'cancel S-1001'), 'Cancel subscription');
      const again = await chat.send('Megan', verb, { ...data, refunded: true, reason: 'other' });
      assert.match(readCard(again), /^It has changed meanwhile\n[\s\S]*Nothing is paid back/);
      await nothingChanged('S-1001');
    });

    it('tells of one that is deleted already, on top of how it stands', async () => {
      const card = await chat.say('Christie', 'cancel S-1010');
      assert.match(readCard(card), /^The subscription is already deleted\n[\s\S]*Power BI Pro · S-1010\nDeleted/);
      assert.deepEqual(titles(card), ['Buy licenses', 'Back to the list']);
    });

    it('says of a trial and of an ended one that nothing is paid back', async () => {
      assert.match(readCard(await chat.say('Diego', 'cancel S-1007')), /Nothing is paid back for a trial/);
      const ended = readCard(await chat.say('Emily', 'cancel S-1009'));
      assert.match(ended, /Nobody loses access\.\nNothing is paid back: the term ended on Sep 12, 2026/);
    });

    it('asks which one where none is named, and can be left', async () => {
      const which = await chat.say('Megan', 'cancel subscription');
      assert.match(readCard(which), /^Which one do you mean\?\n[\s\S]*S-1001[\s\S]*S-1005/);
      const card = await chat.press('Megan', which, 'Power Apps per user · S-1005');
      assert.match(readCard(card), /^Are you sure you want to cancel\?\nPower Apps per user · S-1005/);
      assert.match(readCard(await chat.press('Megan', card, 'Close')), /nothing was changed/);
    });

    it('answers the admin who has asked for it', async () => {
      const { product } = await details('S-1001');
      const admin = await actor('Adele');
      await chat.commerce.askToCancel(admin, product.id, { operationId: 'ask' });
      const card = await chat.say('Megan', 'cancel S-1001');
      const press = () => chat.press('Megan', card, 'Cancel subscription', { reason: 'moving-to-central' });
      assert.deepEqual(await press(), await press());
      const { lines } = await chat.commerce.listAudit(admin, {}, { limit: 10 });
      const answers = lines.filter(({ act }) => act === 'answer-cancel-request');
      assert.deepEqual(
        answers.map(({ subject, after }) => [subject, after]),
        [['S-1001', { answer: 'canceled' }]],
      );
    });
  });

  describe('somebody’s subscription, as an admin', () => {
    it('tells who loses access, what is paid back, and that the purchaser hears of it', async () => {
      const card = await chat.say('Adele', 'cancel S-1003');
      assert.match(
        readCard(card),
        /^Are you sure[\s\S]*Patti Fernandez gets an e-mail[\s\S]*Purchaser\nPatti Fernandez/,
      );
      assert.doesNotMatch(readCard(card), /Feedback/);
      assert.deepEqual(titles(card), ['Cancel subscription', 'Move users', 'Close']);
    });

    it('cancels it in Swedish words as well, and shows the receipt', async () => {
      const card = await chat.say('Alex', 'avsluta S-1003', { locale: 'sv-SE' });
      const { verb, data } = findAction(card, 'Avsluta prenumeration');
      const receipt = await chat.send('Alex', verb, { ...data, reason: 'no-longer-needed' }, { locale: 'sv-SE' });
      assert.match(
        readCard(receipt),
        /^S-1003 har avslutats\nVisio Plan 2 · Borttagen\n1 person har förlorat åtkomsten/,
      );
      assert.match(readCard(receipt), /Patti Fernandez får besked/);
      assert.equal(await statusOf('S-1003'), 'Deleted');
    });

    it('finds it by product and purchaser', async () => {
      const data = { product: 'Power BI', purchaser: 'Isaiah' };
      assert.match(readCard(await chat.run('Adele', 'cancel', data)), /^Are you sure[\s\S]*Power BI Pro · S-1002/);
    });

    it('tells a reader which role it takes, and a purchaser’s own stays theirs', async () => {
      const card = await chat.say('Nestor', 'cancel S-1003');
      assert.match(readCard(card), /^You need another role for that\n.*Global Administrator or Billing Administrator/);
      await nothingChanged('S-1003');
    });

    it('does not cancel what the organization has bought', async () => {
      const card = await chat.say('Adele', 'cancel C-2001');
      assert.match(readCard(card), /^That is not a self-service purchase\n/);
      assert.ok(titles(card).includes('Buy licenses'));
    });

    it('works for a partner’s admin at the customer’s', async () => {
      const partner = await startConversation('fabrikam', { customer: 'contoso' });
      await partner.say('Erik', 'act for Contoso');
      const card = await partner.say('Erik', 'cancel S-1003');
      const receipt = await partner.press('Erik', card, 'Cancel subscription', { reason: 'other' });
      assert.match(readCard(receipt), /^For Contoso\nS-1003 was canceled\n/);
    });
  });

  describe('what is not there or not theirs', () => {
    it('gets the same answer for another’s subscription as for an unknown one', async () => {
      const [foreign, unknown] = [await chat.say('Megan', 'cancel S-1003'), await chat.say('Megan', 'cancel S-9999')];
      assert.match(readCard(foreign), /^There is no subscription S-1003/);
      assert.equal(JSON.stringify(foreign).replaceAll('S-1003', 'S-9999'), JSON.stringify(unknown));
    });

    it('does not take one’s own for another’s that was named', async () => {
      const named = (purchaser: string) => chat.run('Megan', 'cancel', { product: 'Power BI', purchaser });
      assert.match(readCard(await named('Isaiah')), /^There is none to choose from\n/);
      assert.match(readCard(await named('Nobody')), /^There is none to choose from\n/);
      assert.match(readCard(await named('Megan Bowen')), /^Are you sure you want to cancel\?\nPower BI Pro · S-1001/);
    });

    it('refuses a forged press on it, and changes nothing', async () => {
      const { verb, data } = findAction(await chat.say('Megan', 'cancel S-1001'), 'Cancel subscription');
      const forged = await chat.send('Megan', verb, { ...data, subscription: 'S-1003', reason: 'other' });
      assert.match(readCard(forged), /^There is no subscription S-1003/);
      await nothingChanged('S-1003');
    });

    for (const [what, more, answer] of [
      ['an unknown reason', { reason: 'because' }, /^Something is missing or not right/],
      ['a field that no card has', { reason: 'other', admin: true }, /^Something is missing or not right/],
      [
        'feedback of a size that no card lets through',
        { reason: 'other', feedback: 'x'.repeat(5001) },
        /^Something is missing or not right/,
      ],
      ['an operation that is no id', { reason: 'other', operation: '1' }, /^Something is missing or not right/],
      ['a list for a reference', { reason: 'other', subscription: ['S-1001'] }, /^Something is missing or not right/],
    ] as const)
      it(`refuses ${what}`, async () => {
        const { verb, data } = findAction(await chat.say('Megan', 'cancel S-1001'), 'Cancel subscription');
        assert.match(readCard(await chat.send('Megan', verb, { ...data, ...more })), answer);
        await nothingChanged('S-1001');
      });

    it('refuses somebody else’s card, also to an admin', async () => {
      const { verb, data } = findAction(await chat.say('Megan', 'cancel S-1001'), 'Cancel subscription');
      const card = await chat.send('Adele', verb, { ...data, reason: 'other' });
      assert.match(readCard(card), /^This card belongs to someone else/);
      await nothingChanged('S-1001');
    });

    it('refuses a guest', async () => {
      assert.match(readCard(await chat.say('Ben', 'cancel S-1001')), /^Guests cannot do that/);
    });
  });
});

describe('Cancelling where the rest of the term is always paid back', () => {
  it('takes fewer licenses first, where there are more than 25', async () => {
    const chat = await startConversation('fabrikam');
    await chat.press('Maja', await chat.say('Maja', 'set S-3001 to 26 licenses'), 'Save', { quantity: '26' });
    const card = await chat.say('Maja', 'cancel S-3001');
    assert.match(readCard(card), /^There are too many licenses to cancel\nReduce the subscription to 25 licenses/);
    assert.equal(titles(card)[0], 'Buy or remove licenses');
  });

  it('says so', async () => {
    const chat = await startConversation('fabrikam');
    const card = await chat.say('Maja', 'avsluta S-3001', { locale: 'sv-SE' });
    assert.match(readCard(card), /Resten av perioden krediteras\.\n/);
  });
});
