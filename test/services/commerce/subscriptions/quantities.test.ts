import assert from 'node:assert/strict';
import type { Actor, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const DAY = 24 * 60 * 60 * 1000;
const S1001 = 'S-1001' as SubscriptionRef;
/** Bought five days ago. */
const S1005 = 'S-1005' as SubscriptionRef;

describe('Setting the number of licenses', () => {
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  const set = (actor: Actor, ref: SubscriptionRef, total: number, operationId = 'q', version?: number) =>
    shop.commerce.setQuantity(actor, ref, total, { operationId, ...(version !== undefined && { version }) });
  const read = async (actor: Actor, ref: SubscriptionRef) => shop.commerce.getSubscription(actor, ref);

  it('adds licenses at once, charged for the rest of the term and invoiced', async () => {
    const preview = await shop.commerce.previewQuantity(megan, S1001, 8);
    // 21 of the 31 days from 22 October: 3 × $14.00 × 21 / 31.
    assert.deepEqual(preview, {
      when: 'now',
      effectiveAt: shop.clock.now,
      charge: { amount: 2846, currency: 'USD' },
    });
    const before = (await shop.invoices(megan.userId)).length;
    const { paid, ...result } = await set(megan, S1001, 8);
    assert.deepEqual(result, { ...preview, quantity: 8, version: 2 });
    assert.match(paid ?? '', new RegExp(`^${shop.tenantId}:${megan.userId}:q:`));
    const { subscription, history } = await read(megan, S1001);
    assert.equal(subscription.quantity, 8);
    assert.deepEqual(history.at(-1)?.event, {
      at: shop.clock.now,
      kind: 'quantity-changed',
      quantity: 8,
      byUserId: megan.userId,
    });
    const invoices = await shop.invoices(megan.userId);
    assert.equal(invoices.length, before + 1);
    const invoice = invoices.find(({ number }) => number === 'S-1001-2');
    assert.deepEqual([invoice?.amount, invoice?.status], [preview.charge, 'paid']);
  });

  it('writes what changed to the audit trail, and finds the purchase in its new place in lists', async () => {
    const adele = await shop.actor('Adele');
    await set(megan, S1001, 500);
    const [entry] = await shop.audit();
    assert.deepEqual([entry?.['before'], entry?.['after']], [{ quantity: '5' }, { quantity: '500' }]);
    const page = await shop.commerce.listSubscriptions(adele, { sort: 'price', limit: 1 });
    assert.equal(page.items[0]?.subscription.ref, S1001);
    const rows = await shop.commerce.listLicensesByProduct(adele);
    assert.equal(rows.find(({ product }) => product.name === 'Power BI Pro')?.quantity, 510);
  });

  it('schedules fewer licenses for the next renewal on MCA, and forgets it when recurring billing goes off', async () => {
    const result = await set(megan, S1001, 4);
    const { expiresAt } = (await read(megan, S1001)).subscription;
    assert.deepEqual(result, { when: 'at-renewal', effectiveAt: expiresAt, quantity: 5, version: 2 });
    assert.equal((await read(megan, S1001)).subscription.scheduledQuantity, 4);
    await shop.commerce.setRecurringBilling(megan, S1001, false, { operationId: 'off' });
    const { subscription } = await read(megan, S1001);
    assert.equal(subscription.scheduledQuantity, undefined);
    assert.equal(subscription.quantity, 5);
  });

  it('tells of the next term what will be billed: whoever gets a license meanwhile keeps it', async () => {
    await set(megan, S1001, 4);
    assert.equal((await read(megan, S1001)).nextQuantity, 4);
    await shop.commerce.assignLicenses(megan, S1001, [shop.userId('Allan')], { operationId: 'more' });
    const { subscription, nextQuantity } = await read(megan, S1001);
    assert.equal(nextQuantity, subscription.assigned);
    assert.equal(nextQuantity, 5);
  });

  it('replaces what was scheduled by the next total', async () => {
    await set(megan, S1001, 4, 'first');
    assert.equal((await set(megan, S1001, 5, 'second')).quantity, 5);
    assert.equal((await read(megan, S1001)).subscription.scheduledQuantity, undefined);
  });

  it('removes licenses at once within seven days of the purchase, with a credit note', async () => {
    const { credit, when, quantity } = await set(megan, S1005, 2);
    assert.deepEqual([when, quantity], ['now', 2]);
    const note = (await shop.invoices(megan.userId)).find(({ number }) => number === 'S-1005-2');
    assert.equal(note?.amount.amount, -(credit?.amount ?? 0));
    assert.ok((credit?.amount ?? 0) > 0);
  });

  it('removes licenses at once on MOSA, whenever that is', async () => {
    const fabrikam = await openShop('fabrikam');
    const maja = await fabrikam.actor('Maja');
    const [item] = (await fabrikam.commerce.listOwnSubscriptions(maja, { limit: 1 })).items;
    const ref = item?.subscription.ref as SubscriptionRef;
    fabrikam.clock.now += 10 * DAY;
    const result = await fabrikam.commerce.setQuantity(maja, ref, 3, { operationId: 'q' });
    assert.equal(result.when, 'now');
  });

  it('does nothing for the number it has already', async () => {
    assert.equal((await set(megan, S1001, 5)).version, 1);
    assert.deepEqual(await shop.audit(), []);
  });

  it('acts and charges once for one operation id', async () => {
    const first = await set(megan, S1001, 8);
    shop.clock.now += DAY;
    const snapshot = await shop.snapshot();
    assert.deepEqual(await set(megan, S1001, 8), first);
    assert.deepEqual(await shop.snapshot(), snapshot);
    assert.deepEqual(await shop.refusal(() => set(megan, S1001, 9)), { code: 'operation-reused' });
  });

  it('gives the same answer to two presses at the same moment', async () => {
    const [one, two] = await Promise.all([set(megan, S1001, 8), set(megan, S1001, 8)]);
    assert.deepEqual(one, two);
    assert.equal((await shop.audit()).length, 1);
  });

  it('refuses what cannot be a total', async () => {
    for (const total of [0, -1, 1.5, Number.NaN, 1_000_001, Number.MAX_VALUE])
      assert.deepEqual(await shop.refusal(() => set(megan, S1001, total)), { code: 'bad-quantity', limit: 1_000_000 });
    assert.deepEqual(await shop.refusal(() => set(megan, S1001, 3)), { code: 'below-assigned', assigned: 4 });
    await shop.put(S1001, { unitAmount: '1000000000000' });
    assert.deepEqual(await shop.refusal(() => set(megan, S1001, 900_000)), { code: 'money-too-large' });
  });

  it('refuses fewer licenses without recurring billing, any change of a trial, and of what is not Active', async () => {
    const diego = await shop.actor('Diego');
    const grady = await shop.actor('Grady');
    assert.deepEqual(await shop.refusal(() => set(diego, 'S-1007' as SubscriptionRef, 2)), { code: 'trial-fixed' });
    const expired = await shop.refusal(() => set(grady, 'S-1008' as SubscriptionRef, 3));
    assert.deepEqual(expired, { code: 'not-active', status: 'Expired' });
    await shop.commerce.setRecurringBilling(megan, S1001, false, { operationId: 'off' });
    assert.deepEqual(await shop.refusal(() => set(megan, S1001, 4)), { code: 'needs-recurring-billing' });
  });

  it('refuses a stale version, a subscription being moved, and whoever does not run it', async () => {
    const adele = await shop.actor('Adele');
    const lee = await shop.actor('Lee');
    assert.deepEqual(await shop.refusal(() => set(megan, S1001, 6, 'q', 7)), { code: 'stale', version: 1 });
    assert.deepEqual(await shop.refusal(() => set(adele, S1001, 6)), { code: 'take-over-first', ref: S1001 });
    assert.equal((await shop.refusal(() => set(lee, S1001, 6))).code, 'no-such-subscription');
    await shop.put(S1001, { moving: 'a-move' });
    assert.deepEqual(await shop.refusal(() => set(megan, S1001, 6)), { code: 'being-moved' });
  });

  it('refuses a purchaser without a card that is good', async () => {
    const patti = await shop.actor('Patti');
    shop.clock.now += 14 * DAY;
    await shop.commerce.setRecurringBilling(patti, 'S-1003' as SubscriptionRef, true, { operationId: 'on' });
    await shop.put('S-1003', { expiresAt: String(Date.parse('2027-02-01T09:00:00Z')) });
    shop.clock.now = Date.parse('2027-01-10T09:00:00Z');
    assert.deepEqual(await shop.refusal(() => set(patti, 'S-1003' as SubscriptionRef, 3)), { code: 'card-expired' });
  });
});
