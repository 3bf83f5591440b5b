import assert from 'node:assert/strict';
import type { Actor, Invoice, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import type { Payment } from '../../../../services/payments/payments.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { idOfInvoice, openShop, type Shop } from '../../../support/tenants/shop.ts';

/** Bought five days ago; its only invoice, G-240908 over $60.00, is due. */
const S1005 = 'S-1005' as SubscriptionRef;
const G908 = 'G-240908';
const BYE = { reason: 'other' } as const;

describe('A credit', () => {
  let shop: Shop;
  let megan: Actor;
  let refunded: number[];
  let charges: Map<string, number>;
  const charged = () => [...charges.values()];
  let whileCharging: () => Promise<unknown>;
  beforeEach(async () => {
    [refunded, charges, whileCharging] = [[], new Map(), () => Promise.resolve()];
    const payments = {
      charge: async ({ operationId, amount }: Payment) => {
        charges.set(operationId, amount.amount);
        await whileCharging();
        return { ok: true, charged: amount } as const;
      },
      reverse: async (id: string) => {
        charges.delete(id);
        return null;
      },
      refund: async ({ amount }: Payment) => void refunded.push(amount.amount),
    };
    shop = await openShop('contoso', { payments });
    megan = await shop.actor('Megan');
  });
  afterEach(async () => {
    await shop.commerce.settlePayments(shop.tenantId);
    assert.deepEqual(await recount(await testRedis(), shop.tenantId), []);
  });

  const invoice = async (number: string): Promise<Invoice> =>
    shop.commerce.getInvoice(megan, await idOfInvoice(shop, number));
  const pay = async (number: string, operationId = 'pay') =>
    shop.commerce.payInvoice(megan, await idOfInvoice(shop, number), undefined, { operationId });
  const cancel = (operationId = 'c') => shop.commerce.cancelSubscription(megan, S1005, BYE, { operationId });
  const dollars = (amount: number) => ({ amount, currency: 'USD' });
  const use = (settled: number, back: number, kept = 0) => ({
    settled: dollars(settled),
    back: dollars(back),
    kept: dollars(kept),
  });

  it('settles what is due first, so that nothing comes back which was not paid', async () => {
    assert.deepEqual((await shop.commerce.previewCancel(megan, S1005)).use, use(5032, 0));
    assert.deepEqual((await cancel()).use, use(5032, 0));
    await shop.commerce.settlePayments(shop.tenantId);
    assert.deepEqual(refunded, []);
    const { status, credited } = await invoice(G908);
    assert.deepEqual([status, credited], ['due', 5032]);
    const note = await invoice('S-1005-2');
    const settles = [{ invoice: await idOfInvoice(shop, G908), number: G908, amount: 5032 }];
    assert.deepEqual([note.amount, note.settles, note.payment], [dollars(-5032), settles, undefined]);
  });

  it('leaves only the rest of the invoice to be paid', async () => {
    const before = (await shop.commerce.listInvoices(megan)).unpaid.amount;
    await cancel();
    assert.equal((await shop.commerce.listInvoices(megan)).unpaid.amount, before - 5032);
    assert.deepEqual((await pay(G908)).charged, dollars(968));
    assert.equal((await invoice(G908)).status, 'paid');
  });

  it('goes to the card where the invoice was paid, under the id that the credit note tells', async () => {
    const { paid } = await pay(G908);
    assert.deepEqual((await invoice(G908)).payment, { id: paid, at: shop.clock.now });
    assert.deepEqual((await cancel()).use, use(0, 5032));
    assert.deepEqual(refunded, [5032]);
    assert.match((await invoice('S-1005-2')).payment?.id ?? '', /:refund$/);
  });

  it('is taken apart where it is more than what is due', async () => {
    await shop.commerce.setQuantity(megan, S1005, 8, { operationId: 'more' });
    const [paid = 0] = charged();
    const { credit, use: used } = await cancel();
    assert.deepEqual(used, use(6000, (credit?.amount ?? 0) - 6000));
    assert.ok((used?.back.amount ?? 0) > 0 && (used?.back.amount ?? 0) <= paid);
    const { status, credited } = await invoice(G908);
    assert.deepEqual([status, credited], ['credited', 6000]);
    const { code } = await shop.refusal(() => pay(G908));
    assert.equal(code, 'already-paid');
  });

  it('of fewer licenses settles what is due as well, part by part', async () => {
    assert.deepEqual((await shop.commerce.previewQuantity(megan, S1005, 2)).use, use(1677, 0));
    const { use: used } = await shop.commerce.setQuantity(megan, S1005, 2, { operationId: 'q' });
    assert.deepEqual(used, use(1677, 0));
    const { credit } = await cancel();
    assert.equal((await invoice(G908)).credited, 1677 + (credit?.amount ?? 0));
    assert.deepEqual(refunded, []);
  });

  it('of a purchase that an admin ends is told to the purchaser by its credit note', async () => {
    const adele = await shop.actor('Adele');
    assert.deepEqual((await shop.commerce.previewTakeOverCancel(adele, S1005)).use, use(5032, 0));
    await shop.commerce.takeOverCancel(adele, S1005, BYE, { operationId: 't' });
    const [told] = (await shop.notices()).filter(({ kind }) => kind === 'subscription-canceled');
    const credit = await idOfInvoice(shop, 'S-1005-2');
    assert.deepEqual(told && 'credit' in told && told.credit, credit);
    assert.equal((await invoice(G908)).credited, 5032);
  });

  it('of the end of a move settles what is due, and its purchaser is told', async () => {
    const adele = await shop.actor('Adele');
    const { quantity } = (await shop.commerce.getSubscription(adele, S1005)).subscription;
    const order = { productId: (await product()) as never, quantity, term: 'P1Y' } as const;
    const { ref: target } = await shop.commerce.buyCentrally(adele, order, { operationId: 'central' });
    await shop.commerce.moveUsers(adele, { source: S1005, target }, { operationId: 'move' });
    await shop.commerce.continueWork({ kind: 'move-users', tenantId: shop.tenantId, subscription: S1005 });
    assert.equal((await invoice(G908)).credited, 5032);
    assert.deepEqual(refunded, []);
    const [told] = (await shop.notices()).filter(({ kind }) => kind === 'subscription-moved');
    assert.ok(told && 'credit' in told && told.credit);
  });
  const product = async () => (await shop.commerce.getSubscription(megan, S1005)).product.id;

  for (const [name, end] of [
    ['a cancellation', () => cancel()],
    ['fewer licenses', () => shop.commerce.setQuantity(megan, S1005, 2, { operationId: 'q' })],
  ] as const)
    it(`of ${name} and a payment at the same moment are not both of the same money`, async () => {
      const meanwhile: unknown[] = [];
      whileCharging = async () => {
        whileCharging = () => Promise.resolve();
        meanwhile.push(await end());
      };
      const paid = await pay(G908).catch((error: Error) => error);
      assert.equal(meanwhile.length, 1);
      const { status, credited = 0, amount } = await invoice(G908);
      assert.equal(status, 'paid', String(paid));
      assert.deepEqual(charged(), [amount.amount - credited]);
      assert.deepEqual(refunded, []);
    });

  for (const [name, end] of [
    ['a cancellation', (operationId: string) => cancel(operationId)],
    ['fewer licenses', (operationId: string) => shop.commerce.setQuantity(megan, S1005, 2, { operationId })],
  ] as const)
    it(`of ${name} goes to the card if the invoice is paid while that is planned`, async () => {
      await Promise.all([pay(G908), end('one')]);
      const { status, credited = 0 } = await invoice(G908);
      assert.equal(status, 'paid');
      const [taken = 0] = charged();
      assert.equal(taken, 6000 - credited);
      const note = await invoice('S-1005-2');
      assert.equal((refunded[0] ?? 0) + credited, -note.amount.amount);
    });

  it('for which there is no card is told to be kept', async () => {
    await pay(G908);
    await shop.commerce.setRecurringBilling(megan, S1005, false, { operationId: 'off' });
    await shop.commerce.setRecurringBilling(megan, 'S-1001' as SubscriptionRef, false, { operationId: 'off too' });
    const { profiles, paymentMethods } = await shop.commerce.getBilling(megan);
    const { redis, keys } = await shop.db();
    await redis.hDel(
      keys.billingProfiles(megan.userId),
      profiles.map(({ id }) => id),
    );
    await redis.hDel(
      keys.paymentMethods(megan.userId),
      paymentMethods.map(({ id }) => id),
    );
    for (const { id } of paymentMethods) await redis.zRem(keys.cardExpiries, `${megan.userId}\t${id}`);
    const { use: used } = await cancel();
    assert.deepEqual(used, use(0, 0, 5032));
    assert.equal((await invoice('S-1005-3')).payment, undefined);
  });
});
