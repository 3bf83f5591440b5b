import assert from 'node:assert/strict';
import type { Card } from '../../../../cards/kit/card.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { DECLINED } from '../../../../services/payments/sandbox.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { fieldOf, inputsOf } from '../../../support/chat/fields.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { cardId } from '../../../support/tenants/ids.ts';

const titles = (card: Card) => actionsOf(card.actions).map(({ title }) => title);
/** The numbers of invoices that a card names, in order. */
const numbersOn = (card: Card) => [...new Set(readCard(card).match(/\b(G|S)-\d{6}\b|\bS-1001-\d+/g))];

describe('Invoices in chat', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });
  const actor = async (who: string) => (await chat.commerce.getVisitor(chat.tenantId, chat.sender(who).userId)).actor;
  const statusOf = async (who: string, number: string) =>
    (await chat.commerce.getInvoice(await actor(who), number)).status;

  describe('The list', () => {
    it('tells number, date, amount and status of the past three months, and what is still to pay', async () => {
      const card = await chat.say('Megan', 'invoices');
      assert.match(readCard(card), /^Invoices\nAug 1, 2026 – Nov 1, 2026\nStill to pay: \$130\.00\n/);
      assert.match(readCard(card), /G-240908\nOct 27, 2026\nS-1005\n\$60\.00\nDue on Nov 10, 2026\n/);
      assert.match(readCard(card), /G-240901\nAug 23, 2026\nS-1001\n\$70\.00\nPaid\n1–4 of 4 invoices\n/);
      assert.deepEqual(numbersOn(card), ['G-240908', 'G-240903', 'G-240902', 'G-240901']);
      assert.match(
        readCard(await chat.say('Patti', 'fakturor', { locale: 'sv-SE' })),
        /^Fakturor\n[\s\S]*G-240906\n17 okt\. 2026\nS-1003\n30,00 US\$\nFörföll 31 okt\. 2026\n/,
      );
    });

    for (const [text, locale, period] of [
      ['invoices last 6 months', 'en-US', /^Invoices\nMay 1, 2026 – Nov 1, 2026\n/],
      ['fakturor senaste 6 månaderna', 'sv-SE', /^Fakturor\n1 maj 2026 – 1 nov\. 2026\n/],
      ['invoices from 2026-09-01 to 2026-09-30', 'en-US', /^Invoices\nSep 1, 2026 – Sep 30, 2026\nEverything is paid/],
      ['fakturor från 2026-09-01 till 2026-09-30', 'sv-SE', /^Fakturor\n1 sep\. 2026 – 30 sep\. 2026\nAllt är betalt/],
    ] as const)
      it(`is of the period that “${text}” names`, async () => {
        assert.match(readCard(await chat.say('Megan', text, { locale })), period);
      });

    it('is of another period at a press', async () => {
      const card = await chat.say('Megan', 'invoices');
      assert.match(readCard(await chat.press('Megan', card, 'Past 6 months')), /^Invoices\nMay 1, 2026 – Nov 1/);
      assert.match(readCard(await chat.press('Megan', card, 'Past 3 months')), /^Invoices\nAug 1, 2026 – Nov 1/);
      const dates = { from: '2026-10-23', to: '2026-10-23' };
      const chosen = await chat.press('Megan', card, 'Specify date range', dates);
      assert.deepEqual(numbersOn(chosen), ['G-240903']);
      assert.deepEqual(inputsOf(chosen), dates);
    });

    it('counts days as they are in the organization’s time zone', async () => {
      const list = (from: string, to: string) => chat.run('Isaiah', 'invoices', { from, to });
      const redis = await testRedis();
      const { keys } = await openTenant(redis, chat.tenantId);
      const key = keys.invoices(chat.sender('Isaiah').userId);
      const [stored = '{}'] = await redis.hVals(key);
      const invoice = JSON.parse(stored);
      // Half past eleven in the evening in New York, when it is the next day in London.
      const issuedAt = Date.parse('2026-04-16T03:30:00Z');
      await redis.hSet(key, invoice.id, JSON.stringify({ ...invoice, issuedAt }));
      assert.deepEqual(numbersOn(await list('2026-04-15', '2026-04-15')), ['G-240904']);
      assert.deepEqual(numbersOn(await list('2026-04-16', '2026-04-16')), []);
    });

    for (const [why, from, to] of [
      ['ends before it begins', '2026-03-31', '2026-01-01'],
      ['has a day that does not exist', '2026-02-30', '2026-03-31'],
      ['is no dates', 'yesterday', 'soon'],
      ['has no beginning', '', '2026-03-31'],
      ['is all of time', '0000-01-01', '9999-12-31'],
      ['never ends', '2026-01-01', '9999-12-31'],
      ['begins before there were calendars', '0000-01-01', '2026-03-31'],
    ] as const)
      it(`shows the form again for a period that ${why}`, async () => {
        const answer = await chat.press('Megan', await chat.say('Megan', 'invoices'), 'Specify date range', {
          from,
          to,
        });
        assert.match(readCard(answer), /^That period is not right\nGive a first and a last day[\s\S]*Invoices\nAug 1/);
        assert.deepEqual(inputsOf(answer), { from, to });
        const right = { from: '2026-10-01', to: '2026-10-31' };
        assert.match(readCard(await chat.press('Megan', answer, 'Specify date range', right)), /^Invoices\nOct 1/);
      });

    it('says so when a sentence has the dates backwards', async () => {
      for (const [text, locale, title] of [
        ['invoices from 2026-03-31 to 2026-01-01', 'en-US', /^That period is not right\n/],
        ['fakturor från 2026-03-31 till 2026-01-01', 'sv-SE', /^Perioden stämmer inte\n/],
      ] as const)
        assert.match(readCard(await chat.say('Megan', text, { locale })), title);
    });

    it('ends today where only the beginning is given', async () => {
      const card = await chat.run('Megan', 'invoices', { from: '2026-10-01', to: '' });
      assert.match(readCard(card), /^Invoices\nOct 1, 2026 – Nov 1, 2026\n/);
    });

    it('has pages, and turns them', async () => {
      const redis = await testRedis();
      const { keys } = await openTenant(redis, chat.tenantId);
      const key = keys.invoices(chat.sender('Megan').userId);
      const [stored = '{}'] = await redis.hVals(key);
      for (let i = 0; i < 9; i += 1) {
        const invoice = { ...JSON.parse(stored), id: `more-${i}`, number: `S-1001-${i}`, issuedAt: 1.79e12 + i };
        await redis.hSet(key, invoice.id, JSON.stringify(invoice));
      }
      const first = await chat.say('Megan', 'invoices');
      assert.match(readCard(first), /1–8 of 13 invoices/);
      const second = await chat.press('Megan', first, 'Next');
      assert.match(readCard(second), /9–13 of 13 invoices/);
      assert.equal(new Set([...numbersOn(first), ...numbersOn(second)]).size, 13);
      assert.deepEqual(numbersOn(await chat.press('Megan', second, 'Previous')), numbersOn(first));
    });

    it('is empty for those who have bought nothing', async () => {
      assert.match(readCard(await chat.say('Lee', 'invoices')), /There are no invoices in this period/);
    });
  });

  describe('One invoice', () => {
    it('is opened from the list, by its number in any case, and in Swedish', async () => {
      const opened = await chat.press('Patti', await chat.say('Patti', 'invoices'), 'Open invoice G-240906');
      assert.match(
        readCard(opened),
        /^Invoice G-240906\nOverdue since Oct 31, 2026\nAmount\n\$30\.00\nInvoice date\nOct 17, 2026\nDue date\nOct 31, 2026\nSubscription\nVisio Plan 2 · S-1003\n/,
      );
      assert.deepEqual(titles(opened), ['Pay', 'New link to the PDF', 'Open S-1003', 'Invoices']);
      assert.match(readCard(await chat.say('Patti', 'invoice g-240906')), /^Invoice G-240906\n/);
      assert.match(
        readCard(await chat.say('Patti', 'faktura G-240905', { locale: 'sv-SE' })),
        /^Faktura G-240905\nBetald\n/,
      );
    });

    it('offers no payment where nothing is due', async () => {
      assert.ok(!titles(await chat.say('Megan', 'invoice G-240901')).includes('Pay'));
    });

    it('of another person looks like one that does not exist', async () => {
      for (const who of ['Megan', 'Adele']) {
        const foreign = readCard(await chat.say(who, 'invoice G-240906'));
        const unknown = readCard(await chat.say(who, 'invoice G-240999'));
        assert.match(foreign, /^There is no invoice G-240906\n/);
        assert.equal(foreign.replaceAll('906', '999'), unknown);
      }
      assert.deepEqual(titles(await chat.say('Megan', 'invoice G-240906')).slice(0, 1), ['Invoices']);
    });

    it('that gives money back is a credit note', async () => {
      const cancel = await chat.say('Megan', 'cancel S-1005');
      await chat.press('Megan', cancel, 'Cancel subscription', { reason: 'no-longer-needed' });
      const { invoices } = await chat.commerce.listInvoices(await actor('Megan'));
      const credit = invoices.find(({ amount }) => amount.amount < 0);
      assert.ok(credit, 'the cancellation within seven days gave no credit');
      const card = await chat.say('Megan', `invoice ${credit.number}`);
      assert.match(readCard(card), /^Credit note S-1005-2\nCredited\nAmount\n−\$50\.32\n/);
      assert.ok(!titles(card).includes('Pay'));
    });
  });

  describe('Paying', () => {
    it('asks with amount and card, charges once, and says what was charged', async () => {
      const question = await chat.say('Patti', 'pay invoice G-240906');
      assert.match(
        readCard(question),
        /^Pay invoice G-240906\?\nOverdue since Oct 31, 2026\n\$30\.00 is charged to the card at once\. A payment cannot be undone here\.\n/,
      );
      assert.deepEqual(
        fieldOf(question, 'Card to charge')?.choices.map(({ title }) => title),
        ['Visa •••• 1881, good until 11/2026'],
      );
      assert.equal(await statusOf('Patti', 'G-240906'), 'overdue');
      const press = () => chat.press('Patti', question, 'Pay $30.00', inputsOf(question));
      const receipt = await press();
      assert.match(readCard(receipt), /^Invoice G-240906 is paid\nPaid\n\$30\.00 was charged to your card/);
      assert.deepEqual(titles(receipt), ['Open invoice G-240906', 'Invoices']);
      assert.deepEqual(await press(), receipt);
      const { version, status } = await chat.commerce.getInvoice(await actor('Patti'), 'G-240906');
      assert.deepEqual([version, status], [2, 'paid']);
    });

    it('goes in Swedish, and from the invoice', async () => {
      const question = await chat.say('Patti', 'betala faktura G-240906', { locale: 'sv-SE' });
      assert.match(readCard(question), /^Betala faktura G-240906\?\nFörföll 31 okt\. 2026\n30,00 US\$ debiteras/);
      const opened = await chat.say('Patti', 'invoice G-240906');
      assert.match(readCard(await chat.press('Patti', opened, 'Pay')), /^Pay invoice G-240906\?/);
    });

    it('lets choose where several are unpaid, and goes on with the only one', async () => {
      const which = await chat.say('Megan', 'pay invoice');
      assert.match(readCard(which), /^Which invoice do you want to pay\?\n/);
      assert.deepEqual(numbersOn(which), ['G-240908', 'G-240903']);
      const question = await chat.press('Megan', which, 'G-240903 · $70.00');
      await chat.press('Megan', question, 'Pay $70.00', inputsOf(question));
      assert.match(readCard(await chat.say('Megan', 'pay my invoice')), /^Pay invoice G-240908\?/);
      assert.match(readCard(await chat.say('Lee', 'pay invoice')), /^You have nothing to pay\n/);
    });

    it('tells a declined card in clear words, charges nothing, and takes another one', async () => {
      const facts = { token: DECLINED, brand: 'Visa', last4: '0002', expiryMonth: 12, expiryYear: 2030, holder: 'P' };
      const added = await chat.commerce.addPaymentMethod(await actor('Patti'), facts, { operationId: 'add' });
      const question = await chat.say('Patti', 'pay invoice G-240906');
      const declined = await chat.press('Patti', question, 'Pay $30.00', { card: added.paymentMethod });
      assert.match(readCard(declined), /^The payment was declined\nNothing was[\s\S]*Pay invoice G-240906\?/);
      assert.equal(fieldOf(declined, 'Card to charge')?.value, added.paymentMethod);
      assert.equal(await statusOf('Patti', 'G-240906'), 'overdue');
      const good = cardId('Patti Fernandez');
      assert.match(
        readCard(await chat.press('Patti', declined, 'Pay $30.00', { card: good })),
        /^Invoice .* is paid\n/,
      );
    });

    it('says that there is not enough money where the bank says so', async () => {
      const token = 'sandbox_x_insufficient-funds';
      const facts = { token, brand: 'Visa', last4: '9995', expiryMonth: 12, expiryYear: 2030, holder: 'P' };
      const added = await chat.commerce.addPaymentMethod(await actor('Patti'), facts, { operationId: 'add' });
      const question = await chat.say('Patti', 'pay invoice G-240906');
      const refused = await chat.press('Patti', question, 'Pay $30.00', { card: added.paymentMethod });
      assert.match(readCard(refused), /^There is not enough money on the card\n/);
      assert.equal(await statusOf('Patti', 'G-240906'), 'overdue');
    });

    it('of what is paid shows the invoice and says so', async () => {
      const paid = await chat.say('Megan', 'pay invoice G-240901');
      assert.match(readCard(paid), /^This invoice is paid already\n[\s\S]*Invoice G-240901\nPaid\n/);
      const old = await chat.say('Patti', 'pay invoice G-240906');
      const question = await chat.say('Patti', 'pay invoice G-240906');
      await chat.press('Patti', question, 'Pay $30.00', inputsOf(question));
      const late = await chat.press('Patti', old, 'Pay $30.00', inputsOf(old));
      assert.match(readCard(late), /^This invoice is paid already\n[\s\S]*Invoice G-240906\nPaid\n/);
      assert.ok(!titles(late).includes('Pay $30.00'));
      assert.equal((await chat.commerce.getInvoice(await actor('Patti'), 'G-240906')).version, 2);
    });

    it('asks for a card where none is valid, and comes back to the invoice with it', async () => {
      const redis = await testRedis();
      const { keys } = await openTenant(redis, chat.tenantId);
      await redis.del(keys.paymentMethods(chat.sender('Patti').userId));
      const question = await chat.say('Patti', 'pay invoice G-240906');
      assert.match(readCard(question), /You have no valid card on file/);
      assert.deepEqual(titles(question), ['Add a payment method', 'Open invoice G-240906', 'Close']);
      assert.match(readCard(await chat.press('Patti', question, 'Add a payment method')), /^Add a payment method\n/);
    });

    it('refuses a forged press, and charges nothing', async () => {
      const { verb, data } = findAction(await chat.say('Patti', 'pay invoice G-240906'), 'Pay $30.00');
      const mine = (await chat.commerce.getInvoice(await actor('Megan'), 'G-240903')).id;
      assert.match(readCard(await chat.send('Patti', verb, { ...data, invoice: mine })), /^There is no invoice /);
      const isaiahs = cardId('Isaiah Langer');
      assert.match(
        readCard(await chat.send('Patti', verb, { ...data, card: isaiahs })),
        /^There is no such payment method/,
      );
      assert.match(
        readCard(await chat.send('Patti', verb, { ...data, amount: 1 })),
        /^Something is missing or not right/,
      );
      assert.match(readCard(await chat.send('Megan', verb, data)), /^This card belongs to someone else/);
      assert.deepEqual([await statusOf('Patti', 'G-240906'), await statusOf('Megan', 'G-240903')], ['overdue', 'due']);
    });

    it('is not for a partner at the customer’s', async () => {
      const partner = await startConversation('fabrikam', { customer: 'contoso' });
      await partner.say('Erik', 'act for Contoso');
      assert.match(
        readCard(await partner.say('Erik', 'invoices')),
        /^For Contoso\nThat is for the customer’s own people\n/,
      );
    });
  });
});
