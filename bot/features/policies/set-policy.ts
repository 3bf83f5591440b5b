import {
  otherTargetName,
  type PolicyStep,
  policyQuestion,
  policyReceipt,
} from '../../../cards/policies/policy-change.ts';
import type { PolicyView } from '../../../services/commerce/api/policies.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { type PolicyRequest, policyRequest, policyRequestArgs } from './policy-request.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';
import { dataOfTargets, selectionOf } from './policy-targets.ts';

export const setPolicy = defineChange({
  name: 'set-policy',
  allow: 'change-policy',
  topic: 'policy',
  args: policyRequestArgs,
  async ask(context) {
    const { actor, commerce, localizer } = context;
    const [request, policy] = await Promise.all([policyRequest(context), commerce.getPolicy(actor)]);
    const selection = selectionOf(request.targets, request.value, policy);
    const { differences, purchases: existing } = await commerce.previewPolicyChange(actor, selection);
    if (differences.length === 0) return policyReceipt([], afterPolicyChange('', 0, localizer), localizer);
    const steps = stepsOf(differences, policy, localizer).sort((a, b) => a.name.localeCompare(b.name));
    const title = policyQuestionTitle(context, request, { policy, steps });
    return policyQuestion({ title, steps, existing }, policyQuestionButtons(context, request), localizer);
  },
  async act(context, confirmed) {
    const { actor, commerce, localizer } = context;
    const [policy, request] = await Promise.all([commerce.getPolicy(actor), policyRequest(context)]);
    const selection = selectionOf(request.targets, request.value, policy);
    const { differences } = await commerce.changePolicy(actor, selection, confirmed);
    const next = afterPolicyChange(confirmed.operationId, differences.length, localizer);
    return policyReceipt(stepsOf(differences, policy, localizer), next, localizer);
  },
});

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
