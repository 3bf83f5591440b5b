import type { ParsedComponents, ParsedResult } from 'chrono-node';
import * as chrono from 'chrono-node/en';
import { addDays, addMonths, type Day, type Range, rangeOf } from './calendar.ts';
import type { Part } from './sentence.ts';

/** A stretch of time that a sentence names. */
export interface Period {
  /** The words that name it. */
  readonly used: readonly Part[];
  /** Its length, where it was said as a length: "the last 6 months" are 180 days and 6 months. */
  readonly days?: number;
  readonly months?: number;
  /** Its first and last day, where they can be told. */
  readonly range?: Range;
}

/** The period of a sentence. Without knowing which day it is, only lengths and written dates are understood. */
export const period = (parts: readonly Part[], today: Day | undefined, toward: 'past' | 'future'): Period | undefined =>
  lengthIn(parts, today) ?? calendarUnitIn(parts, today) ?? yearIn(parts) ?? datesIn(parts, today, toward);

const MONTH = 30;
/** A hundred years; nobody means more days than that. */
const LONGEST = 36_500;
const wholeMonths = (days: number): number | undefined => {
  if (days % 365 === 0) return (days / 365) * 12;
  return days % MONTH === 0 ? days / MONTH : undefined;
};

const tagOf = (part: Part | undefined, name: string) => part?.tags.get(name);

const unitIn = (parts: readonly Part[]): { at: number; unit: number } => {
  const at = parts.findIndex(({ tags }) => tags.has('days'));
  return { at, unit: Number(tagOf(parts[at], 'days')) };
};

const countIn = (part: Part | undefined): number | undefined => {
  const said = tagOf(part, 'number') ?? tagOf(part, 'article');
  return typeof said === 'number' ? said : undefined;
};

/** "last 6 months", "inom två veckor", "senaste halvåret", "next month". */
const lengthIn = (parts: readonly Part[], today: Day | undefined): Period | undefined => {
  const { at, unit } = unitIn(parts);
  const counted = countIn(parts[at - 1]);
  const direction = tagOf(parts[at - (counted === undefined ? 1 : 2)], 'direction');
  const isLength = counted !== undefined || unit === 180 || unit === 90 || direction === 'past' || direction === 'next';
  if (at < 0 || !isLength || direction === 'this') return undefined;
  const days = unit * (counted ?? 1);
  if (days > LONGEST) return undefined;
  const months = wholeMonths(days);
  const from = today && (months ? addMonths(today, -months) : addDays(today, -days));
  const used = parts.slice(at - (counted === undefined ? 0 : 1) - (direction === undefined ? 0 : 1), at + 1);
  return { used, days, ...(months && { months }), ...(today && from && { range: { from, to: today } }) };
};

/** "last month" and "this year", as the calendar has them. */
const calendarUnitIn = (parts: readonly Part[], today: Day | undefined): Period | undefined => {
  const { at, unit } = unitIn(parts);
  const direction = tagOf(parts[at - 1], 'direction');
  if (at < 0 || (direction !== 'previous' && direction !== 'this')) return undefined;
  const used = parts.slice(at - 1, at + 1);
  const range = today && rangeOf(unit, direction === 'this' ? today : addDays(rangeOf(unit, today).from, -1));
  return { used, ...(direction === 'previous' && { days: unit }), ...(range && { range }) };
};

const yearIn = (parts: readonly Part[]): Period | undefined => {
  const part = parts.find(({ tags }) => Number(tags.get('number')) >= 2000 && Number(tags.get('number')) < 2100);
  if (!part || parts.some(({ tags }) => tags.has('date'))) return undefined;
  return { used: [part], range: { from: `${part.text}-01-01`, to: `${part.text}-12-31` } };
};

/** "in March", "från 1 mars till 15 april", "since Monday": put into English and read by chrono. */
const datesIn = (parts: readonly Part[], today: Day | undefined, toward: 'past' | 'future'): Period | undefined => {
  const used = dateWords(parts);
  const [written] = used.filter(({ tags }) => tags.has('iso'));
  if (used.length === 0 || (!today && !written)) return undefined;
  const backwards = backwardsIn(used);
  if (backwards) return { used, range: backwards };
  const now = today ?? String(written?.tags.get('iso'));
  const moment = { instant: new Date(`${now}T12:00:00Z`), timezone: 0 };
  const [found] = chrono.parse(used.map(inEnglish).join(' '), moment, { forwardDate: toward === 'future' });
  if (!found) return undefined;
  const direction = used.map(({ tags }) => tags.get('direction')).find((said) => said !== undefined);
  return { used, range: rangeOfDates(found, now, direction) };
};

/** Two dates of which the first is the later one: a slip that only its writer can put right. */
const backwardsIn = (used: readonly Part[]): Range | undefined => {
  const [from, to, ...others] = used.flatMap(({ tags }) => (tags.has('iso') ? [String(tags.get('iso'))] : []));
  return from !== undefined && to !== undefined && others.length === 0 && from > to ? { from, to } : undefined;
};

/** From the first word of a date to the last, with what leads to it. */
const dateWords = (parts: readonly Part[]): readonly Part[] => {
  const isDate = ({ tags }: Part) => tags.has('date') || tags.has('iso');
  const [first, last] = [parts.findIndex(isDate), parts.findLastIndex(isDate)];
  if (first < 0) return [];
  const leads = (part: Part | undefined) =>
    part !== undefined && ['direction', 'number', 'from', 'filler'].some((name) => part.tags.has(name));
  let start = first;
  while (leads(parts[start - 1])) start -= 1;
  const isNumber = parts[last + 1]?.tags.has('number') === true;
  return parts.slice(start, last + (isNumber ? 2 : 1));
};

const inEnglish = ({ tags, text }: Part): string => {
  if (tags.has('date') || tags.has('iso')) return String(tags.get('date') ?? tags.get('iso'));
  if (tags.has('number')) return String(tags.get('number'));
  return tags.has('to') || tags.has('and') || tags.get('direction') === 'before'
    ? 'to'
    : ` ${tags.has('direction') ? '' : text} `;
};

const rangeOfDates = (found: ParsedResult, today: Day, direction: unknown): Range => {
  const start = firstOrLastDay(found.start, 'first');
  if (found.end) return { from: start, to: firstOrLastDay(found.end, 'last') };
  if (direction === 'since') return { from: inThePast(start, today, found), to: today };
  if (direction === 'before') return { from: today, to: start };
  return { from: start, to: firstOrLastDay(found.start, 'last') };
};

/** A month alone is the whole of it. */
const firstOrLastDay = (date: ParsedComponents, side: 'first' | 'last'): Day => {
  const day = date.date().toISOString().slice(0, 10);
  const isMonth = date.isCertain('month') && !date.isCertain('day');
  if (!isMonth) return day;
  return side === 'first' ? rangeOf(MONTH, day).from : rangeOf(MONTH, day).to;
};

const inThePast = (day: Day, today: Day, found: ParsedResult): Day => {
  if (day <= today) return day;
  return found.start.isCertain('weekday') ? addDays(day, -7) : addMonths(day, -12);
};
