import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import type { Line } from '../../../cards/kit/text-card.ts';
import { otherTargetName } from '../../../cards/policies/policy-change.ts';
import type { PolicyView } from '../../../services/commerce/api/policies.ts';
import {
  OFFER_TYPES,
  POLICY_VALUES,
  type PolicyValue,
  type ProductId,
  type SubscriptionRef,
  SWITCH_VALUES,
} from '../../../services/commerce/api/types.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { chosenRefs, productText, productTexts } from '../../conversation/naming/arguments.ts';
import { MOST_LINES, which } from '../../conversation/naming/chooser.ts';
import { productNamed, productsFitting } from '../../conversation/naming/named-product.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { allButExcepted, dataOfTargets, type PolicyTargets } from './policy-targets.ts';

const ticked = z.enum(['true', 'false']);

/** How a change of the policy is asked for; what is missing is asked about. */
export const policyRequestArgs = z.strictObject({
  value: z.enum(POLICY_VALUES).optional(),
  product: productTexts.optional(),
  /** Ids of several. */
  products: z.array(productText).min(1).max(100).optional(),
  /** The products that these subscriptions are of. */
  subscriptions: chosenRefs.optional(),
  /** Every product of the catalogue. */
  all: z.literal(true).optional(),
  /** But these. */
  except: productTexts.optional(),
  offerType: z.enum(OFFER_TYPES).optional(),
  /** What is not in the catalogue yet. */
  newProducts: z.literal(true).optional(),
  /** Boxes on the question about all products: offer types as well, and products that come later. */
  andOfferTypes: ticked.optional(),
  andNewProducts: ticked.optional(),
});

/** Subscriptions at a time; a page of a list has fewer. */
const MOST_CHOSEN = 100;

export interface PolicyRequest {
  readonly value: PolicyValue;
  readonly targets: PolicyTargets;
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

const targetsOf = async (context: PolicyRequestContext): Promise<PolicyTargets> => {
  const {
    product,
    products,
    subscriptions,
    all,
    except,
    offerType,
    newProducts,
    value,
    andOfferTypes,
    andNewProducts,
  } = context.args;
  if (newProducts) return { kind: 'new-products' };
  if (offerType) return { kind: 'offer-type', offerType };
  const beyond = { offerTypes: andOfferTypes === 'true', newProducts: andNewProducts === 'true' };
  if (except) return allButExcepted(context, { product, except }, beyond);
  if (all) return { kind: 'all', except: [], ...beyond };
  if (products) return { kind: 'products', ids: products.map((id) => id as ProductId) };
  if (subscriptions) return { kind: 'products', ids: await productsOf(context, subscriptions) };
  const [text, another] = product ?? [];
  if (product && another)
    return { kind: 'products', ids: (await productsFitting(context, product)).map(({ id }) => id) };
  if (text !== undefined) {
    const { id } = await productNamed(context, text, { verb: 'set-policy', data: { value } });
    return { kind: 'products', ids: [id] };
  }
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

/** The values that all that is meant can take. */
const valueLines = (policy: PolicyView, targets: PolicyTargets, context: PolicyRequestContext): Line[] => {
  const { t } = context.localizer;
  const { name, values } = meaningOf(policy, targets, context);
  return values.map((value) => ({
    title: t(`policy.value.${value}`),
    text: name,
    verb: 'set-policy',
    data: { ...dataOfTargets(targets), value },
  }));
};

const meaningOf = ({ products }: PolicyView, targets: PolicyTargets, { localizer }: PolicyRequestContext) => {
  if (targets.kind === 'new-products')
    return { name: otherTargetName({ newProducts: true }, localizer), values: SWITCH_VALUES };
  if (targets.kind === 'offer-type') return { name: otherTargetName(targets, localizer), values: SWITCH_VALUES };
  const meant = products.filter(({ product }) =>
    targets.kind === 'all' ? !targets.except.includes(product.id) : targets.ids.includes(product.id),
  );
  const [first, another] = meant;
  if (!first) throw new Refusal({ code: 'nothing-asked' });
  return {
    name: another ? localizer.t('policy.several', { count: meant.length }) : first.product.name,
    values: POLICY_VALUES.filter((value) => meant.every(({ allowed }) => allowed.includes(value))),
  };
};
