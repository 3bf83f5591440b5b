import { addMonths, daysBetween, type Range } from './calendar.ts';
import { period } from './periods.ts';
import type { Part } from './sentence.ts';
import { nothing, slot } from './slots.ts';
import { canMean } from './tags.ts';

const SOON = 30;

/** Until when: "in 30 days", "before Friday", "this month", "soon". */
export const expiring = slot(['expiringWithinDays'], ({ free, today }) => {
  const soon = free.find((part) => canMean(part, 'soon'));
  if (soon) return { args: { expiringWithinDays: SOON }, used: [soon] };
  const found = period(free, today, 'future');
  if (!found || found.used.some(isPast)) return nothing;
  const until = today && found.range ? daysBetween(today, found.range.to) : undefined;
  const days = found.days ?? until;
  return { args: days !== undefined && days > 0 ? { expiringWithinDays: days } : {}, used: found.used };
});

/** "Since last week" is no time until something ends. */
const isPast = ({ tags }: Part): boolean => PAST.has(String(tags.get('direction')));
const PAST = new Set(['past', 'previous', 'since']);

/** Since when: "the last 30 days", "since Monday". */
export const days = slot(['days'], ({ free, today }) => {
  const found = period(free, today, 'past');
  if (!found) return nothing;
  const since = today && found.range ? Math.max(1, daysBetween(found.range.from, today)) : undefined;
  const length = found.days ?? since;
  return { args: length === undefined ? {} : { days: length }, used: found.used };
});

/** The past 3 or 6 months by their number, every other period by its days. */
export const months = slot(['months', 'from', 'to'], ({ free, today }) => {
  const found = period(free, today, 'past');
  if (!found) return nothing;
  const { months: length, range, used } = found;
  if (length === 3 || length === 6) return { args: { months: length }, used };
  return { args: range ? { ...mostRecent(range, today) } : {}, used };
});

/** Invoices are of the past: "in March" is the last one, "before March" the year up to it. */
const mostRecent = ({ from, to }: Range, today: string | undefined): Range =>
  today === undefined || to <= today || from < today
    ? { from, to }
    : { from: addMonths(from, -12), to: addMonths(to, -12) };
