import assert from 'node:assert/strict';
import type { Cancellation } from '../../../../services/commerce/api/subscriptions.ts';
import type { Actor, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import type { Payment } from '../../../../services/payments/payments.ts';
import { idOfInvoice, openShop, type Shop } from '../../../support/tenants/shop.ts';

const S1001 = 'S-1001' as SubscriptionRef;
/** Bought five days ago. */
const S1005 = 'S-1005' as SubscriptionRef;
const BYE: Cancellation = { reason: 'too-expensive', feedback: 'Thanks anyway' };

describe('Cancelling one’s own purchase', () => {
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  const cancel = (actor: Actor, ref: SubscriptionRef, cancellation = BYE, operationId = 'c') =>
    shop.commerce.cancelSubscription(actor, ref, cancellation, { operationId });

  it('deletes it for ever, and its people lose their licenses and are told', async () => {
    const people = await shop.holders(S1001);
    const access = { losing: 2, keeping: 2, centrally: false };
    assert.deepEqual(await cancel(megan, S1001), { credit: null, people: 4, access, version: 2 });
    const { subscription, history } = await shop.commerce.getSubscription(megan, S1001);
    assert.deepEqual(
      [subscription.status, subscription.assigned, subscription.autoRenew, subscription.quantity],
      ['Deleted', 0, false, 5],
    );
    assert.equal(history.at(-1)?.event.kind, 'canceled');
    assert.deepEqual(await shop.holders(S1001), []);
    const told = (await shop.notices()).map(({ kind, to }) => [kind, to]);
    assert.deepEqual(
      told,
      people.map((user) => ['license-lost', { user }]),
    );
  });

  it('tells nobody again of a loss that they were told of when it was disabled', async () => {
    await shop.put(S1001, { status: 'Disabled', expiresAt: String(shop.clock.now - 40 * 24 * 60 * 60 * 1000) });
    assert.equal((await cancel(megan, S1001)).people, 4);
    assert.deepEqual(await shop.notices(), []);
  });

  it('takes it out of the counters and puts it at the end of every list', async () => {
    const adele = await shop.actor('Adele');
    await cancel(megan, S1001);
    const rows = await shop.commerce.listLicensesByProduct(adele);
    const powerBi = rows.find(({ product }) => product.name === 'Power BI Pro');
    assert.deepEqual([powerBi?.subscriptions, powerBi?.quantity, powerBi?.assigned], [1, 10, 7]);
    const deleted = await shop.commerce.listSubscriptions(adele, { statuses: ['Deleted'], limit: 10 });
    assert.deepEqual(deleted.items.map(({ subscription }) => subscription.ref).sort(), ['S-1001', 'S-1010']);
  });

  it('keeps the reason and the feedback in the audit trail', async () => {
    await cancel(megan, S1001);
    const [entry] = await shop.audit();
    assert.equal(entry?.['reason'], 'too-expensive');
    assert.equal(entry?.['feedback'], 'Thanks anyway');
    assert.deepEqual(entry?.['after'], { assigned: '0', autoRenew: '0', status: 'Deleted' });
  });

  it('leaves the licenses of very many people to a job, which it tells', async () => {
    await shop.put(S1001, { quantity: '2000', assigned: '1001' });
    const begun: unknown[] = [];
    const stop = shop.commerce.onWorkBegun((work) => begun.push(work));
    await cancel(megan, S1001);
    stop();
    const work = { kind: 'release-seats', tenantId: shop.tenantId, subscription: S1001 };
    assert.deepEqual(begun, [work]);
    assert.deepEqual(await shop.commerce.listWork(shop.tenantId), [work]);
    assert.equal((await shop.commerce.getSubscription(megan, S1001)).subscription.status, 'Deleted');
  });

  it('gives money back within seven days, as the preview says, with a credit note', async () => {
    const { plan } = await shop.commerce.previewCancel(megan, S1005);
    assert.equal(plan.rule, 'within-7-days');
    const { credit } = await cancel(megan, S1005);
    assert.deepEqual(credit, plan.credit);
    const note = (await shop.invoices(megan.userId)).find(({ number }) => number === 'S-1005-2');
    assert.equal(note?.amount.amount, -(credit?.amount ?? 0));
  });

  it('gives the money back once, also when the provider was away at first', async () => {
    const refunds = new Set<string>();
    let away = true;
    const payments = {
      charge: ({ amount }: Payment) => Promise.resolve({ ok: true, charged: amount } as const),
      reverse: () => Promise.resolve(null),
      refund: async ({ operationId }: { operationId: string }) => {
        if (away) throw new Error('The provider is away');
        refunds.add(operationId);
      },
    };
    const other = await openShop('contoso', { payments });
    const buyer = await other.actor('Megan');
    await other.commerce.payInvoice(buyer, await idOfInvoice(other, 'G-240908'), undefined, { operationId: 'p' });
    await other.commerce.cancelSubscription(buyer, S1005, BYE, { operationId: 'c' });
    assert.equal(refunds.size, 0);
    away = false;
    await other.commerce.settlePayments(other.tenantId);
    await other.commerce.settlePayments(other.tenantId);
    assert.equal(refunds.size, 1);
  });

  it('offers to stop renewing where nothing comes back', async () => {
    const { plan } = await shop.commerce.previewCancel(megan, S1001);
    assert.deepEqual(plan, { credit: null, rule: 'after-7-days', mayStopRenewing: true });
  });

  it('acts once for one operation id, and refuses a second cancellation', async () => {
    const first = await cancel(megan, S1001);
    const snapshot = await shop.snapshot();
    assert.deepEqual(await cancel(megan, S1001), first);
    assert.deepEqual(await shop.snapshot(), snapshot);
    assert.deepEqual(await shop.refusal(() => cancel(megan, S1001, BYE, 'd')), { code: 'already-deleted' });
    assert.deepEqual(await shop.refusal(() => cancel(megan, S1001, { reason: 'other' })), { code: 'operation-reused' });
  });

  it('answers two presses at the same moment alike', async () => {
    const [one, two] = await Promise.all([cancel(megan, S1001), cancel(megan, S1001)]);
    assert.deepEqual(one, two);
  });

  it('refuses feedback that is too long, a stale version, and a subscription being moved', async () => {
    const long = { reason: 'other', feedback: 'x'.repeat(2001) } as const;
    assert.deepEqual(await shop.refusal(() => cancel(megan, S1001, long)), { code: 'text-too-long', limit: 2000 });
    const stale = () => shop.commerce.cancelSubscription(megan, S1001, BYE, { operationId: 'c', version: 9 });
    assert.deepEqual(await shop.refusal(stale), { code: 'stale', version: 1 });
    await shop.put(S1001, { moving: 'a-move' });
    assert.deepEqual(await shop.refusal(() => cancel(megan, S1001)), { code: 'being-moved' });
  });

  it('is for the purchaser alone', async () => {
    const adele = await shop.actor('Adele');
    const lee = await shop.actor('Lee');
    assert.deepEqual(await shop.refusal(() => cancel(adele, S1001)), { code: 'take-over-first', ref: S1001 });
    assert.equal((await shop.refusal(() => cancel(lee, S1001))).code, 'no-such-subscription');
  });
});

describe('Cancelling on MOSA', () => {
  it('gives back the rest of the term, and refuses more than 25 licenses', async () => {
    const shop = await openShop('fabrikam');
    const olle = await shop.actor('Olle');
    const [item] = (await shop.commerce.listOwnSubscriptions(olle, { limit: 1 })).items;
    const ref = item?.subscription.ref as SubscriptionRef;
    await shop.put(ref, { quantity: '26' });
    const many = await shop.refusal(() => shop.commerce.cancelSubscription(olle, ref, BYE, { operationId: 'c' }));
    assert.deepEqual(many, { code: 'must-reduce-first', limit: 25 });
    await shop.put(ref, { quantity: '2' });
    const { credit } = await shop.commerce.cancelSubscription(olle, ref, BYE, { operationId: 'd' });
    assert.ok((credit?.amount ?? 0) > 0);
  });
});

describe('Taking a purchase over to cancel it', () => {
  let shop: Shop;
  let adele: Actor;
  beforeEach(async () => {
    shop = await openShop();
    adele = await shop.actor('Adele');
  });
  const takeOver = (actor: Actor, ref: SubscriptionRef) =>
    shop.commerce.takeOverCancel(actor, ref, BYE, { operationId: 't' });

  it('deletes it and tells its people and its purchaser', async () => {
    assert.equal((await takeOver(adele, S1001)).people, 4);
    const [first, ...others] = await shop.notices();
    assert.deepEqual(first, {
      kind: 'subscription-canceled',
      to: { user: shop.userId('Megan') },
      subject: S1001,
      at: shop.clock.now,
      subscription: S1001,
      by: adele.userId,
    });
    assert.deepEqual(new Set(others.map(({ kind }) => kind)), new Set(['license-lost']));
    assert.equal(others.length, 4);
  });

  it('works on the purchase of somebody whose account is disabled', async () => {
    assert.equal((await takeOver(await shop.actor('Alex'), 'S-1004' as SubscriptionRef)).people, 3);
  });

  it('is refused to readers, purchasers and strangers, and for central or deleted subscriptions', async () => {
    for (const name of ['Nestor', 'Lynne', 'Megan']) {
      const actor = await shop.actor(name);
      assert.deepEqual(await shop.refusal(() => takeOver(actor, S1001)), { code: 'forbidden', act: 'take-over' });
    }
    const central = await shop.refusal(() => takeOver(adele, 'C-2001' as SubscriptionRef));
    assert.deepEqual(central, { code: 'source-not-self-service' });
    const deleted = await shop.refusal(() => takeOver(adele, 'S-1010' as SubscriptionRef));
    assert.deepEqual(deleted, { code: 'already-deleted' });
    const unknown = await shop.refusal(() => takeOver(adele, 'S-9999' as SubscriptionRef));
    assert.deepEqual(unknown, { code: 'no-such-subscription', wanted: 'S-9999' });
  });
});
