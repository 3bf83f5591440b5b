import { z } from 'zod';
import { type PolicyStep, policyQuestion, policyReceipt } from '../../../cards/policy-change.ts';
import { POLICY_VALUES, type ProductId, type SubscriptionRef } from '../../../services/commerce/types.ts';
import type { PolicyView } from '../../../services/commerce/views.ts';
import { confirmButton, defineChange } from '../../change.ts';
import { productNamed, productText } from '../../choosing.ts';
import { type CommandContext, chosenRefs } from '../../command.ts';
import { afterPolicyChange, stepsOf } from '../../policy-steps.ts';
import { Refusal } from '../../refusals.ts';

const args = z.strictObject({
  value: z.enum(POLICY_VALUES),
  product: productText.optional(),
  /** Ids of several. */
  products: z.array(productText).min(1).max(100).optional(),
  /** The products that these subscriptions are of. */
  subscriptions: chosenRefs.optional(),
  /** Every product of the catalogue. */
  all: z.literal(true).optional(),
});
/** Subscriptions at a time; a page of a list has fewer. */
const MOST_CHOSEN = 100;
type Given = CommandContext & { readonly args: z.infer<typeof args> };

export const setPolicy = defineChange({
  name: 'set-policy',
  allow: 'change-policy',
  topic: 'policy',
  args,
  async ask(context) {
    const { actor, commerce, speech } = context;
    const targets = await targetsOf(context);
    const policy = await commerce.readPolicy(actor);
    const steps = wouldChange(policy, targets, context.args.value);
    if (steps.length === 0) return policyReceipt([], afterPolicyChange('', 0, speech), speech);
    const existing = await purchases(context, targets);
    return policyQuestion({ title: title(context, steps), steps, existing }, buttons(context, targets), speech);
  },
  async act(context, confirmed) {
    const { actor, commerce, speech } = context;
    const [policy, targets] = [await commerce.readPolicy(actor), await targetsOf(context)];
    const { value } = context.args;
    const wish = targets?.map((product) => ({ product, value })) ?? ({ all: 'products', value } as const);
    const { differences } = await commerce.changePolicy(actor, wish, confirmed);
    const next = afterPolicyChange(confirmed.operationId, differences.length, speech);
    return policyReceipt(stepsOf(differences, policy, speech), next, speech);
  },
});

/** The products that are meant, each once; undefined for all of them. */
const targetsOf = async (context: Given): Promise<readonly ProductId[] | undefined> => {
  const { product, products, subscriptions, all, value } = context.args;
  if (all) return undefined;
  if (products) return products.map((id) => id as ProductId);
  if (subscriptions) return productsOf(context, subscriptions);
  if (product === undefined) throw new Refusal({ code: 'arguments', command: 'set-policy' });
  return [(await productNamed(context, product, { verb: 'set-policy', data: { value } })).id];
};

const productsOf = async ({ actor, commerce }: Given, refs: readonly SubscriptionRef[]): Promise<ProductId[]> => {
  if (refs.length === 0) throw new Refusal({ code: 'nothing-asked' });
  if (refs.length > MOST_CHOSEN) throw new Refusal({ code: 'too-many', limit: MOST_CHOSEN });
  const found = await Promise.all(refs.map((ref) => commerce.getSubscription(actor, ref)));
  return [...new Set(found.map(({ product }) => product.id))];
};

const wouldChange = (
  { products }: PolicyView,
  targets: readonly ProductId[] | undefined,
  value: PolicyStep['value'],
): PolicyStep[] =>
  products
    .filter(({ product, value: before }) => before !== value && (targets?.includes(product.id) ?? true))
    .map(({ product, value: before }) => ({ name: product.name, before, value }));

/** Usable purchases that go on whatever the policy says. */
const purchases = async (
  { actor, commerce }: CommandContext,
  targets: readonly ProductId[] | undefined,
): Promise<number> => {
  const all = await commerce.licensesByProduct(actor);
  const meant = all.filter(({ product }) => targets?.includes(product.id) ?? true);
  return meant.reduce((sum, { subscriptions }) => sum + subscriptions, 0);
};

const title = ({ args: { value, all }, speech: { t, number } }: Given, steps: readonly PolicyStep[]): string => {
  if (all) return t(`policy.askAll.${value}`);
  const [step, another] = steps;
  if (another) return t(`policy.askSeveral.${value}`, { number: number(steps.length) });
  return t(`policy.ask.${value}`, { product: step?.name ?? '' });
};

const buttons = ({ args: { value, all }, speech: { t } }: Given, products: readonly ProductId[] | undefined) => [
  confirmButton({ title: t(`policy.value.${value}`), verb: 'set-policy', data: { value, all, products } }),
  { title: t('buttons.close'), verb: 'close' },
];
