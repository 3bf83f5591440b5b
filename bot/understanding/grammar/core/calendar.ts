/** A day as ISO writes it, "2026-11-21". Days have no time zone here: whoever asks knows which day it is for them. */
export type Day = string;

const DAY_MS = 86_400_000;

const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const iso = (date: Date): Day => date.toISOString().slice(0, 10);
const dayOf = (year: number, month: number, day: number): Day => iso(new Date(Date.UTC(year, month, day)));

export const addDays = (day: Day, days: number): Day => iso(new Date(utc(day).getTime() + days * DAY_MS));
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / DAY_MS);

/** The same day some months later, or the last day of that month. */
export const addMonths = (day: Day, months: number): Day => {
  const date = utc(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = utc(dayOf(year, month + 1, 0)).getUTCDate();
  return dayOf(year, month, Math.min(date.getUTCDate(), last));
};

export interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** The calendar week (from Monday), month, quarter or year that a day is in. */
export const rangeOf = (days: number, day: Day): Range => {
  const date = utc(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (days === 7) {
    const monday = addDays(day, -((date.getUTCDay() + 6) % 7));
    return { from: monday, to: addDays(monday, 6) };
  }
  if (days === 30) return { from: dayOf(year, month, 1), to: dayOf(year, month + 1, 0) };
  if (days === 90) return { from: dayOf(year, month - (month % 3), 1), to: dayOf(year, month - (month % 3) + 3, 0) };
  return { from: dayOf(year, 0, 1), to: dayOf(year, 11, 31) };
};
