import assert from 'node:assert/strict';
import { CANCEL_REASONS } from '../../../../services/commerce/api/subscriptions.ts';
import type { Subscription, Tenant } from '../../../../services/commerce/api/types.ts';
import { planCancel } from '../../../../services/commerce/rules/cancel.ts';
import { aSubscription, at } from './samples.ts';

type AccountType = Tenant['billingAccountType'];
const plan = (accountType: AccountType, facts: Partial<Subscription>, now: string, takeOver?: boolean) =>
  planCancel({
    subscription: aSubscription(facts),
    accountType,
    now: at(now),
    ...(takeOver !== undefined && { takeOver }),
  });
const credit = (amount: number) => ({ amount, currency: 'USD' });

describe('Cancelling', () => {
  // 10 licenses of 10.00 for September, which has 30 days.
  const rows: [string, AccountType, Partial<Subscription>, string, object][] = [
    ['MCA on the first day', 'MCA', {}, '2026-09-01', { credit: credit(10_000), rule: 'within-7-days' }],
    ['MCA on day 7', 'MCA', {}, '2026-09-08', { credit: credit(7_666), rule: 'within-7-days' }],
    [
      'MCA after day 7, with something else to offer',
      'MCA',
      {},
      '2026-09-08T09:00:00.001Z',
      { credit: null, rule: 'after-7-days', mayStopRenewing: true },
    ],
    [
      'MCA after day 7 without recurring billing',
      'MCA',
      { autoRenew: false },
      '2026-09-20',
      { credit: null, rule: 'after-7-days' },
    ],
    [
      'MCA within 7 days of a renewal',
      'MCA',
      { createdAt: at('2026-01-01') },
      '2026-09-06',
      { credit: credit(8_333), rule: 'within-7-days' },
    ],
    ['MOSA in the middle', 'MOSA', {}, '2026-09-16', { credit: credit(5_000), rule: 'always' }],
    ['MOSA with 25 licenses', 'MOSA', { quantity: 25 }, '2026-09-16', { credit: credit(12_500), rule: 'always' }],
    ['MCA with 26 licenses', 'MCA', { quantity: 26 }, '2026-09-01', { credit: credit(26_000), rule: 'within-7-days' }],
    ['a trial without a card', 'MOSA', { trial: 'no-card' }, '2026-09-02', { credit: null, rule: 'trial' }],
    [
      'a trial with a card',
      'MCA',
      { trial: 'card' },
      '2026-09-02',
      { credit: null, rule: 'trial', mayStopRenewing: true },
    ],
    [
      'one that Microsoft bills and renews, which nothing here can stop',
      'MCA',
      { billedBy: 'microsoft' },
      '2026-09-20',
      { credit: null, rule: 'microsoft' },
    ],
    ['an Expired one', 'MOSA', { status: 'Expired' }, '2026-10-02', { credit: null, rule: 'ended' }],
    ['a Disabled one', 'MCA', { status: 'Disabled' }, '2026-11-10', { credit: null, rule: 'ended' }],
    [
      'a big Expired one on MOSA, which cannot be reduced',
      'MOSA',
      { status: 'Expired', quantity: 100 },
      '2026-10-02',
      { credit: null, rule: 'ended' },
    ],
    [
      'a big trial on MOSA, which cannot either',
      'MOSA',
      { trial: 'no-card', quantity: 26 },
      '2026-09-02',
      { credit: null, rule: 'trial' },
    ],
  ];
  for (const [name, accountType, facts, now, outcome] of rows)
    it(name, () => {
      assert.deepEqual(plan(accountType, facts, now), { ok: true, mayStopRenewing: false, ...outcome });
    });

  it('of more than 25 licenses on MOSA is refused until they are fewer', () => {
    const reason = { code: 'must-reduce-first', limit: 25 };
    assert.deepEqual(plan('MOSA', { quantity: 26 }, '2026-09-16'), { ok: false, reason });
  });

  it('of more than 25 licenses on MOSA is possible for an admin who takes over', () => {
    assert.ok(plan('MOSA', { quantity: 26 }, '2026-09-16', true).ok);
  });

  it('of a Deleted one is refused', () => {
    const refusal = { ok: false, reason: { code: 'already-deleted' } };
    assert.deepEqual(plan('MCA', { status: 'Deleted' }, '2026-09-02'), refusal);
  });

  it('of one that should be Deleted by now is refused, also where the clock is late', () => {
    assert.equal(plan('MCA', { status: 'Disabled' }, '2027-06-01').ok, false);
  });

  it('has the reasons of the domain', () => {
    assert.deepEqual(CANCEL_REASONS, [
      'no-longer-needed',
      'too-expensive',
      'missing-features',
      'moving-to-central',
      'bought-by-mistake',
      'other',
    ]);
  });
});
