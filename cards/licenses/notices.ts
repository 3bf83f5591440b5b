import type en from '../../locales/en.json';
import type { Localizer } from '../../locales/index.ts';
import type { TextCardData } from '../kit/text-card.ts';

/** Somebody was given a license. */
export const licenseGained = (product: string, { t }: Localizer): TextCardData => ({
  title: t('notices.gained', { product }),
  text: [t('notices.gainedText')],
});

/** Somebody has lost a license. */
export const licenseLost = (
  { product, cause }: { readonly product: string; readonly cause: keyof (typeof en)['notices']['lostBecause'] },
  { t }: Localizer,
): TextCardData => ({
  title: t('notices.lost', { product }),
  text: [t(`notices.lostBecause.${cause}`)],
});

/** Somebody has lost a license, and has a central one of the same product. */
export const licenseFromOrganization = (product: string, { t }: Localizer): TextCardData => ({
  title: t('notices.fromOrganization', { product }),
  text: [t('notices.fromOrganizationText')],
});

/** Somebody has a license of another subscription, perhaps of another product. */
export const licenseMoved = (
  { product, target }: { readonly product: string; readonly target: string },
  { t }: Localizer,
): TextCardData =>
  product === target
    ? { title: t('notices.movedSame', { product }), text: [t('notices.movedSameText')] }
    : { title: t('notices.movedOther', { product, target }), text: [t('notices.movedOtherText', { product })] };
