import type { Localizer } from '../../locales/index.ts';
import type { TextCardData } from '../kit/text-card.ts';
import type { PolicyStep } from './policy-change.ts';

/** An admin changed what people may buy. For the others. */
export const policyChanged = (
  { name, steps }: { readonly name: string; readonly steps: readonly PolicyStep[] },
  { t }: Localizer,
): TextCardData => ({
  title: t('notices.policyChanged', { name }),
  text: [t('policy.laterOnly')],
  facts: steps.map((step) => ({
    title: step.name,
    value: t('policy.step', { before: t(`policy.value.${step.before}`), after: t(`policy.value.${step.value}`) }),
  })),
});

/** The catalogue has a product that anybody may buy. */
export const productAppeared = (product: string, { t }: Localizer): TextCardData => ({
  title: t('notices.appeared', { product }),
  text: [t('notices.appearedText')],
});
