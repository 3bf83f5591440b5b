import type { Subscription, Term } from '../api/types.ts';

/** Terms in calendar months of UTC; month ends are kept. Source: domain, life of a subscription. */

export const DAY_MS = 24 * 60 * 60 * 1000;
export const MONTHS: Readonly<Record<Term, number>> = { P1M: 1, P1Y: 12 };

/**
 * When a term that starts at an instant ends: the same time on the same day, one or twelve months on, or on the
 * month's last day where it has no such day.
 * @param day of the month that the subscription is billed on, where it differs from that of the start
 */
export const termEnd = (start: number, term: Term, day = dayOf(start)): number => addMonths(start, MONTHS[term], day);

/** When the term after the present one ends. What was bought on the 31st ends on the 28th of February, then on 31 March. */
export const renewedUntil = (subscription: Subscription): number =>
  termEnd(subscription.expiresAt, subscription.term, billingDay(subscription));

/** When the present (or last) term began, by purchase or renewal. */
export const termStart = (subscription: Subscription): number => {
  const { createdAt, expiresAt, term } = subscription;
  return Math.max(createdAt, addMonths(expiresAt, -MONTHS[term], billingDay(subscription)));
};

/** The same time so many months earlier, on the month's last day where it has no such day. */
export const monthsBefore = (at: number, months: number): number => addMonths(at, -months, dayOf(at));

const dayOf = (at: number): number => new Date(at).getUTCDate();

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

const timeOfDay = (at: number): number => ((at % DAY_MS) + DAY_MS) % DAY_MS;

const addMonths = (at: number, months: number, day: number): number => {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  return Date.UTC(year, month, Math.min(day, daysInMonth(year, month))) + timeOfDay(at);
};

/** The day of purchase while the terms still follow from it; a reactivated one is billed on a day of its own. */
const billingDay = ({ createdAt, expiresAt }: Subscription): number => {
  const end = new Date(expiresAt);
  const lastDay = daysInMonth(end.getUTCFullYear(), end.getUTCMonth());
  const follows =
    timeOfDay(createdAt) === timeOfDay(expiresAt) && Math.min(dayOf(createdAt), lastDay) === end.getUTCDate();
  return follows ? dayOf(createdAt) : end.getUTCDate();
};
