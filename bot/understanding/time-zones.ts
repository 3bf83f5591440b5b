import { createKept } from '../../services/cache/bounded.ts';
import { addDays } from './grammar/core/calendar.ts';

/** The day of an instant in a time zone, `2026-11-21`. */
export const dayIn = (at: number, timeZone: string): string =>
  keptDays(timeZone, () => new Intl.DateTimeFormat('en-CA', { timeZone })).format(at);

const keptDays = createKept<Intl.DateTimeFormat>(100);

/** The first and the last instant (ms) of the days from one to another; NaN for what is no day, or of no year of ours. */
export const spanOf = (from: string, to: string, timeZone: string): { readonly from: number; readonly to: number } => ({
  from: isDay(from) ? startOf(from, timeZone) : Number.NaN,
  to: isDay(to) ? startOf(addDays(to, 1), timeZone) - 1 : Number.NaN,
});

/** Dates such as 30 February parse, as another day; calendars of other centuries do not go as ours does. */
const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^(?:19|20|21)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const startOf = (day: string, timeZone: string): number => {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  const about = asUtc - aheadOfUtc(asUtc, timeZone);
  return asUtc - aheadOfUtc(about, timeZone);
};

/** How much later than in UTC it is in a time zone at an instant, in ms. */
const aheadOfUtc = (at: number, timeZone: string): number => {
  const wall = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - at;
};
