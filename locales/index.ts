import i18next, { type TFunction } from 'i18next';
import { createKept } from '../services/cache/bounded.ts';
import { minorUnitDigits } from '../services/currencies/currencies.ts';
import en from './en.json' with { type: 'json' };
import sv from './sv.json' with { type: 'json' };
import { LANGUAGES, type Language, readTag, SPOKEN_BY_DEFAULT } from './tags.ts';

export { LANGUAGES, type Language } from './tags.ts';

/** Every command, by the name that its declaration, its file, the verb of its buttons and its texts share. */
export type CommandName = keyof (typeof en)['commands'];

/** The commands that a sentence can ask for; the others are reached by buttons only. */
export type SpokenCommandName = {
  [Name in CommandName]: (typeof en)['commands'][Name] extends { readonly example: string } ? Name : never;
}[CommandName];

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

const i18n = i18next.createInstance();
void i18n.init({
  initAsync: false,
  resources: { en: { translation: en }, sv: { translation: sv } },
  fallbackLng: false,
  supportedLngs: LANGUAGES,
  // Cards escape what they show; nothing here is HTML.
  interpolation: { escapeValue: false },
});

interface ShownMoney {
  readonly amount: number;
  readonly currency: string;
}

/** How one person is spoken to: their language, and their way of writing dates and money. */
export interface Localizer {
  readonly language: Language;
  /** BCP 47, for `Intl`. */
  readonly locale: string;
  readonly t: TFunction;
  /** A day, such as "Nov 22, 2026", in the tenant's time zone. */
  date(at: number): string;
  /** The same with the time of day, such as "Nov 22, 2026, 3:05 PM". */
  moment(at: number): string;
  /** An amount in minor units, such as "$70.00". */
  money(money: ShownMoney): string;
  /** The same of what may not be known: then a word that says so. */
  dateIfKnown(at: number | null): string;
  moneyIfKnown(money: ShownMoney | null): string;
  /** An ISO 8601 length, such as "3 years". */
  length(length: string): string;
  number(value: number): string;
  /** A month of the form `2026-11`, such as "Nov 2026". */
  month(month: string): string;
  /** A stretch of time (ms) from now on, such as "in 45 seconds", never too short. */
  fromNow(milliseconds: number): string;
  /** Digits of a currency's minor unit. */
  fraction(currency: string): number;
  /** What stands between the cells of a CSV file where people write numbers so: Excel cuts lines there. */
  readonly listSeparator: ',' | ';';
}

/** Languages and regions in time zones that are spoken at the same time, about; a client may say anything. */
const keptLocalizers = createKept<Localizer>(200);

/**
 * Speech for the first locale of the list that is spoken here, English otherwise.
 * @param zone IANA name; null where it is not known: then times are those of UTC, and say so
 */
export const localizerFor = (
  locales: readonly (string | null | undefined)[],
  zone: string | null = 'UTC',
): Localizer => {
  const { language, locale } =
    locales.map((tag) => readTag(tag ?? undefined)).find((spoken) => spoken !== undefined) ?? SPOKEN_BY_DEFAULT;
  return keptLocalizers(`${language} ${locale} ${zone}`, () => newLocalizer(language, locale, zone));
};

const newLocalizer = (language: Language, locale: string, zone: string | null): Localizer => {
  const timeZone = zone ?? 'UTC';
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const decimal = new Intl.NumberFormat(locale);
  const relative = new Intl.RelativeTimeFormat(locale);
  const keptMoney = createKept<Intl.NumberFormat>(20);
  const t = translatorOf(language);
  const date = (at: number) => day.format(at);
  const money = ({ amount, currency }: ShownMoney) =>
    withMinus(
      keptMoney(currency, () => moneyFormat(locale, currency)).format(amount / 10 ** minorUnitDigits(currency)),
    );
  return {
    language,
    locale,
    t,
    date,
    moment: (at) => (zone === null ? `${moment.format(at)} UTC` : moment.format(at)),
    money,
    dateIfKnown: (at) => (at === null ? t('notKnown') : date(at)),
    moneyIfKnown: (amount) => (amount === null ? t('notKnown') : money(amount)),
    length: (length) => lengthInWords(length, locale),
    number: (value) => decimal.format(value),
    month: (month) => months.format(Date.parse(`${month}-01T00:00:00Z`)),
    fromNow: (milliseconds) => durationFromNow(milliseconds, relative),
    fraction: minorUnitDigits,
    listSeparator: decimalMark(decimal) === ',' ? ';' : ',',
  };
};

/** Each text is looked up once, in each of its numbers: a card has a hundred of them. */
const translatorOf = (language: Language): TFunction => {
  const fixed = i18n.getFixedT(language);
  const plural = new Intl.PluralRules(language);
  const known = new Map<string, unknown>();
  const textOf = (key: string, count: number | undefined): unknown => {
    const form = count === undefined ? key : `${key} ${plural.select(count)}`;
    if (!known.has(form)) known.set(form, fixed(key as never, { count, skipInterpolation: true } as never));
    return known.get(form);
  };
  const translate = (key: string, options?: Readonly<Record<string, unknown>>): unknown => {
    const text = textOf(key, options?.['count'] as number | undefined);
    return options && typeof text === 'string' ? filledIn(text, options) : text;
  };
  return translate as TFunction;
};

/** What is filled in is no template, whatever stands in it. */
const filledIn = (text: string, values: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

const LENGTH_UNITS = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const;

const lengthInWords = (length: string, locale: string): string => {
  const parts = [...length.matchAll(/(\d+)([YMWD])/g)].map(([, count, letter]) => {
    const unit = LENGTH_UNITS[letter as keyof typeof LENGTH_UNITS];
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Number(count));
  });
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
};

/** Units by their seconds, each used up to that many of it. */
const UNITS = [
  { unit: 'second', seconds: 1, most: 90 },
  { unit: 'minute', seconds: 60, most: 90 },
  { unit: 'hour', seconds: 3_600, most: 36 },
  { unit: 'day', seconds: 86_400, most: Number.POSITIVE_INFINITY },
] as const;

const durationFromNow = (milliseconds: number, relative: Intl.RelativeTimeFormat): string => {
  const inUnits = UNITS.map(({ unit, seconds, most }) => ({
    unit,
    most,
    count: Math.ceil(milliseconds / 1000 / seconds),
  }));
  const { unit, count } = inUnits.find(({ count, most }) => count <= most) ??
    inUnits[0] ?? { unit: 'second', count: 0 };
  return relative.format(count, unit);
};

/** Some locales write a hyphen before what goes back, which is easily overlooked and begins a list in markdown. */
const withMinus = (amount: string): string => amount.replace(/^-/, '\u2212');

const moneyFormat = (locale: string, currency: string): Intl.NumberFormat => {
  const digits = minorUnitDigits(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
};

const decimalMark = (format: Intl.NumberFormat): string | undefined =>
  format.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
