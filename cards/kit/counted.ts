import type { Localizer } from '../../locales/index.ts';
import type { PartialSum } from '../../services/commerce/api/reports.ts';

/** A count as texts take it: `count` chooses between one and several, `number` is what is read, such as "5,000". */
export const counted = (count: number, { number }: Localizer): { count: number; number: string } => ({
  count,
  number: number(count),
});

/** Licenses that nobody has. More people may have one than there are: what was brought in from elsewhere can be so. */
export const freeLicenses = (quantity: number, assigned: number): number => Math.max(0, quantity - assigned);

/** "1 available": licenses that nobody has. */
export const availableText = (count: number, localizer: Localizer): string =>
  localizer.t('licenses.available', counted(count, localizer));

/** "$120.00 a month", "at least $120.00 a month …" where a part of it is not known, or that all of it is not. */
export const costText = ({ known, unknown }: PartialSum, { t, money }: Localizer): string => {
  if (known === null) return t('costs.notKnown');
  const cost = money(known);
  return unknown > 0 ? t('costs.atLeast', { cost, count: unknown }) : t('costs.perMonth', { cost });
};

/** The sum of several sums in one currency. */
export const sumOf = (sums: readonly PartialSum[]): PartialSum => {
  const known = sums.flatMap((sum) => sum.known ?? []);
  const [first] = known;
  const amount = known.reduce((total, each) => total + each.amount, 0);
  return { known: first ? { ...first, amount } : null, unknown: sums.reduce((total, each) => total + each.unknown, 0) };
};

/** "2 people more than there are licenses", where there are any. */
export const overText = (count: number, { t }: Localizer): string[] =>
  count > 0 ? [t('details.over', { count })] : [];
