import type { Verdict } from '../api/errors.ts';
import type { PolicyChange, PolicyDifference } from '../api/policies.ts';
import {
  OFFER_TYPES,
  type OfferType,
  POLICY_VALUES,
  type Policies,
  type Policy,
  type PolicyValue,
  type Product,
  type ProductId,
  SWITCH_VALUES,
  type SwitchValue,
} from '../api/types.ts';
import { refused } from './verdict.ts';

/** Values that make sense: trials alone only where there are trials without a card. Source: domain, buying, administering. */
export const valuesFor = (target: Product | OfferType): readonly PolicyValue[] =>
  typeof target !== 'string' && target.trialWithoutCard ? POLICY_VALUES : SWITCH_VALUES;

/** What the policy says of a product, the default included. */
export const effectiveValue = (policy: Policy, product: ProductId): PolicyValue =>
  policy.products[product] ?? policy.defaultValue;

/** What the policy says of an offer type, the default included. */
export const offerTypeValue = (policy: Policy, offerType: OfferType): SwitchValue =>
  policy.offerTypes[offerType] ?? policy.defaultValue;

/**
 * The policies after one, several or all changes, of which the last for a target holds, and what differs; a change to
 * the value that holds already is none. Undoing is a plan with each `before`. Refuses `no-such-product`,
 * `policy-value-not-allowed`.
 */
export const planPolicy = (
  changes: readonly PolicyChange[],
  policies: Policies,
  products: ReadonlyMap<ProductId, Product>,
): Verdict<{ readonly policies: Policies; readonly differences: readonly PolicyDifference[] }> => {
  const wrong = changes.map((change) => check(change, products)).find(({ ok }) => !ok);
  if (wrong && !wrong.ok) return wrong;
  const { AllowSelfServicePurchase: policy } = policies;
  const differences = policyDifferences(changes, policy);
  return {
    ok: true,
    policies: {
      ...policies,
      AllowSelfServicePurchase: differences.reduce(
        (before, each) => changed(before, each, [...products.keys()]),
        policy,
      ),
    },
    differences,
  };
};

/** What changes would make differ, whether they are allowed or not; the last for a target holds. */
export const policyDifferences = (changes: readonly PolicyChange[], policy: Policy): PolicyDifference[] =>
  [...new Map(changes.map((change) => [targetOf(change), change])).values()]
    .map((change): PolicyDifference => ({ ...change, before: presentValue(policy, change) }))
    .filter(({ before, value }) => before !== value);

const targetOf = (change: PolicyChange): string => {
  if ('newProducts' in change) return 'new products';
  return 'product' in change ? `product ${change.product}` : `offer type ${change.offerType}`;
};

/** What holds for the target of a change now. */
export const presentValue = (policy: Policy, change: PolicyChange): PolicyValue => {
  if ('newProducts' in change) return policy.defaultValue;
  return 'product' in change ? effectiveValue(policy, change.product) : offerTypeValue(policy, change.offerType);
};

const check = (change: PolicyChange, products: ReadonlyMap<ProductId, Product>): Verdict => {
  if ('newProducts' in change) return isAllowed(change.value, 'new-products', SWITCH_VALUES);
  const target = 'product' in change ? products.get(change.product) : knownOfferType(change.offerType);
  if (!target) {
    const wanted = 'product' in change ? change.product : change.offerType;
    return refused({ code: 'no-such-product', wanted, products: [...products.values()] });
  }
  return isAllowed(change.value, typeof target === 'string' ? target : target.name, valuesFor(target));
};

const isAllowed = (value: PolicyValue, target: string, allowed: readonly PolicyValue[]): Verdict =>
  allowed.includes(value) ? { ok: true } : refused({ code: 'policy-value-not-allowed', target, allowed });

const knownOfferType = (offerType: OfferType): OfferType | undefined => OFFER_TYPES.find((each) => each === offerType);

const changed = (policy: Policy, change: PolicyChange, known: readonly ProductId[]): Policy => {
  if ('newProducts' in change) return withDefault(policy, change.value as SwitchValue, known);
  return 'product' in change
    ? { ...policy, products: { ...policy.products, [change.product]: change.value } }
    : { ...policy, offerTypes: { ...policy.offerTypes, [change.offerType]: change.value } };
};

/** Another default, with everything that is there already kept at what holds for it. */
const withDefault = (policy: Policy, defaultValue: SwitchValue, known: readonly ProductId[]): Policy => ({
  ...policy,
  defaultValue,
  products: { ...policy.products, ...Object.fromEntries(known.map((id) => [id, effectiveValue(policy, id)])) },
  offerTypes: Object.fromEntries(OFFER_TYPES.map((offerType) => [offerType, offerTypeValue(policy, offerType)])),
});
