/** A day as ISO writes it, "2026-11-21". Days have no time zone here: whoever asks knows which day it is for them. */
export type Day = string;

const DAY_MS = 86_400_000;

const dateOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const isoDay = (date: Date): Day => date.toISOString().slice(0, 10);
const dayOf = (year: number, month: number, day: number): Day => isoDay(new Date(Date.UTC(year, month, day)));

export const addDays = (day: Day, days: number): Day => isoDay(new Date(dateOf(day).getTime() + days * DAY_MS));
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / DAY_MS);

/** The same day some months later, or the last day of that month. */
export const addMonths = (day: Day, months: number): Day => {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = dateOf(dayOf(year, month + 1, 0)).getUTCDate();
  return dayOf(year, month, Math.min(date.getUTCDate(), last));
};

export interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** The calendar week (from Monday), month, quarter or year that a day is in. */
export const rangeOf = (days: number, day: Day): Range => {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (days === 7) {
    const monday = addDays(day, -((date.getUTCDay() + 6) % 7));
    return { from: monday, to: addDays(monday, 6) };
  }
  if (days === 30) return { from: dayOf(year, month, 1), to: dayOf(year, month + 1, 0) };
  if (days === 90) return { from: dayOf(year, month - (month % 3), 1), to: dayOf(year, month - (month % 3) + 3, 0) };
  return { from: dayOf(year, 0, 1), to: dayOf(year, 11, 31) };
};
