/** Days, months and the hours of a time zone, counted anew: nothing here is shared with the product. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** So many months later, at the same time of the day, on that day of the month or the last that the month has. */
export const monthsLater = (at: number, months: number, day = new Date(at).getUTCDate()): number => {
  const then = new Date(at);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() + months + 1, 0);
  if (then.getUTCDate() > day) then.setUTCDate(day);
  return then.getTime();
};

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Year, month, day and hour as a clock on the wall there shows them; UTC where the zone is not known. */
const onTheWall = (at: number, zone: string | null): number[] => {
  const timeZone = zone ?? 'UTC';
  // Swedes write 2026-11-01 09:00:00.
  const format =
    FORMATS.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  FORMATS.set(timeZone, format);
  return format.format(at).split(/\D/).map(Number);
};

/** Days since 1970 by the calendar of a time zone. */
export const localDay = (at: number, zone: string | null): number => {
  const [year = 0, month = 1, day = 1] = onTheWall(at, zone);
  return Date.UTC(year, month - 1, day) / DAY;
};

/** Months since the year 0, the first being 1. */
export const localMonth = (at: number, zone: string | null): number => {
  const [year = 0, month = 1] = onTheWall(at, zone);
  return year * 12 + month;
};

export const localHour = (at: number, zone: string | null): number => onTheWall(at, zone)[3] ?? 0;
