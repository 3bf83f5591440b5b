import type { Localizer } from '../../locales/index.ts';

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
