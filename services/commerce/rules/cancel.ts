import type { Verdict } from '../api/errors.ts';
import type { CancelPlan } from '../api/subscriptions.ts';
import type { BillingAccountType, Subscription } from '../api/types.ts';
import { renews, statusAt } from './lifecycle.ts';
import { refund } from './pricing.ts';
import { refused } from './verdict.ts';

/** Licenses with which a purchaser on MOSA can still cancel. */
const MOSA_CANCEL_LIMIT = 25;

/**
 * What cancelling means; it is always at once. Refuses `already-deleted`, `must-reduce-first`. Source: domain, owning.
 * @param asked.takeOver an admin cancels it, who could not reduce it
 */
export const planCancel = (asked: {
  readonly subscription: Subscription;
  readonly accountType: BillingAccountType;
  readonly now: number;
  readonly takeOver?: boolean;
}): Verdict<CancelPlan> => {
  const { subscription, accountType, now, takeOver = false } = asked;
  const status = statusAt(subscription, now);
  if (status === 'Deleted') return refused({ code: 'already-deleted' });
  // What cannot be reduced (a trial, one that has ended, or that Microsoft bills) would otherwise have no way out.
  const reducible = status === 'Active' && !subscription.trial && subscription.billedBy === 'here' && !takeOver;
  if (accountType === 'MOSA' && reducible && subscription.quantity > MOSA_CANCEL_LIMIT)
    return refused({ code: 'must-reduce-first', limit: MOSA_CANCEL_LIMIT });
  const back = refund({ subscription, accountType, now });
  const isOurs = subscription.billedBy === 'here';
  const mayStopRenewing = isOurs && back.credit === null && status === 'Active' && renews(subscription) !== false;
  return { ok: true, ...back, mayStopRenewing };
};
