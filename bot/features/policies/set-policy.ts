import { type PolicyStep, policyQuestion, policyReceipt } from '../../../cards/policies/policy-change.ts';
import type { ProductId } from '../../../services/commerce/api/types.ts';
import type { PolicyView } from '../../../services/commerce/api/views.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { type PolicySelection, policySelection, policySelectionArgs } from './policy-selection.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';

export const setPolicy = defineChange({
  name: 'set-policy',
  allow: 'change-policy',
  topic: 'policy',
  args: policySelectionArgs,
  async ask(context) {
    const { actor, commerce, localizer } = context;
    const selection = await policySelection(context);
    const steps = wouldChange(await commerce.readPolicy(actor), selection);
    if (steps.length === 0) return policyReceipt([], afterPolicyChange('', 0, localizer), localizer);
    const existing = await countExistingPurchases(context, selection.targets);
    return policyQuestion(
      { title: policyQuestionTitle(context, selection, steps), steps, existing },
      policyQuestionButtons(context, selection),
      localizer,
    );
  },
  async act(context, confirmed) {
    const { actor, commerce, localizer } = context;
    const [policy, { value, targets }] = [await commerce.readPolicy(actor), await policySelection(context)];
    const selection = targets?.map((product) => ({ product, value })) ?? ({ all: 'products', value } as const);
    const { differences } = await commerce.changePolicy(actor, selection, confirmed);
    const next = afterPolicyChange(confirmed.operationId, differences.length, localizer);
    return policyReceipt(stepsOf(differences, policy, localizer), next, localizer);
  },
});

const wouldChange = ({ products }: PolicyView, { targets, value }: PolicySelection): PolicyStep[] =>
  products
    .filter(({ product, value: before }) => before !== value && (targets?.includes(product.id) ?? true))
    .map(({ product, value: before }) => ({ name: product.name, before, value }));

/** Usable purchases that go on whatever the policy says. */
const countExistingPurchases = async (
  { actor, commerce }: CommandContext,
  targets: PolicySelection['targets'],
): Promise<number> => {
  const all = await commerce.licensesByProduct(actor);
  const meant = all.filter(({ product }) => targets?.includes(product.id) ?? true);
  return meant.reduce((sum, { subscriptions }) => sum + subscriptions, 0);
};

const policyQuestionTitle = (
  { localizer: { t, number } }: CommandContext,
  { value, targets }: PolicySelection,
  [step, another, ...more]: readonly PolicyStep[],
): string => {
  if (!targets) return t(`policy.askAll.${value}`);
  if (another) return t(`policy.askSeveral.${value}`, { number: number(2 + more.length) });
  return t(`policy.ask.${value}`, { product: step?.name ?? '' });
};

const policyQuestionButtons = ({ localizer }: CommandContext, { value, targets }: PolicySelection) => {
  const data: { all?: true; products?: readonly ProductId[] } = targets ? { products: targets } : { all: true };
  return [
    confirmButton({ title: localizer.t(`policy.value.${value}`), verb: 'set-policy', data: { value, ...data } }),
    closeButton(localizer),
  ];
};
