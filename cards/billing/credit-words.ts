import type { Localizer } from '../../locales/index.ts';
import type { CreditUse } from '../../services/commerce/api/billing.ts';

/** What becomes of a credit, a sentence for each part of it. */
export const creditTexts = ({ settled, back, kept }: CreditUse, { t, money }: Localizer): string[] => [
  ...(settled.amount > 0 ? [t('crediting.settles', { amount: money(settled) })] : []),
  ...(back.amount > 0 ? [t('crediting.back', { amount: money(back) })] : []),
  ...(kept.amount > 0 ? [t('crediting.kept', { amount: money(kept) })] : []),
  ...(back.amount + kept.amount === 0 ? [t('crediting.nothingBack')] : []),
];
