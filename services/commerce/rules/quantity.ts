import type { Verdict } from '../api/errors.ts';
import type { QuantityPlan } from '../api/subscriptions.ts';
import type { BillingAccountType, OrderEvent, Subscription } from '../api/types.ts';
import { statusAt } from './lifecycle.ts';
import { CREDIT_DAYS, notKnown, proRata, proRataCredit, quote } from './pricing.ts';
import { DAY_MS } from './term.ts';
import { refused } from './verdict.ts';

/** Licenses that one subscription may hold. */
const MAX_QUANTITY = 1_000_000;

/** Whether this is a number of licenses that one can buy. Refuses `bad-quantity`. */
export const checkQuantity = (total: number): Verdict =>
  Number.isSafeInteger(total) && total >= 1 && total <= MAX_QUANTITY
    ? { ok: true }
    : refused({ code: 'bad-quantity', limit: MAX_QUANTITY });

const STARTS: readonly OrderEvent['kind'][] = ['purchased', 'renewed', 'reactivated'];

/**
 * Since when the days for taking licenses back run: the last purchase, renewal, reactivation or increase of an order
 * history, oldest first; 0 where there is none.
 */
export const lastChangeAt = (history: readonly OrderEvent[]): number => {
  const isIncrease = ({ kind, quantity }: OrderEvent, i: number): boolean =>
    kind === 'quantity-changed' && quantity > (history[i - 1]?.quantity ?? 0);
  return history.findLast((event, i) => STARTS.includes(event.kind) || isIncrease(event, i))?.at ?? 0;
};

export interface QuantityRequest {
  readonly subscription: Subscription;
  /** The new total. */
  readonly total: number;
  readonly accountType: BillingAccountType;
  /** See {@link lastChangeAt}. */
  readonly lastChangeAt: number;
  readonly now: number;
}

/**
 * What a new total means: more at once and charged, fewer at once or at the next renewal. Refuses `not-active`,
 * `trial-fixed`, `bad-quantity`, `below-assigned`, `billed-by-microsoft`, `not-known`, `money-too-large`,
 * `needs-recurring-billing`. Source: domain, owning.
 */
export const planQuantity = (request: QuantityRequest): Verdict<QuantityPlan> => {
  const { subscription, total, now } = request;
  const allowed = resizable(request);
  if (!allowed.ok) return allowed;
  if (total < subscription.quantity) return planFewer(request);
  const charge = proRata(subscription, total - subscription.quantity, now);
  if (!charge) return refused(notKnown(subscription));
  return { ok: true, when: 'now', effectiveAt: now, ...(total > subscription.quantity && { charge }) };
};

/** What a scheduled total comes to at the renewal: people who got a license meanwhile keep it. */
export const totalAtRenewal = ({ assigned }: Subscription, scheduled: number): number => Math.max(scheduled, assigned);

const resizable = ({ subscription, total, now }: QuantityRequest): Verdict => {
  const status = statusAt(subscription, now);
  if (status !== 'Active') return refused({ code: 'not-active', status });
  if (subscription.billedBy === 'microsoft') return refused({ code: 'billed-by-microsoft' });
  if (subscription.trial) return refused({ code: 'trial-fixed' });
  const quantity = checkQuantity(total);
  if (!quantity.ok) return quantity;
  const { assigned } = subscription;
  return total < assigned ? refused({ code: 'below-assigned', assigned }) : quote({ ...subscription, quantity: total });
};

const planFewer = ({
  subscription,
  total,
  accountType,
  lastChangeAt: since,
  now,
}: QuantityRequest): Verdict<QuantityPlan> => {
  const { quantity, autoRenew, expiresAt } = subscription;
  const credit = proRataCredit(subscription, quantity - total, now);
  if (!credit || expiresAt === null) return refused(notKnown(subscription));
  // Where the account's kind is not known, the stricter one's rules hold; both allow what these do.
  const isStrict = accountType !== 'MOSA';
  if (isStrict && autoRenew !== true) return refused({ code: 'needs-recurring-billing' });
  if (isStrict && now > since + CREDIT_DAYS * DAY_MS) return { ok: true, when: 'at-renewal', effectiveAt: expiresAt };
  return { ok: true, when: 'now', effectiveAt: now, credit };
};
