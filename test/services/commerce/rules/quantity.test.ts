import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { QuantityPlan } from '../../../../services/commerce/api/subscriptions.ts';
import type { OrderEvent, OrderEventKind, Subscription } from '../../../../services/commerce/api/types.ts';
import { refund, termPrice } from '../../../../services/commerce/rules/pricing.ts';
import {
  checkQuantity,
  lastChangeAt,
  planQuantity,
  type QuantityRequest,
  totalAtRenewal,
} from '../../../../services/commerce/rules/quantity.ts';
import { aSubscription, at, DAY } from './samples.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const START = at('2026-09-01');
const END = at('2026-10-01');
const wish = (total: number, now: string, facts: Partial<QuantityRequest> = {}): QuantityRequest => ({
  subscription: aSubscription({ quantity: 100, assigned: 40 }),
  total,
  accountType: 'MCA',
  lastChangeAt: START,
  now: at(now),
  ...facts,
});

describe('The new total of licenses', () => {
  const now = (day: string, money: object = {}) => ({ ok: true, when: 'now', effectiveAt: at(day), ...money });
  const later = { ok: true, when: 'at-renewal', effectiveAt: END };
  const refusal = (reason: object) => ({ ok: false, reason });
  const of = (facts: Partial<Subscription>) => ({
    subscription: aSubscription({ quantity: 100, assigned: 40, ...facts }),
  });
  const bad = refusal({ code: 'bad-quantity', limit: 1_000_000 });
  const MOSA = { accountType: 'MOSA' } as const;
  // A license costs 10.00 for September, which has 30 days.
  const rows: [string, QuantityRequest, object][] = [
    ['more: at once, pro rata', wish(105, '2026-09-16'), now('2026-09-16', { charge: usd(2500) })],
    ['more on MOSA: the same', wish(105, '2026-09-16', MOSA), now('2026-09-16', { charge: usd(2500) })],
    [
      'more without recurring billing: the same',
      wish(105, '2026-09-16', of({ autoRenew: false })),
      now('2026-09-16', { charge: usd(2500) }),
    ],
    ['the same total: nothing to pay', wish(100, '2026-09-16'), now('2026-09-16')],
    ['fewer on day 7: at once, with a credit', wish(90, '2026-09-08'), now('2026-09-08', { credit: usd(7666) })],
    ['fewer after day 7: at the renewal', wish(90, '2026-09-08T09:00:00.001Z'), later],
    [
      'fewer within 7 days of an increase: at once',
      wish(90, '2026-09-16', { lastChangeAt: at('2026-09-10') }),
      now('2026-09-16', { credit: usd(5000) }),
    ],
    [
      'fewer without recurring billing: refused',
      wish(90, '2026-09-02', of({ autoRenew: false })),
      refusal({ code: 'needs-recurring-billing' }),
    ],
    ['fewer on MOSA: always at once', wish(90, '2026-09-16', MOSA), now('2026-09-16', { credit: usd(5000) })],
    [
      'fewer on MOSA without recurring billing: at once too',
      wish(90, '2026-09-16', { ...MOSA, ...of({ autoRenew: false }) }),
      now('2026-09-16', { credit: usd(5000) }),
    ],
    ['as many as are assigned', wish(40, '2026-09-01'), now('2026-09-01', { credit: usd(60_000) })],
    ['one fewer than are assigned', wish(39, '2026-09-01'), refusal({ code: 'below-assigned', assigned: 40 })],
    ['below assigned at the renewal', wish(39, '2026-09-20'), refusal({ code: 'below-assigned', assigned: 40 })],
    ['none', wish(0, '2026-09-01', of({ assigned: 0 })), bad],
    ['fewer than none', wish(-1, '2026-09-01'), bad],
    ['a million and one', wish(1_000_001, '2026-09-01'), bad],
    ['half a license', wish(100.5, '2026-09-01'), bad],
    ['not a number', wish(Number.NaN, '2026-09-01'), bad],
    ['endlessly many', wish(Number.POSITIVE_INFINITY, '2026-09-01'), bad],
    ['of a trial with a card', wish(105, '2026-09-01', of({ trial: 'card' })), refusal({ code: 'trial-fixed' })],
    ['of a trial without', wish(105, '2026-09-01', of({ trial: 'no-card' })), refusal({ code: 'trial-fixed' })],
    [
      'of an Expired one, which would be free',
      wish(105, '2026-10-05', of({ status: 'Expired' })),
      refusal({ code: 'not-active', status: 'Expired' }),
    ],
    [
      'of one that has expired though the clock is late',
      wish(105, '2026-10-01', of({ autoRenew: false })),
      refusal({ code: 'not-active', status: 'Expired' }),
    ],
    [
      'of a Deleted one',
      wish(105, '2026-09-02', of({ status: 'Deleted' })),
      refusal({ code: 'not-active', status: 'Deleted' }),
    ],
    [
      'at a price that cannot be counted',
      wish(1_000_000, '2026-09-01', of({ unitPrice: usd(1e9) })),
      refusal({ code: 'money-too-large' }),
    ],
  ];
  for (const [name, wished, verdict] of rows) it(name, () => assert.deepEqual(planQuantity(wished), verdict));

  it('may be 1 to a million for a purchase', () => {
    const wanted = [-1, 0, 1, 1.5, 1_000_000, 1_000_001, 1e21, Number.NaN];
    assert.deepEqual(
      wanted.filter((total) => checkQuantity(total).ok),
      [1, 1_000_000],
    );
  });

  it('scheduled for the renewal leaves everybody who has a license then', () => {
    assert.equal(totalAtRenewal(aSubscription({ assigned: 4 }), 6), 6);
    assert.equal(totalAtRenewal(aSubscription({ assigned: 8 }), 6), 8);
  });
});

describe('The days for taking licenses back', () => {
  const event = (kind: OrderEventKind, day: string, quantity: number): OrderEvent => ({
    at: at(day),
    kind,
    quantity,
    byUserId: null,
  });
  const bought = event('purchased', '2026-09-01', 5);
  const rows: [string, OrderEvent[], number][] = [
    ['the purchase', [bought], START],
    ['a renewal', [bought, event('renewed', '2026-10-01', 5)], END],
    ['a reactivation', [bought, event('reactivated', '2026-10-01', 5)], END],
    ['an increase', [bought, event('quantity-changed', '2026-10-01', 6)], END],
    ['the purchase, not a reduction', [bought, event('quantity-changed', '2026-10-01', 4)], START],
    ['the purchase, not a total that stayed', [bought, event('quantity-changed', '2026-10-01', 5)], START],
    [
      'the purchase, not a switch of recurring billing',
      [bought, event('recurring-billing-on', '2026-10-01', 5)],
      START,
    ],
    ['nothing', [], 0],
  ];
  for (const [name, history, since] of rows) it(`run from ${name}`, () => assert.equal(lastChangeAt(history), since));
});

describe('Any series of changes within a term', () => {
  const steps = fc.array(fc.record({ after: fc.nat(4 * DAY), total: fc.integer({ min: -5, max: 200 }) }), {
    maxLength: 20,
  });
  const purchases = fc.record({
    quantity: fc.integer({ min: 1, max: 100 }),
    unitPrice: fc.nat(100_000).map(usd),
    autoRenew: fc.boolean(),
  });

  interface Account {
    readonly subscription: Subscription;
    readonly paid: number;
    readonly now: number;
    readonly since: number;
  }
  const hold = (plan: QuantityPlan, { paid, ...account }: Account, total: number): Account => ({
    ...account,
    paid: paid + (plan.charge?.amount ?? 0) - (plan.credit?.amount ?? 0),
    since: plan.charge ? account.now : account.since,
    subscription: plan.when === 'now' ? { ...account.subscription, quantity: total } : account.subscription,
  });

  for (const accountType of ['MCA', 'MOSA'] as const)
    it(`never gives back more than was paid, nor takes a license that is assigned, on ${accountType}`, () => {
      fc.assert(
        fc.property(purchases, fc.nat(100), steps, (bought, wanted, changes) => {
          const first = aSubscription({ ...bought, assigned: Math.min(wanted, bought.quantity) });
          let account: Account = {
            subscription: first,
            paid: termPrice(first)?.amount ?? Number.NaN,
            now: START,
            since: START,
          };
          for (const { after, total } of changes) {
            account = { ...account, now: Math.min(account.now + after, END - 1) };
            const { subscription, now, since } = account;
            const plan = planQuantity({ subscription, total, accountType, lastChangeAt: since, now });
            if (plan.ok) account = hold(plan, account, total);
            const back = refund({ subscription: account.subscription, accountType, now }).credit?.amount ?? 0;
            assert.ok(account.paid >= back && account.paid >= 0);
            assert.ok(account.subscription.quantity >= Math.max(1, first.assigned));
          }
        }),
      );
    });
});
