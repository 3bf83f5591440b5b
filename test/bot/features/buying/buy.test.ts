import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { DECLINED } from '../../../../services/payments/sandbox.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { putCardOnFile, setTenant } from '../../../support/tenants/changed-tenant.ts';
import { cardId } from '../../../support/tenants/ids.ts';

const VISIO_2 = 'CFQ7TTC0HD32';
const MEGANS_CARD = cardId('Megan Bowen');

describe('Buying in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  /** References of what somebody has bought, as their own list shows them. */
  const owned = async (who: string): Promise<string[]> => refsOn(await chat.say(who, 'my subscriptions'));
  const MEGANS = ['S-1001', 'S-1005'];

  describe('on one’s own card', () => {
    for (const [sentence, locale, title, total] of [
      ['buy 3 Visio Plan 2', 'en-US', /^Buy Visio Plan 2\n3 licenses: \$45\.00 \/ month/, /Charged now\n\$45\.00/],
      ['köp 3 Visio Plan 2', 'sv-SE', /^Köp Visio Plan 2\n3 licenser: 45,00 US\$ \/ månad/, /Debiteras nu\n45,00 US\$/],
    ] as const)
      it(`“${sentence}” tells the price in total, and that it may differ from the central one`, async () => {
        const text = readCard(await chat.say('Megan', sentence, { locale }));
        assert.match(text, title);
        assert.match(text, total);
        assert.match(
          text,
          /may differ from what your organization pays|kan skilja sig från vad organisationen betalar/,
        );
        assert.match(text, /Visa •••• 4242/);
        assert.deepEqual(await owned('Megan'), MEGANS);
      });

    it('is active at once, and leads to assigning licenses', async () => {
      const card = await chat.say('Megan', 'buy 3 Visio Plan 2');
      const receipt = await chat.press('Megan', card, 'Buy', filled());
      assert.match(readCard(receipt), /You have bought Visio Plan 2\nActive at once/);
      assert.match(readCard(receipt), /Reference\nS-1011\nLicenses\n3\nCharged\n\$45\.00/);
      assert.deepEqual(findAction(receipt, 'Assign licenses').data['subscription'], 'S-1011');
      assert.match(readCard(await chat.press('Megan', receipt, 'Open S-1011')), /0 of 3 assigned, 3 available/);
    });

    it('buys once however often it is pressed', async () => {
      const card = await chat.say('Megan', 'buy 3 Visio Plan 2');
      const [first, second] = await Promise.all([1, 2].map(() => chat.press('Megan', card, 'Buy', filled())));
      assert.equal(readCard(second), readCard(first));
      assert.equal(readCard(await chat.press('Megan', card, 'Buy', filled())), readCard(first));
      assert.deepEqual(await owned('Megan'), [...MEGANS, 'S-1011']);
    });

    it('shows the new total first where the number in the field was changed', async () => {
      const card = await chat.say('Megan', 'buy 3 Visio Plan 2');
      const answer = await chat.press('Megan', card, 'Buy', { ...filled(), quantity: '5', offer: 'P1Y' });
      assert.match(
        readCard(answer),
        /^You changed the order\nNothing has been bought yet[\s\S]*Charged now\n\$900\.00/,
      );
      assert.deepEqual(await owned('Megan'), MEGANS);
      const receipt = await chat.press('Megan', answer, 'Buy', { ...filled(), quantity: '5', offer: 'P1Y' });
      assert.match(readCard(receipt), /Licenses\n5\nCharged\n\$900\.00/);
    });

    it('shows another total without buying', async () => {
      const card = await chat.say('Megan', 'buy Visio Plan 2');
      const answer = await chat.press('Megan', card, 'Show the new total', { ...filled(), quantity: '7' });
      assert.match(readCard(answer), /^Buy Visio Plan 2\n7 licenses: \$105\.00/);
      assert.deepEqual(await owned('Megan'), MEGANS);
    });

    it('offers the trials that there are, and charges nothing for one', async () => {
      const card = await chat.say('Lee', 'buy Teams Premium');
      const offers = choicesOf(card, 'offer');
      assert.deepEqual(offers, ['P1M', 'P1Y', 'trial-with-card', 'trial-no-card']);
      assert.deepEqual(choicesOf(await chat.say('Megan', 'buy Visio Plan 2'), 'offer'), offers.slice(0, 3));
      const trial = await chat.press('Lee', card, 'Show the new total', { quantity: '2', offer: 'trial-no-card' });
      assert.match(readCard(trial), /2 licenses, free until Dec 1, 2026[\s\S]*Ends by itself on Dec 1, 2026/);
      const receipt = await chat.press('Lee', trial, 'Start the trial', { quantity: '2', offer: 'trial-no-card' });
      assert.match(readCard(receipt), /Your trial of Teams Premium has started[\s\S]*Charged\nNothing/);
    });

    it('starts a trial with a card, which becomes a paid subscription', async () => {
      const card = await chat.say('Megan', 'buy Visio Plan 2');
      const inputs = { ...filled(), quantity: '1', offer: 'trial-with-card' };
      const shown = await chat.press('Megan', card, 'Buy', inputs);
      assert.match(readCard(shown), /Charged now\nNothing[\s\S]*From Dec 1, 2026: \$15\.00 \/ month/);
      assert.match(readCard(await chat.press('Megan', shown, 'Start the trial', inputs)), /has started/);
    });

    it('offers only the trial where the policy allows nothing else', async () => {
      const card = await chat.say('Megan', 'buy Visio Plan 1');
      assert.deepEqual(choicesOf(card, 'offer'), []);
      const receipt = await chat.press('Megan', card, 'Start the trial', { quantity: '1' });
      assert.match(readCard(receipt), /Your trial of Visio Plan 1 has started/);
      const { data } = findAction(card, 'Start the trial');
      const forged = {
        ...data,
        shown: '1 P1M',
        offer: 'P1M',
        quantity: '1',
        operation: chat.commerce.newOperationId(),
      };
      const answer = await chat.send('Megan', 'buy-own', forged);
      assert.match(
        readCard(answer),
        /You cannot buy this yourself\nYour organization allows this product only as a trial/,
      );
    });

    it('asks for a payment method where there is none, and has no button to buy then', async () => {
      const card = await chat.say('Lee', 'buy Power BI Pro');
      assert.match(readCard(card), /You have no valid card on file/);
      assert.deepEqual(titles(card), ['Show the new total', 'Add a payment method', 'Close']);
      assert.equal(findAction(card, 'Add a payment method').verb, 'set-up-card');
    });

    it('tells of a declined card, charges nothing, and lets another be chosen', async () => {
      const id = `00000000-0000-4000-8000-${DECLINED}`;
      await putCardOnFile(chat.tenantId, { id, ownerId: chat.sender('Megan').userId, brand: 'Visa', last4: '0002' });
      const card = await chat.say('Megan', 'buy 3 Visio Plan 2');
      const declined = await chat.press('Megan', card, 'Buy', { ...filled(), card: id });
      assert.match(readCard(declined), /^The payment was declined\nNothing was bought and nothing charged/);
      assert.deepEqual(choicesOf(declined, 'card').sort(), [id, MEGANS_CARD].sort());
      assert.deepEqual(await owned('Megan'), MEGANS);
      assert.match(readCard(await chat.press('Megan', declined, 'Buy', filled())), /Charged\n\$45\.00/);
    });

    it('buys nothing when the product was blocked meanwhile, and offers to request a license', async () => {
      const card = await chat.say('Megan', 'buy 3 Visio Plan 2');
      await chat.press('Adele', await chat.say('Adele', 'block Visio Plan 2'), 'Do not allow');
      const answer = await chat.press('Megan', card, 'Buy', filled());
      assert.match(readCard(answer), /^You cannot buy this yourself\nYour organization does not allow/);
      assert.deepEqual(findAction(answer, 'Request a license').data['product'], VISIO_2);
      assert.deepEqual(await owned('Megan'), MEGANS);
    });

    it('buys nothing at another price than the one shown', async () => {
      const { data } = findAction(await chat.say('Megan', 'buy 3 Visio Plan 2'), 'Buy');
      const answer = await chat.send('Megan', 'buy-own', { ...data, ...filled(), quoted: 1 });
      assert.match(readCard(answer), /^The price has changed meanwhile[\s\S]*3 licenses: \$45\.00/);
      assert.deepEqual(await owned('Megan'), MEGANS);
    });
  });

  describe('a number that nobody can buy', () => {
    for (const quantity of ['0', '-1', '1.5', '1.000', 'many', '1000000000', ''])
      it(`“${quantity}” keeps the form, tells what is possible, and buys nothing`, async () => {
        const card = await chat.say('Megan', 'buy 3 Visio Plan 2');
        const answer = await chat.press('Megan', card, 'Buy', { ...filled(), quantity });
        assert.match(readCard(answer), /^I cannot use that number of licenses\nWrite a whole number from 1 to/);
        assert.ok(!titles(answer).includes('Buy'));
        const right = await chat.press('Megan', answer, 'Show the new total', filled());
        assert.match(readCard(right), /^Buy Visio Plan 2\n3 licenses/);
        assert.deepEqual(await owned('Megan'), MEGANS);
      });
  });

  describe('choosing the product', () => {
    it('lists what may be bought with prices, and the blocked ones to be requested', async () => {
      const list = await chat.say('Megan', 'buy');
      assert.match(readCard(list), /Power BI Pro\n\$14\.00 \/ month/);
      assert.match(readCard(list), /Teams Premium\n\$10\.00 \/ month · also as a trial/);
      assert.match(readCard(list), /Microsoft 365 Copilot\nBlocked for self-service purchase/);
      assert.equal(findAction(list, 'Microsoft 365 Copilot').verb, 'request-license');
      assert.match(readCard(await chat.press('Megan', list, 'Visio Plan 2')), /^Buy Visio Plan 2\n1 license:/);
      assert.match(readCard(await chat.say('Megan', 'köp', { locale: 'sv-SE' })), /^Vad vill du köpa\?/);
    });

    it('asks which of two is meant, and keeps the number', async () => {
      const which = await chat.say('Megan', 'buy 4 Visio');
      assert.match(readCard(which), /^Which one do you mean\?/);
      assert.match(readCard(await chat.press('Megan', which, 'Visio Plan 2')), /^Buy Visio Plan 2\n4 licenses/);
    });

    it('names the products where there is none like that', async () => {
      assert.match(readCard(await chat.run('Megan', 'buy', { product: 'Photoshop' })), /I know no product “Photoshop”/);
    });
  });

  describe('by somebody who may not', () => {
    it('tells a guest that guests cannot', async () => {
      assert.match(readCard(await chat.say('Ben', 'buy Visio Plan 2')), /Guests cannot/);
      assert.match(readCard(await chat.run('Ben', 'buy-own', { product: VISIO_2 })), /Guests cannot/);
    });

    for (const [change, says] of [
      [{ country: 'IN' }, /not available in your organization's country\. Contact your IT admin/],
      [{ kind: 'education' }, /Government and education organizations cannot/],
      [{ kind: 'government' }, /Government and education organizations cannot/],
      [{ country: 'BR' }, /This product is not sold in your organization's country/],
    ] as const)
      it(`tells the rule where the organization is ${Object.values(change).join()}`, async () => {
        await setTenant(chat.tenantId, change);
        assert.match(readCard(await chat.say('Megan', 'buy Visio Plan 2')), says);
      });

    it('lists nothing where nothing can be bought', async () => {
      await setTenant(chat.tenantId, { country: 'IN' });
      assert.match(
        readCard(await chat.say('Megan', 'buy')),
        /^You cannot buy this yourself\nSelf-service purchase is not/,
      );
    });

    it('lists last what is not sold in the country', async () => {
      await setTenant(chat.tenantId, { country: 'BR' });
      assert.match(readCard(await chat.say('Megan', 'buy')), /Visio Plan 2\nNot sold in your organization's country/);
    });

    it('tells the policy’s word, and leads to a license request', async () => {
      const card = await chat.say('Megan', 'buy Copilot');
      assert.match(readCard(card), /does not allow self-service purchase of this product\. Contact your IT admin, or/);
      assert.equal(findAction(card, 'Request a license').verb, 'request-license');
    });

    it('does not charge somebody else’s card', async () => {
      const card = await chat.say('Isaiah', 'buy 3 Visio Plan 2');
      const answer = await chat.press('Isaiah', card, 'Buy', filled());
      assert.match(readCard(answer), /^There is no such payment method/);
      assert.deepEqual(await owned('Isaiah'), ['S-1002']);
    });

    it('refuses data of the wrong kind', async () => {
      for (const data of [{ product: 7 }, { product: VISIO_2, offer: 'free' }, { product: VISIO_2, more: 1 }])
        assert.match(readCard(await chat.run('Megan', 'buy-own', data)), /^This button no longer works/);
    });
  });
});

/** The fields of the check-out as they stand when nothing is touched. */
const filled = () => ({ quantity: '3', offer: 'P1M', card: MEGANS_CARD });

const titles = (card: Card): string[] => (card.actions ?? []).map((action) => (action as { title: string }).title);

const refsOn = (card: Card): string[] =>
  actionsOf(card)
    .map(({ data }) => data['subscription'])
    .filter((ref): ref is string => typeof ref === 'string')
    .sort();

/** Values that a field of a card offers. */
const choicesOf = (card: Card, id: string): string[] => {
  const field = (card.body as { id?: string; choices?: { value: string }[] }[]).find((element) => element.id === id);
  return (field?.choices ?? []).map(({ value }) => value);
};
