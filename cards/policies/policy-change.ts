import type { Localizer } from '../../locales/index.ts';
import type { OfferType, PolicyValue } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { tickInput } from '../kit/inputs.ts';
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

/** What all products can take along: each a box, ticked or not, or nothing where it is so already. */
export interface Boxes {
  readonly offerTypes: { readonly names: readonly OfferType[]; readonly ticked: boolean };
  readonly newProducts: { readonly offered: boolean; readonly ticked: boolean };
}

interface PolicyAsked {
  readonly title: string;
  readonly steps: readonly PolicyStep[];
  /** Purchases that go on. */
  readonly existing: number;
  readonly boxes: Boxes;
  /** Whether it is about every product. */
  readonly asksAll: boolean;
  readonly value: PolicyValue;
}

/** What a change of the policy would do. The boxes come back as `andOfferTypes` and `andNewProducts`. */
export const policyQuestion = (asked: PolicyAsked, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { title, steps, existing, boxes, asksAll, value } = asked;
  const goOn = existing > 0 ? t('policy.goOn', { count: existing }) : t('policy.noneYet');
  return textCard(
    {
      title,
      text: [
        steps.length > 0 ? goOn : t('policy.productsSame'),
        ...(asksAll && value === 'OnlyTrialsWithoutPaymentMethod' ? [t('policy.productsOnly')] : []),
        t('policy.undoLater'),
      ],
      facts: steps.map((step) => policyFact(step, localizer)),
      inputs: boxInputs(boxes, localizer),
    },
    buttons,
  );
};

const boxInputs = ({ offerTypes, newProducts }: Boxes, localizer: Localizer): object[] => {
  const { t } = localizer;
  const names = offerTypes.names.map((each) => offerTypeName(each, localizer)).join(', ');
  return [
    ...(names ? [tickInput({ id: 'andOfferTypes', label: t('policy.andOfferTypes', { names }), ...offerTypes })] : []),
    ...(newProducts.offered
      ? [tickInput({ id: 'andNewProducts', label: t('policy.andNewProducts'), ...newProducts })]
      : []),
  ];
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

interface PolicyDone {
  readonly steps: readonly PolicyStep[];
  /** What people may still buy though all products are blocked, where that was asked for. */
  readonly stillOpen?: { readonly offerTypes: readonly OfferType[]; readonly newProducts: boolean } | undefined;
  /** Whether it took an earlier change back. */
  readonly isUndone?: boolean;
}

/** What a change of the policy has done. */
export const policyReceipt = (done: PolicyDone, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { steps, stillOpen, isUndone = false } = done;
  const names = (stillOpen?.offerTypes ?? []).map((each) => offerTypeName(each, localizer)).join(', ');
  return textCard(
    {
      title: isUndone ? t('policy.undone') : t('policy.changed'),
      status: { text: t('policy.saved', { count: steps.length }), tone: 'Good' },
      text: [t('policy.laterOnly')],
      warnings: [
        ...(names ? [t('policy.stillAllowed', { names })] : []),
        ...(stillOpen?.newProducts ? [t('policy.newStillAllowed')] : []),
      ],
      facts: steps.map((step) => policyFact(step, localizer)),
    },
    buttons,
  );
};

/** Nothing differs: why not. */
export const policySame = (text: string, buttons: readonly Button[], { t }: Localizer): Card =>
  textCard({ title: t('policy.same'), text: [text] }, buttons);

const policyFact = ({ name, before, value }: PolicyStep, { t }: Localizer) => ({
  title: name,
  value: t('policy.step', { before: t(`policy.value.${before}`), after: t(`policy.value.${value}`) }),
});
