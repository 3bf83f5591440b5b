import assert from 'node:assert/strict';
import type { Actor, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { cardId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const DAY = 24 * 60 * 60 * 1000;
const S1001 = 'S-1001' as SubscriptionRef;
const EXPIRED = 'S-1008' as SubscriptionRef;
const DISABLED = 'S-1009' as SubscriptionRef;

describe('Recurring billing', () => {
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  const set = (actor: Actor, ref: SubscriptionRef, on: boolean, operationId = 'r') =>
    shop.commerce.setRecurringBilling(actor, ref, on, { operationId });

  it('goes off and on again, with a line in the history for each', async () => {
    assert.deepEqual(await set(megan, S1001, false, 'off'), { autoRenew: false, version: 2 });
    assert.deepEqual(await set(megan, S1001, true, 'on'), { autoRenew: true, version: 3 });
    const { history } = await shop.commerce.getSubscription(megan, S1001);
    const kinds = history.slice(-2).map(({ event }) => event.kind);
    assert.deepEqual(kinds, ['recurring-billing-off', 'recurring-billing-on']);
    const after = (await shop.audit()).map((entry) => entry['after']);
    assert.deepEqual(after, [{ autoRenew: '0' }, { autoRenew: '1' }]);
  });

  it('tells first what would change, what is dropped and what the next term costs', async () => {
    await shop.commerce.setQuantity(megan, S1001, 4, { operationId: 'fewer' });
    const preview = async (on: boolean, ref = S1001, actor = megan) => {
      const { subscription, ...rest } = await shop.commerce.previewRecurringBilling(actor, ref, on);
      assert.equal(subscription.autoRenew, true);
      return rest;
    };
    assert.deepEqual(await preview(false), { changes: true, dropped: 4, renewal: null });
    assert.deepEqual(await preview(true), {
      changes: false,
      dropped: null,
      renewal: { amount: 5600, currency: 'USD' },
    });
    const adele = await shop.actor('Adele');
    const taken = await shop.refusal(() => preview(false, S1001, adele));
    assert.deepEqual(taken, { code: 'take-over-first', ref: S1001 });
    const grady = await shop.actor('Grady');
    const expired = await shop.refusal(() => preview(true, EXPIRED, grady));
    assert.deepEqual(expired, { code: 'not-active', status: 'Expired' });
  });

  it('changes nothing where it is so already', async () => {
    assert.deepEqual(await set(megan, S1001, true), { autoRenew: true, version: 1 });
    assert.deepEqual(await shop.audit(), []);
  });

  it('acts once for one operation id', async () => {
    const first = await set(megan, S1001, false);
    assert.deepEqual(await set(megan, S1001, false), first);
    assert.equal((await shop.audit()).length, 1);
    assert.deepEqual(await shop.refusal(() => set(megan, S1001, true)), { code: 'operation-reused' });
  });

  it('cannot be turned on for a trial without card, nor for what is not Active', async () => {
    const diego = await shop.actor('Diego');
    const grady = await shop.actor('Grady');
    assert.deepEqual(await shop.refusal(() => set(diego, 'S-1007' as SubscriptionRef, true)), { code: 'trial-fixed' });
    assert.deepEqual(await shop.refusal(() => set(grady, EXPIRED, true)), { code: 'not-active', status: 'Expired' });
  });

  it('is for the purchaser alone', async () => {
    const adele = await shop.actor('Adele');
    assert.deepEqual(await shop.refusal(() => set(adele, S1001, false)), { code: 'take-over-first', ref: S1001 });
    const central = await shop.refusal(() => set(adele, 'C-2001' as SubscriptionRef, false));
    assert.deepEqual(central, { code: 'forbidden', act: 'run-own-subscription' });
  });
});

describe('Reactivating', () => {
  let shop: Shop;
  let grady: Actor;
  beforeEach(async () => {
    shop = await openShop();
    grady = await shop.actor('Grady');
  });
  const reactivate = (actor: Actor, ref: SubscriptionRef, paymentMethodId?: string, operationId = 'r') =>
    shop.commerce.reactivate(actor, ref, paymentMethodId === undefined ? {} : { paymentMethodId }, { operationId });

  it('begins a new term from today, charged and invoiced, with recurring billing on', async () => {
    const { paid: _, ...result } = await reactivate(grady, EXPIRED);
    const expiresAt = Date.parse('2026-12-01T09:00:00Z');
    assert.deepEqual(result, { expiresAt, charged: { amount: 1000, currency: 'USD' }, version: 2 });
    const { subscription, history } = await shop.commerce.getSubscription(grady, EXPIRED);
    assert.deepEqual(
      [subscription.status, subscription.autoRenew, subscription.expiresAt, history.at(-1)?.event.kind],
      ['Active', true, expiresAt, 'reactivated'],
    );
    const invoices = await shop.invoices(grady.userId);
    assert.deepEqual(
      invoices.map(({ amount, status }) => [amount.amount, status]),
      [[1000, 'paid']],
    );
  });

  it('gives back all that it took where it is canceled at once, also in a month that is longer than the next', async () => {
    shop.clock.now = Date.parse('2026-08-31T10:00:00Z');
    await shop.put(EXPIRED, { expiresAt: String(shop.clock.now - 5 * DAY) });
    const { charged } = await reactivate(grady, EXPIRED);
    const { credit } = await shop.commerce.cancelSubscription(
      grady,
      EXPIRED,
      { reason: 'other' },
      { operationId: 'bye' },
    );
    assert.deepEqual(credit, charged);
  });

  it('tells first until when and for how much, and refuses what it would refuse', async () => {
    const { subscription, ...rest } = await shop.commerce.previewReactivate(grady, EXPIRED);
    assert.equal(subscription.status, 'Expired');
    const expiresAt = Date.parse('2026-12-01T09:00:00Z');
    assert.deepEqual(rest, { expiresAt, charge: { amount: 1000, currency: 'USD' } });
    const megan = await shop.actor('Megan');
    const active = await shop.refusal(() => shop.commerce.previewReactivate(megan, S1001));
    assert.deepEqual(active, { code: 'already-active' });
    const hidden = await shop.refusal(() => shop.commerce.previewReactivate(megan, EXPIRED));
    assert.deepEqual(hidden, { code: 'no-such-subscription', wanted: EXPIRED });
  });

  it('brings a Disabled subscription back among those that count', async () => {
    const emily = await shop.actor('Emily');
    await reactivate(emily, DISABLED);
    const rows = await shop.commerce.listLicensesByProduct(await shop.actor('Adele'));
    const teams = rows.find(({ product }) => product.name === 'Teams Premium');
    assert.deepEqual([teams?.subscriptions, teams?.quantity, teams?.assigned], [1, 8, 1]);
    const active = await shop.commerce.listSubscriptions(await shop.actor('Adele'), {
      statuses: ['Active'],
      limit: 50,
    });
    assert.ok(active.items.some(({ subscription }) => subscription.ref === DISABLED));
  });

  it('charges once for one operation id, and refuses it for another card', async () => {
    const first = await reactivate(grady, EXPIRED);
    shop.clock.now += DAY;
    assert.deepEqual(await reactivate(grady, EXPIRED), first);
    assert.equal((await shop.invoices(grady.userId)).length, 1);
    assert.deepEqual(await shop.refusal(() => reactivate(grady, EXPIRED, 'x')), { code: 'operation-reused' });
  });

  it('refuses what is Active, deleted, or a trial without card', async () => {
    const megan = await shop.actor('Megan');
    const christie = await shop.actor('Christie');
    const diego = await shop.actor('Diego');
    assert.deepEqual(await shop.refusal(() => reactivate(megan, S1001)), { code: 'already-active' });
    const deleted = await shop.refusal(() => reactivate(christie, 'S-1010' as SubscriptionRef));
    assert.deepEqual(deleted, { code: 'already-deleted' });
    shop.clock.now += 20 * DAY;
    const trial = await shop.refusal(() => reactivate(diego, 'S-1007' as SubscriptionRef));
    assert.deepEqual(trial, { code: 'trial-fixed' });
  });

  it('refuses what the clock should have deleted by now', async () => {
    shop.clock.now += 365 * DAY;
    assert.deepEqual(await shop.refusal(() => reactivate(grady, EXPIRED)), { code: 'already-deleted' });
  });

  it('refuses another person’s card like one that does not exist', async () => {
    const others = await shop.refusal(() => reactivate(grady, EXPIRED, cardId('Megan Bowen')));
    const none = await shop.refusal(() => reactivate(grady, EXPIRED, 'nothing'));
    assert.deepEqual([others, none], [{ code: 'no-such-payment-method' }, { code: 'no-such-payment-method' }]);
  });
});
