import type { Reason, Verdict } from '../api/errors.ts';
import type { PartialSum } from '../api/reports.ts';
import type { Refund } from '../api/subscriptions.ts';
import type { BillingAccountType, Money, Subscription } from '../api/types.ts';
import { DAY_MS, monthsOf, termStart } from './term.ts';
import { refused } from './verdict.ts';

/** Minor units; every amount stays below, so that sums are exact, also in Redis, whose JSON keeps 14 digits. */
export const MONEY_LIMIT = 1e14;
/** Days after the start or a renewal in which an MCA tenant gets money back. */
export const CREDIT_DAYS = 7;

type Priced = Pick<Subscription, 'quantity' | 'unitPrice' | 'term'>;

const times = (factor: number, { amount, currency }: Money): Money => ({ amount: amount * factor, currency });

/** What all licenses cost for one month, whatever the billing period; null where the price is not known. */
export function monthlyPrice(priced: { readonly quantity: number; readonly unitPrice: Money }): Money;
export function monthlyPrice(priced: Pick<Subscription, 'quantity' | 'unitPrice'>): Money | null;
export function monthlyPrice({ quantity, unitPrice }: Pick<Subscription, 'quantity' | 'unitPrice'>): Money | null {
  return unitPrice && times(quantity, unitPrice);
}

/** What all licenses cost for one billing period; null where the price or the months are not known. */
export const termPrice = (priced: Priced): Money | null => {
  const [monthly, months] = [monthlyPrice(priced), monthsOf(priced.term)];
  return monthly && months !== null ? times(months, monthly) : null;
};

/** Both prices, as they are shown before buying. Refuses `not-known`, `money-too-large`. */
export const quote = (priced: Priced): Verdict<{ readonly monthly: Money; readonly perTerm: Money }> => {
  const [monthly, perTerm] = [monthlyPrice(priced), termPrice(priced)];
  if (!monthly || !perTerm) return refused(notKnown(priced));
  return perTerm.amount < MONEY_LIMIT ? { ok: true, monthly, perTerm } : refused({ code: 'money-too-large' });
};

/** The refusal of what cannot be worked out, with the first thing that would have to be known. */
export const notKnown = ({ unitPrice, term }: Pick<Subscription, 'unitPrice' | 'term'>): Reason => {
  const what = unitPrice === null ? 'price' : monthsOf(term) === null ? 'term' : 'end';
  return { code: 'not-known', what };
};

/**
 * Refuses `money-too-large`.
 * @throws {RangeError} for two currencies: a tenant has one
 */
export const addMoney = (a: Money, b: Money): Verdict<{ readonly sum: Money }> => {
  if (a.currency !== b.currency) throw new RangeError(`Cannot add ${b.currency} to ${a.currency}`);
  const amount = a.amount + b.amount;
  return amount < MONEY_LIMIT ? { ok: true, sum: { ...a, amount } } : refused({ code: 'money-too-large' });
};

/** What several things cost together, as far as that is known. Refuses `money-too-large`. */
export const sumKnown = (
  costs: readonly (Money | null)[],
  currency: string,
): Verdict<{ readonly total: PartialSum }> => {
  const known = costs.filter((cost) => cost !== null);
  const unknown = costs.length - known.length;
  let total: Money = { amount: 0, currency };
  for (const cost of known) {
    const added = addMoney(total, cost);
    if (!added.ok) return added;
    total = added.sum;
  }
  return { ok: true, total: { known: total.amount === 0 && unknown > 0 ? null : total, unknown } };
};

/**
 * What more licenses cost for the rest of the term; null where that is not known. Rounded up, and credits down: nobody
 * gets back more than was paid.
 */
export const proRata = (subscription: Subscription, extraSeats: number, now: number): Money | null =>
  restOfTerm(subscription, extraSeats, now, 'up');

/** What fewer licenses give back for the rest of the term; null where that is not known. */
export const proRataCredit = (subscription: Subscription, fewerSeats: number, now: number): Money | null =>
  restOfTerm(subscription, fewerSeats, now, 'down');

/**
 * What cancelling gives back: on MOSA the rest of the term; on MCA that, but only early in it. What Microsoft bills,
 * Microsoft refunds. Source: domain, owning.
 */
export const refund = (asked: {
  readonly subscription: Subscription;
  readonly accountType: BillingAccountType;
  readonly now: number;
}): Refund => {
  const { subscription, accountType, now } = asked;
  const { trial, status, expiresAt, quantity, billedBy } = subscription;
  if (trial) return { credit: null, rule: 'trial' };
  if (status !== 'Active' || (expiresAt !== null && now >= expiresAt)) return { credit: null, rule: 'ended' };
  if (billedBy === 'microsoft') return { credit: null, rule: 'microsoft' };
  const [credit, start] = [proRataCredit(subscription, quantity, now), termStart(subscription)];
  if (credit === null || start === null) return { credit: null, rule: 'unknown' };
  if (accountType === 'MOSA') return { credit, rule: 'always' };
  if (now <= start + CREDIT_DAYS * DAY_MS) return { credit, rule: 'within-7-days' };
  return { credit: null, rule: accountType === 'MCA' ? 'after-7-days' : 'unknown' };
};

const restOfTerm = (subscription: Subscription, seats: number, now: number, round: 'up' | 'down'): Money | null => {
  const { expiresAt, unitPrice, term } = subscription;
  const [start, months] = [termStart(subscription), monthsOf(term)];
  if (!unitPrice || expiresAt === null || start === null || months === null) return null;
  const length = expiresAt - start;
  const left = Math.min(Math.max(expiresAt - now, 0), length);
  // Money times milliseconds is beyond what a number holds exactly.
  const share = BigInt(unitPrice.amount) * BigInt(seats) * BigInt(months) * BigInt(left);
  const divisor = BigInt(length);
  return { ...unitPrice, amount: Number((round === 'up' ? share + divisor - 1n : share) / divisor) };
};
