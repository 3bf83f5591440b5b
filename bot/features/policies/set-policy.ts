import type { Card } from '../../../cards/kit/card.ts';
import {
  type Boxes,
  otherTargetName,
  type PolicyStep,
  policyQuestion,
  policyReceipt,
  policySame,
} from '../../../cards/policies/policy-change.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { PolicyView } from '../../../services/commerce/api/policies.ts';
import type { CommandContext, WithArgs } from '../../conversation/command.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { type PolicyRequest, policyRequest, policyRequestArgs } from './policy-request.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';
import {
  type BeyondProducts,
  beyondProducts,
  dataOfTargets,
  selectionOf,
  stillOpen,
  targetsName,
  withoutBeyond,
} from './policy-targets.ts';

export const setPolicy = defineChange({
  name: 'set-policy',
  allow: 'change-policy',
  topic: 'policy',
  args: policyRequestArgs,
  async ask(context) {
    const { actor, commerce, localizer } = context;
    const [request, policy] = await Promise.all([policyRequest(context), commerce.getPolicy(actor)]);
    const { targets, value } = request;
    const more = beyondProducts(targets, value, policy);
    const { differences, purchases: existing } = await commerce.previewPolicyChange(
      actor,
      selectionOf(withoutBeyond(targets), value, policy),
    );
    if (differences.length === 0 && more.offerTypes.length === 0 && !more.newProducts)
      return nothingToChange(request, policy, localizer);
    const steps = stepsOf(differences, policy, localizer);
    const title = policyQuestionTitle(context, request, { policy, steps });
    const boxes = boxesOf(context, more);
    return policyQuestion(
      { title, steps, existing, boxes, asksAll: targets.kind === 'all', value },
      policyQuestionButtons(context, request),
      localizer,
    );
  },
  async act(context, confirmed) {
    const { actor, commerce, localizer } = context;
    const [policy, request] = await Promise.all([commerce.getPolicy(actor), policyRequest(context)]);
    const selection = selectionOf(request.targets, request.value, policy);
    const { differences } = await commerce.changePolicy(actor, selection, confirmed);
    if (differences.length === 0) return nothingToChange(request, policy, localizer);
    return policyReceipt(
      {
        steps: stepsOf(differences, policy, localizer),
        stillOpen:
          request.targets.kind === 'all' ? stillOpen(request.value, await commerce.getPolicy(actor)) : undefined,
      },
      afterPolicyChange(confirmed.operationId, differences.length, localizer),
      localizer,
    );
  },
});

/** The boxes with which all products are asked about: blocking takes everything along unless told, allowing nothing. */
const boxesOf = ({ args }: WithArgs<typeof policyRequestArgs>, { offerTypes, newProducts }: BeyondProducts): Boxes => {
  const usually = String(args.value === 'Disabled');
  return {
    offerTypes: { names: offerTypes, ticked: (args.andOfferTypes ?? usually) === 'true' },
    newProducts: { offered: newProducts, ticked: (args.andNewProducts ?? usually) === 'true' },
  };
};

const nothingToChange = ({ targets, value }: PolicyRequest, policy: PolicyView, localizer: Localizer): Card => {
  const { t } = localizer;
  const name = targetsName(targets, policy, localizer);
  const text = t('policy.sameText', { name, value: t(`policy.value.${value}`) });
  return policySame(text, afterPolicyChange('', 0, localizer), localizer);
};

interface Asked {
  readonly policy: PolicyView;
  readonly steps: readonly PolicyStep[];
}

const policyQuestionTitle = (
  { localizer }: CommandContext,
  { value, targets }: PolicyRequest,
  { policy, steps: [step, another, ...more] }: Asked,
): string => {
  const { t, number } = localizer;
  if (targets.kind === 'new-products') return t(`policy.askNew.${value}`);
  if (targets.kind === 'offer-type') return t(`policy.ask.${value}`, { product: otherTargetName(targets, localizer) });
  if (targets.kind === 'all' && targets.except.length === 0) return t(`policy.askAll.${value}`);
  if (targets.kind === 'all') {
    const excepted = policy.products.filter(({ product }) => targets.except.includes(product.id));
    return t(`policy.askAllBut.${value}`, { products: excepted.map(({ product }) => product.name).join(', ') });
  }
  if (another) return t(`policy.askSeveral.${value}`, { number: number(2 + more.length) });
  return t(`policy.ask.${value}`, { product: step?.name ?? '' });
};

const policyQuestionButtons = ({ localizer }: CommandContext, { value, targets }: PolicyRequest) => [
  confirmButton({
    title: localizer.t(`policy.value.${value}`),
    verb: 'set-policy',
    data: { value, ...dataOfTargets(targets) },
  }),
  closeButton(localizer),
];
