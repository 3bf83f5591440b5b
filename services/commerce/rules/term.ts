import type { Subscription, Term } from '../api/types.ts';

/** Terms in calendar months of UTC; month ends are kept. Source: domain, life of a subscription. */

export const DAY_MS = 24 * 60 * 60 * 1000;

const LENGTH = /^P(?=\d)(?:(\d{1,2})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$/;

interface TermLength {
  readonly months: number;
  readonly days: number;
}

/** How long an ISO 8601 length is; undefined for what is no term: nothing at all, hours, fractions, centuries. */
export const lengthOf = (term: string): TermLength | undefined => {
  const parts = LENGTH.exec(term);
  if (!parts) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const length = { months: years * 12 + months, days: weeks * 7 + days };
  return length.months + length.days > 0 ? length : undefined;
};

/** The months of a term; null where it is not known, or has days of its own: prices are by the month. */
export const monthsOf = (term: Term | null): number | null => {
  const length = term === null ? undefined : lengthOf(term);
  return length && length.days === 0 ? length.months : null;
};

/**
 * When a term that starts at an instant ends: the same time on the same day, so many months on, or on the month's last
 * day where it has no such day.
 * @param day of the month that the subscription is billed on, where it differs from that of the start
 * @throws {RangeError} for what is no term
 */
export const termEnd = (start: number, term: Term, day = dayOf(start)): number => {
  const length = lengthOf(term);
  if (!length) throw new RangeError(`Not a term: ${term}`);
  return addMonths(start, length.months, day) + length.days * DAY_MS;
};

/**
 * When the term after the present one ends; null where that is not known. What was bought on the 31st ends on the 28th
 * of February, then on 31 March.
 */
export const renewedUntil = ({ createdAt, reactivatedAt = createdAt, expiresAt, term }: Terms): number | null =>
  expiresAt === null || term === null ? null : termEnd(expiresAt, term, billingDay(reactivatedAt, expiresAt));

/** When the present (or last) term began, by purchase, renewal or reactivation; null where that is not known. */
export const termStart = ({ createdAt, reactivatedAt = createdAt, expiresAt, term }: Terms): number | null => {
  const length = term === null ? undefined : lengthOf(term);
  if (expiresAt === null || !length) return null;
  const start = addMonths(expiresAt - length.days * DAY_MS, -length.months, billingDay(reactivatedAt, expiresAt));
  return Math.max(reactivatedAt, start);
};

type Terms = Pick<Subscription, 'createdAt' | 'reactivatedAt' | 'expiresAt' | 'term'>;

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

/** The day of purchase, or of reactivation, where the terms follow from it; otherwise that of the end. */
const billingDay = (since: number, expiresAt: number): number => {
  const end = new Date(expiresAt);
  const lastDay = daysInMonth(end.getUTCFullYear(), end.getUTCMonth());
  const follows = timeOfDay(since) === timeOfDay(expiresAt) && Math.min(dayOf(since), lastDay) === end.getUTCDate();
  return follows ? dayOf(since) : end.getUTCDate();
};
