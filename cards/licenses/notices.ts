import type en from '../../locales/en.json';
import type { Localizer } from '../../locales/index.ts';
import type { TextCardData } from '../kit/text-card.ts';

/** Somebody was given a license. */
export const licenseGained = (product: string, { t }: Localizer): TextCardData => ({
  title: t('told.gained', { product }),
  text: [t('told.gainedText')],
});

/** Somebody has lost a license. */
export const licenseLost = (
  { product, cause }: { readonly product: string; readonly cause: keyof (typeof en)['told']['lostBecause'] },
  { t }: Localizer,
): TextCardData => ({
  title: t('told.lost', { product }),
  text: [t(`told.lostBecause.${cause}`)],
});

/** Somebody has a license of another subscription, perhaps of another product. */
export const licenseMoved = (
  { product, target }: { readonly product: string; readonly target: string },
  { t }: Localizer,
): TextCardData =>
  product === target
    ? { title: t('told.movedSame', { product }), text: [t('told.movedSameText')] }
    : { title: t('told.movedOther', { product, target }), text: [t('told.movedOtherText', { product })] };
