import type { Invoice, InvoiceStatus, PaymentMethod, Subscription, Tenant } from '../api/types.ts';
import { DAY_MS } from './term.ts';

/** Days before the end or renewal of a term on which people are told, farthest first. Source: domain, notices. */
export const MARKS = [30, 7, 1] as const;
export type Mark = (typeof MARKS)[number];

/**
 * The mark to tell people of now: none, or the nearest that is reached and not yet sent in this term. A mark that was
 * missed is left out, so that whoever comes late is told once.
 * @param sent marks of this term that have been sent
 * @param timeZone whose days are counted, IANA
 */
export const marksDue = (
  { status, expiresAt }: Subscription,
  now: number,
  sent: readonly number[],
  timeZone = 'UTC',
): Mark[] => {
  if (status !== 'Active' || expiresAt === null || now >= expiresAt) return [];
  const days = dayNumber(expiresAt, timeZone) - dayNumber(now, timeZone);
  const nearest = MARKS.findLast((mark) => days <= mark);
  return nearest === undefined || sent.includes(nearest) ? [] : [nearest];
};

/** The invoice's status now: one that is due becomes overdue by the clock alone. */
export const invoiceStatus = ({ status, dueAt }: Invoice, now: number): InvoiceStatus =>
  status === 'due' && now > dueAt ? 'overdue' : status;

/** Whether the card is valid to the end of the month after this one. */
export const paymentMethodExpiresNextMonth = (
  { expiryYear, expiryMonth }: PaymentMethod,
  now: number,
  timeZone = 'UTC',
): boolean => {
  const { year, month } = calendarDay(now, timeZone);
  return expiryYear * 12 + expiryMonth === year * 12 + month + 1;
};

const calendarDay = (at: number, timeZone: string): { year: number; month: number; day: number } => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN;
  return { year: part('year'), month: part('month'), day: part('day') };
};

/** Whose days a tenant goes by: those of UTC where its time zone is not known. */
export const timeZoneOf = ({ timeZone }: Pick<Tenant, 'timeZone'>): string => timeZone ?? 'UTC';

/** Calendar days since 1970 in a time zone. */
export const dayNumber = (at: number, timeZone: string): number => {
  const { year, month, day } = calendarDay(at, timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
};
