import type { Args } from '../outcome.ts';
import type { Name, Wanted } from './gold.ts';

/** Whether a text holds what a regular expression says, in small letters or capital ones. */
export const holds = (text: string, expression: string): boolean => new RegExp(expression, 'i').test(text);

/** Whether a name, such as a command's, is the one, or one of those, that is wanted; no name is none of them. */
export const isNamed = (given: string | undefined, wanted: Name): boolean => {
  if (given === undefined) return false;
  if (typeof wanted === 'string') return given === wanted;
  if (Array.isArray(wanted)) return wanted.some((each) => isNamed(given, each));
  return 're' in wanted ? holds(given, wanted.re) : !isNamed(given, wanted.not);
};

/** Other names of an argument, and several of it. */
const ALIASES: Readonly<Record<string, RegExp>> = {
  product: /^products?$/,
  subscription: /^subscriptions?$/,
  request: /^requests?$/,
  expiring: /^expir/,
  by: /^(?:by|per)$/,
};

/** The values that an argument has; none where it is not there. */
export const valuesOf = (args: Args, name: string): unknown[] =>
  Object.entries(args)
    .filter(([given]) => ALIASES[name]?.test(given) ?? given === name)
    .flatMap(([, value]) => value)
    .filter((value) => value !== undefined && value !== null);

const DAY_MS = 24 * 60 * 60 * 1000;
const DAY = /^\d{4}-\d\d-\d\d/;

/** How many days a value lies ahead of a day such as "2026-11-21"; a number of days as it stands. */
const daysAhead = (value: unknown, today: string): number => {
  if (typeof value !== 'string' || !DAY.test(value)) return Number(value);
  return Math.round((Date.parse(value.slice(0, 10)) - Date.parse(today)) / DAY_MS);
};

const isWithin = (days: number, [least, most]: readonly [number, number]): boolean => days >= least && days <= most;

/** The next time that this day of the year comes, in days. */
const daysTo = (day: string, today: string): number => {
  const year = Number(today.slice(0, 4)) + (day < today.slice(5) ? 1 : 0);
  return daysAhead(`${year}-${day}`, today);
};

/** Whether the values of an argument are what is wanted, said on a day such as "2026-11-21". */
export const isWanted = (values: readonly unknown[], wanted: Wanted, today: string): boolean => {
  if (values.length === 0) return false;
  const texts = values.map(String);
  if (isList(wanted)) return areAll(texts, wanted.map(expressionOf));
  if (typeof wanted !== 'object') return texts.length === 1 && texts[0]?.toLowerCase() === String(wanted).toLowerCase();
  if ('re' in wanted) return texts.length >= (wanted.min ?? 1) && holdsAll(texts, wanted.re);
  if ('some' in wanted) return texts.some((text) => holds(text, wanted.some));
  if ('all' in wanted) return areAll(texts, wanted.all);
  if ('or' in wanted) return wanted.or.some((each) => isWanted(values, each, today));
  if ('not' in wanted) return !isWanted(values, wanted.not, today);
  return values.length === 1 && isDay(values[0], wanted, today);
};

type List = Extract<Wanted, readonly unknown[]>;
const isList = (wanted: Wanted): wanted is List => Array.isArray(wanted);

/** One expression for all values: of each, or, where it leads from one to another, of their list. */
const holdsAll = (texts: readonly string[], expression: string): boolean =>
  texts.every((text) => holds(text, expression)) || (expression.includes('.*') && holds(texts.join(', '), expression));

const expressionOf = (wanted: string | { readonly re: string }): string =>
  typeof wanted === 'string' ? `^${wanted.replace(/[^\p{L}\p{N} ]/gu, '\\$&')}$` : wanted.re;

const areAll = (texts: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((each) => texts.some((text) => holds(text, each))) &&
  texts.every((text) => wanted.some((each) => holds(text, each)));

const isDay = (
  value: unknown,
  wanted: Extract<Wanted, { days: unknown } | { until: unknown }>,
  today: string,
): boolean => {
  const ahead = daysAhead(value, today);
  if ('until' in wanted) return isWithin(ahead - daysTo(wanted.until, today), wanted.slack ?? [0, 0]);
  return isWithin(wanted.past && typeof value === 'string' && DAY.test(value) ? -ahead : ahead, wanted.days);
};
