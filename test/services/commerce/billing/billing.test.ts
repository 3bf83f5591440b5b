import assert from 'node:assert/strict';
import type { Actor } from '../../../../services/commerce/api/types.ts';
import type { Payment } from '../../../../services/payments/payments.ts';
import { createSandboxPayments, DECLINED } from '../../../../services/payments/sandbox.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { cardId, invoiceId, profileId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const DUE = invoiceId('G-240903');
const OVERDUE = invoiceId('G-240906');
const PAID = invoiceId('G-240901');
const MEGANS_CARD = cardId('Megan Bowen');
const DAY = 24 * 60 * 60 * 1000;

describe('Billing', () => {
  let shop: Shop;
  let megan: Actor;
  let charges: Payment[];
  beforeEach(async () => {
    charges = [];
    const sandbox = createSandboxPayments(await testRedis());
    const charge = (payment: Payment) => {
      charges.push(payment);
      return sandbox.charge(payment);
    };
    shop = await openShop('contoso', { payments: { ...sandbox, charge } });
    megan = await shop.actor('Megan');
  });
  afterEach(async () => assert.deepEqual(await recount(await testRedis(), shop.tenantId), []));
  const pay = (actor: Actor, invoice: string, card?: string, operationId = 'pay') =>
    shop.commerce.payInvoice(actor, invoice, card, { operationId });
  const numbers = async (...period: [] | [{ months: 3 | 6 }] | [{ from: number; to: number }]) =>
    (await shop.commerce.listInvoices(megan, ...period)).invoices.map(({ number }) => number);

  describe('Invoices', () => {
    it('lists those of the past 3 months, the newest first, with what is to be paid', async () => {
      const { invoices, unpaid, from, to } = await shop.commerce.listInvoices(megan);
      assert.deepEqual(
        invoices.map(({ number, status }) => [number, status]),
        [
          ['G-240908', 'due'],
          ['G-240903', 'due'],
          ['G-240902', 'paid'],
          ['G-240901', 'paid'],
        ],
      );
      assert.deepEqual(unpaid, { amount: 13000, currency: 'USD' });
      assert.deepEqual([new Date(from).toISOString(), to], ['2026-08-01T09:00:00.000Z', shop.clock.now]);
    });

    it('lists those of 6 months or of a range, both ends included', async () => {
      shop.clock.now += 31 * DAY;
      assert.deepEqual(await numbers(), ['G-240908', 'G-240903', 'G-240902']);
      assert.equal((await numbers({ months: 6 })).length, 4);
      const issued = Date.parse('2026-09-22T09:00:00Z');
      assert.deepEqual(await numbers({ from: issued, to: issued }), ['G-240902']);
      assert.deepEqual(await numbers({ from: 0, to: 1 }), []);
    });

    it('refuses a range that ends before it begins', async () => {
      for (const period of [
        { from: 2, to: 1 },
        { from: Number.NaN, to: 1 },
      ])
        assert.deepEqual(await shop.refusal(() => numbers(period)), { code: 'bad-period' });
    });

    it('says what has become overdue by the clock', async () => {
      shop.clock.now += 8 * DAY;
      assert.equal((await shop.commerce.getInvoice(megan, DUE)).status, 'overdue');
    });

    it('finds one by the number that is printed on it', async () => {
      const invoice = await shop.commerce.getInvoice(megan, DUE);
      for (const number of [invoice.number, invoice.number.toLowerCase()])
        assert.deepEqual(await shop.commerce.getInvoice(megan, number), invoice);
      const isaiah = await shop.actor('Isaiah');
      const reason = await shop.refusal(() => shop.commerce.getInvoice(isaiah, invoice.number));
      assert.deepEqual(reason, { code: 'no-such-invoice', wanted: invoice.number });
    });

    it('shows nobody another person’s, also not to an admin', async () => {
      for (const name of ['Adele', 'Isaiah']) {
        const actor = await shop.actor(name);
        const reading = await shop.refusal(() => shop.commerce.getInvoice(actor, DUE));
        assert.deepEqual(reading, { code: 'no-such-invoice', wanted: DUE });
        assert.deepEqual(await shop.refusal(() => pay(actor, DUE)), reading);
      }
      const ben = await shop.actor('Ben');
      const reason = await shop.refusal(() => shop.commerce.listInvoices(ben));
      assert.deepEqual(reason, { code: 'forbidden', act: 'run-own-billing' });
    });
  });

  describe('Paying an invoice', () => {
    it('charges the card of the billing profile, once, and marks it paid', async () => {
      const result = await pay(megan, DUE);
      assert.deepEqual([result.invoice, result.charged, result.version], [DUE, { amount: 7000, currency: 'USD' }, 2]);
      assert.deepEqual(
        charges.map(({ paymentMethodId, amount }) => [paymentMethodId, amount.amount]),
        [[MEGANS_CARD, 7000]],
      );
      assert.equal((await shop.commerce.getInvoice(megan, DUE)).status, 'paid');
      assert.deepEqual(await pay(megan, DUE), result);
      assert.equal(charges.length, 1);
      const [entry] = await shop.audit();
      assert.deepEqual(
        [entry?.['act'], entry?.['subject'], entry?.['before']],
        ['pay-invoice', DUE, { status: 'due' }],
      );
    });

    it('pays an overdue one with the card that is named, by what the provider calls it', async () => {
      const patti = await shop.actor('Patti');
      const card = { token: 'pm_patti', brand: 'Visa', last4: '1111', expiryMonth: 1, expiryYear: 2030, holder: 'P' };
      const { paymentMethod } = await shop.commerce.addPaymentMethod(patti, card, { operationId: 'a' });
      await pay(patti, OVERDUE, paymentMethod);
      assert.deepEqual(
        charges.map(({ paymentMethodId }) => paymentMethodId),
        ['pm_patti'],
      );
    });

    it('refuses what is paid already, and cards that are not there, not theirs or expired', async () => {
      assert.deepEqual(await shop.refusal(() => pay(megan, PAID)), { code: 'already-paid' });
      assert.deepEqual(await shop.refusal(() => pay(megan, DUE, 'nothing')), { code: 'no-such-payment-method' });
      const isaiahs = cardId('Isaiah Langer');
      assert.deepEqual(await shop.refusal(() => pay(megan, DUE, isaiahs)), { code: 'no-such-payment-method' });
      shop.clock.now += 700 * DAY;
      assert.deepEqual(await shop.refusal(() => pay(megan, DUE)), { code: 'card-expired' });
      assert.equal(charges.length, 0);
    });

    it('leaves it due when the card is declined, and takes another card after that', async () => {
      const declined = `11111111-1111-1111-1111-${DECLINED}`;
      await shop.putCard({ id: declined, ownerId: megan.userId, brand: 'Visa', last4: '0002', holder: 'Megan' });
      // The index of expiries shall know it as well.
      await shop.commerce.editPaymentMethod(megan, declined, { expiryYear: 2098 }, { operationId: 'e' });
      assert.deepEqual(await shop.refusal(() => pay(megan, DUE, declined, 'first')), { code: 'payment-declined' });
      assert.equal((await pay(megan, DUE, MEGANS_CARD, 'second')).charged.amount, 7000);
    });

    it('takes the money once when two devices pay at the same time', async () => {
      const outcomes = await Promise.allSettled([pay(megan, DUE, undefined, 'one'), pay(megan, DUE, undefined, 'two')]);
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal((await shop.audit()).length, 1);
    });

    it('refuses a stale view', async () => {
      const act = () => shop.commerce.payInvoice(megan, DUE, undefined, { operationId: 's', version: 7 });
      assert.deepEqual(await shop.refusal(act), { code: 'stale', version: 1 });
    });
  });

  describe('Billing profiles', () => {
    const save = (
      wanted: { id?: string; name: string; paymentMethodId: string },
      operationId = 's',
      version?: number,
    ) => shop.commerce.saveBillingProfile(megan, wanted, { operationId, ...(version !== undefined && { version }) });

    it('are made and changed, by version', async () => {
      const made = await save({ name: ' Team ', paymentMethodId: MEGANS_CARD });
      assert.equal(made.version, 1);
      const id = made.billingProfile;
      assert.deepEqual(await save({ id, name: 'Marketing', paymentMethodId: MEGANS_CARD }, 'c', 1), {
        billingProfile: id,
        version: 2,
      });
      const { profiles } = await shop.commerce.getBilling(megan);
      assert.deepEqual(
        profiles.map(({ name }) => name),
        ['Marketing', 'Megan Bowen – Contoso'],
      );
      const act = () => save({ id, name: 'Sales', paymentMethodId: MEGANS_CARD }, 'd', 1);
      assert.deepEqual(await shop.refusal(act), { code: 'stale', version: 2 });
    });

    it('refuse broken names, unknown profiles and cards of others', async () => {
      const refused = (wanted: Parameters<typeof save>[0]) => shop.refusal(() => save(wanted));
      assert.equal((await refused({ name: ' ', paymentMethodId: MEGANS_CARD })).code, 'bad-text');
      assert.equal((await refused({ name: 'a\nb', paymentMethodId: MEGANS_CARD })).code, 'bad-text');
      assert.equal((await refused({ name: 'x'.repeat(257), paymentMethodId: MEGANS_CARD })).code, 'text-too-long');
      assert.equal(
        (await refused({ name: 'Visa 4242424242424242', paymentMethodId: MEGANS_CARD })).code,
        'card-number',
      );
      const other = profileId('Isaiah Langer');
      assert.deepEqual(await refused({ id: other, name: 'Mine', paymentMethodId: MEGANS_CARD }), {
        code: 'no-such-billing-profile',
        wanted: other,
      });
      assert.equal((await refused({ name: 'Mine', paymentMethodId: 'nothing' })).code, 'no-such-payment-method');
    });
  });
});
