import { type PolicyStep, policyQuestion, policyReceipt } from '../../../cards/policies/policy-change.ts';
import type { ProductId } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { type PolicyRequest, policyRequest, policyRequestArgs } from './policy-request.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';

export const setPolicy = defineChange({
  name: 'set-policy',
  allow: 'change-policy',
  topic: 'policy',
  args: policyRequestArgs,
  async ask(context) {
    const { actor, commerce, localizer } = context;
    const request = await policyRequest(context);
    const [policy, { differences, purchases: existing }] = await Promise.all([
      commerce.getPolicy(actor),
      commerce.previewPolicyChange(actor, requestedChange(request)),
    ]);
    if (differences.length === 0) return policyReceipt([], afterPolicyChange('', 0, localizer), localizer);
    const steps = stepsOf(differences, policy, localizer).sort((a, b) => a.name.localeCompare(b.name));
    const title = policyQuestionTitle(context, request, steps);
    return policyQuestion({ title, steps, existing }, policyQuestionButtons(context, request), localizer);
  },
  async act(context, confirmed) {
    const { actor, commerce, localizer } = context;
    const [policy, request] = await Promise.all([commerce.getPolicy(actor), policyRequest(context)]);
    const { differences } = await commerce.changePolicy(actor, requestedChange(request), confirmed);
    const next = afterPolicyChange(confirmed.operationId, differences.length, localizer);
    return policyReceipt(stepsOf(differences, policy, localizer), next, localizer);
  },
});

/** The request as the service takes it. */
const requestedChange = ({ targets, value }: PolicyRequest) =>
  targets?.map((product) => ({ product, value })) ?? ({ all: 'products', value } as const);

const policyQuestionTitle = (
  { localizer: { t, number } }: CommandContext,
  { value, targets }: PolicyRequest,
  [step, another, ...more]: readonly PolicyStep[],
): string => {
  if (!targets) return t(`policy.askAll.${value}`);
  if (another) return t(`policy.askSeveral.${value}`, { number: number(2 + more.length) });
  return t(`policy.ask.${value}`, { product: step?.name ?? '' });
};

const policyQuestionButtons = ({ localizer }: CommandContext, { value, targets }: PolicyRequest) => {
  const data: { all?: true; products?: readonly ProductId[] } = targets ? { products: targets } : { all: true };
  return [
    confirmButton({ title: localizer.t(`policy.value.${value}`), verb: 'set-policy', data: { value, ...data } }),
    closeButton(localizer),
  ];
};
