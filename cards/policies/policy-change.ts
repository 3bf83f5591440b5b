import type { Localizer } from '../../locales/index.ts';
import type { OfferType, PolicyValue } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';

/** A product or offer type with what its policy was and is. */
export interface PolicyStep {
  readonly name: string;
  readonly before: PolicyValue;
  readonly value: PolicyValue;
}

/** An offer type in words. */
export const offerTypeName = (offerType: OfferType, { t }: Localizer): string => t(`policy.offerType.${offerType}`);

/** What a change is about that is about no product: an offer type, or what is new. */
export const otherTargetName = (
  target: { readonly offerType: OfferType } | { readonly newProducts: true },
  localizer: Localizer,
): string => ('offerType' in target ? offerTypeName(target.offerType, localizer) : localizer.t('policy.newProducts'));

/** What a change of the policy would do. */
export const policyQuestion = (
  { title, steps, existing }: { title: string; steps: readonly PolicyStep[]; existing: number },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const goOn = existing > 0 ? t('policy.goOn', { count: existing }) : t('policy.noneYet');
  return textCard(
    { title, text: [goOn, t('policy.undoLater')], facts: steps.map((step) => policyFact(step, localizer)) },
    buttons,
  );
};

/** Asks whether a change of the policy is to be taken back: with what each value becomes again. */
export const undoQuestion = (
  { steps, madeBy }: { steps: readonly PolicyStep[]; madeBy: string },
  buttons: readonly Button[],
  localizer: Localizer,
): Card =>
  textCard(
    {
      title: localizer.t('policy.askUndo'),
      text: [madeBy, localizer.t('policy.undoText')],
      facts: steps.map((step) => policyFact(step, localizer)),
    },
    buttons,
  );

/** What a change of the policy has done. */
export const policyReceipt = (steps: readonly PolicyStep[], buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  if (steps.length === 0) return textCard({ title: t('policy.same'), text: [t('policy.sameText')] }, buttons);
  return textCard(
    {
      title: t('policy.changed'),
      status: { text: t('policy.saved', { count: steps.length }), tone: 'Good' },
      text: [t('policy.laterOnly')],
      facts: steps.map((step) => policyFact(step, localizer)),
    },
    buttons,
  );
};

const policyFact = ({ name, before, value }: PolicyStep, { t }: Localizer) => ({
  title: name,
  value: t('policy.step', { before: t(`policy.value.${before}`), after: t(`policy.value.${value}`) }),
});
