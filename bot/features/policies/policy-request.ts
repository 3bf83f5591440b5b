import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import type { Line } from '../../../cards/kit/text-card.ts';
import type { PolicyView } from '../../../services/commerce/api/policies.ts';
import {
  POLICY_VALUES,
  type PolicyValue,
  type ProductId,
  type SubscriptionRef,
} from '../../../services/commerce/api/types.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { chosenRefs, productText } from '../../conversation/naming/arguments.ts';
import { MOST_LINES, which } from '../../conversation/naming/chooser.ts';
import { productNamed } from '../../conversation/naming/named-product.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

/** How a change of the policy is asked for; what is missing is asked about. */
export const policyRequestArgs = z.strictObject({
  value: z.enum(POLICY_VALUES).optional(),
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

export interface PolicyRequest {
  readonly value: PolicyValue;
  /** The products that are meant, each once; undefined for all of them. */
  readonly targets: readonly ProductId[] | undefined;
}

type PolicyRequestContext = WithArgs<typeof policyRequestArgs>;

/**
 * What is to be set for which products.
 * @throws {Refusal} `which`, where the product or the value is missing
 */
export const policyRequest = async (context: PolicyRequestContext): Promise<PolicyRequest> => {
  const targets = await targetsOf(context);
  const { value } = context.args;
  if (value) return { value, targets };
  throw which(valueLines(await context.commerce.getPolicy(context.actor), targets, context));
};

const targetsOf = async (context: PolicyRequestContext): Promise<readonly ProductId[] | undefined> => {
  const { product, products, subscriptions, all, value } = context.args;
  if (all) return undefined;
  if (products) return products.map((id) => id as ProductId);
  if (subscriptions) return productsOf(context, subscriptions);
  if (product !== undefined)
    return [(await productNamed(context, product, { verb: 'set-policy', data: { value } })).id];
  throw which(productLines(await context.commerce.getPolicy(context.actor), context));
};

const productsOf = async (
  { actor, commerce }: PolicyRequestContext,
  refs: readonly SubscriptionRef[],
): Promise<ProductId[]> => {
  if (refs.length === 0) throw new Refusal({ code: 'nothing-asked' });
  if (refs.length > MOST_CHOSEN) throw new Refusal({ code: 'too-many', limit: MOST_CHOSEN });
  const found = await Promise.all(refs.map((ref) => commerce.getSubscription(actor, ref)));
  return [...new Set(found.map(({ product }) => product.id))];
};

/** The first products with what their policy says now; the rest stand in the list of policies. */
const productLines = (
  { products }: PolicyView,
  { args: { value }, localizer: { t } }: PolicyRequestContext,
): Line[] => {
  const lines = products.map(
    ({ product, value: now }): Line => ({
      title: product.name,
      text: t(`policy.value.${now}`),
      verb: 'set-policy',
      data: { product: product.id, value },
    }),
  );
  const all: Button = { title: t('commands.policies.title'), verb: 'policies' };
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), all] : lines;
};

/** The values that all of the products can take. */
const valueLines = (
  { products }: PolicyView,
  targets: PolicyRequest['targets'],
  { localizer: { t } }: PolicyRequestContext,
): Line[] => {
  const meant = products.filter(({ product }) => targets?.includes(product.id) ?? true);
  if (meant.length === 0) throw new Refusal({ code: 'nothing-asked' });
  const [first, another] = meant;
  const one = first && !another ? first.product : undefined;
  const targeted = one ? { product: one.id } : targets ? { products: targets } : { all: true };
  return POLICY_VALUES.filter((value) => meant.every(({ allowed }) => allowed.includes(value))).map((value) => ({
    title: t(`policy.value.${value}`),
    text: one?.name ?? t('policy.several', { count: meant.length }),
    verb: 'set-policy',
    data: { ...targeted, value },
  }));
};
