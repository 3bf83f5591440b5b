import type { Verdict } from '../api/errors.ts';
import type { Refund } from '../api/subscriptions.ts';
import type { Money, Subscription, Tenant } from '../api/types.ts';
import { DAY_MS, MONTHS, termStart } from './term.ts';
import { refused } from './verdict.ts';

/** Minor units; every amount stays below, so that sums are exact, also in Redis, whose JSON keeps 14 digits. */
export const MONEY_LIMIT = 1e14;
/** Days after the start or a renewal in which an MCA tenant gets money back. */
export const CREDIT_DAYS = 7;

type Priced = Pick<Subscription, 'quantity' | 'unitPrice' | 'term'>;

/** What all licenses cost for one month, whatever the billing period. */
export const monthlyPrice = ({ quantity, unitPrice }: Pick<Subscription, 'quantity' | 'unitPrice'>): Money => ({
  ...unitPrice,
  amount: quantity * unitPrice.amount,
});

/** What all licenses cost for one billing period. */
export const termPrice = (priced: Priced): Money => {
  const { amount, currency } = monthlyPrice(priced);
  return { amount: amount * MONTHS[priced.term], currency };
};

/** Both prices, as they are shown before buying. Refuses `money-too-large`. */
export const quote = (priced: Priced): Verdict<{ readonly monthly: Money; readonly perTerm: Money }> => {
  const [monthly, perTerm] = [monthlyPrice(priced), termPrice(priced)];
  return perTerm.amount < MONEY_LIMIT ? { ok: true, monthly, perTerm } : refused({ code: 'money-too-large' });
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

/** What more licenses cost for the rest of the term. Rounded up, and credits down: nobody gets back more than was paid. */
export const proRata = (subscription: Subscription, extraSeats: number, now: number): Money =>
  restOfTerm(subscription, extraSeats, now, 'up');

/** What fewer licenses give back for the rest of the term. */
export const proRataCredit = (subscription: Subscription, fewerSeats: number, now: number): Money =>
  restOfTerm(subscription, fewerSeats, now, 'down');

/** What cancelling gives back: on MOSA the rest of the term; on MCA that, but only early in it. Source: domain, owning. */
export const refund = (asked: {
  readonly subscription: Subscription;
  readonly accountType: Tenant['billingAccountType'];
  readonly now: number;
}): Refund => {
  const { subscription, accountType, now } = asked;
  if (subscription.trial) return { credit: null, rule: 'trial' };
  if (subscription.status !== 'Active' || now >= subscription.expiresAt) return { credit: null, rule: 'ended' };
  const credit = proRataCredit(subscription, subscription.quantity, now);
  if (accountType === 'MOSA') return { credit, rule: 'always' };
  const early = now <= termStart(subscription) + CREDIT_DAYS * DAY_MS;
  return early ? { credit, rule: 'within-7-days' } : { credit: null, rule: 'after-7-days' };
};

const restOfTerm = (subscription: Subscription, seats: number, now: number, round: 'up' | 'down'): Money => {
  const { expiresAt, unitPrice, term } = subscription;
  const length = expiresAt - termStart(subscription);
  const left = Math.min(Math.max(expiresAt - now, 0), length);
  // Money times milliseconds is beyond what a number holds exactly.
  const share = BigInt(unitPrice.amount) * BigInt(seats) * BigInt(MONTHS[term]) * BigInt(left);
  const divisor = BigInt(length);
  return { ...unitPrice, amount: Number((round === 'up' ? share + divisor - 1n : share) / divisor) };
};
