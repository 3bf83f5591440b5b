import { OFFER_TYPES, type OfferType, type PolicyValue, type ProductId } from '../../../services/commerce/api/types.ts';
import type { ModelPolicy, PolicyStep, World } from './world.ts';

/** Stands for products that are not there yet. */
export const NEW = 'new-products';

const isOffer = (target: string): target is OfferType => (OFFER_TYPES as readonly string[]).includes(target);

/** What holds for a product, an offer type, or products to come. */
export const held = (policy: ModelPolicy, target: string): PolicyValue => {
  if (target === NEW) return policy.byDefault;
  const own = isOffer(target) ? policy.offers.get(target) : policy.products.get(target as ProductId);
  return own ?? policy.byDefault;
};

/** Trials alone make sense only where there is one without a card; whatever is not there cannot be set. */
export const policyRefusals = ({ products }: World, target: string, value: PolicyValue): (string | false)[] => {
  const hasTrial = products.get(target as ProductId)?.trial ?? false;
  return [
    target !== NEW && !isOffer(target) && !products.has(target as ProductId) && 'no-such-product',
    value === 'OnlyTrialsWithoutPaymentMethod' && !hasTrial && 'policy-value-not-allowed',
  ];
};

/** Sets several values, and says which differ from what held; of two for one target the last counts. */
export const setValues = (world: World, wanted: ReadonlyMap<string, PolicyValue>): PolicyStep[] => {
  const { policy } = world;
  const steps = [...wanted].map(([target, after]) => ({ target, before: held(policy, target), after }));
  const differing = steps.filter(({ before, after }) => before !== after);
  for (const { target, after } of differing) setValue(world, target, after);
  return differing;
};

const setValue = ({ policy, products }: World, target: string, value: PolicyValue): void => {
  if (isOffer(target)) policy.offers.set(target, value === 'Enabled' ? value : 'Disabled');
  else if (target !== NEW) policy.products.set(target as ProductId, value);
  else {
    // What is there already stays at what holds for it.
    for (const id of products.keys()) policy.products.set(id, held(policy, id));
    for (const offer of OFFER_TYPES) policy.offers.set(offer, switchOf(policy, offer));
    policy.byDefault = value === 'Enabled' ? value : 'Disabled';
  }
};

const switchOf = (policy: ModelPolicy, offer: OfferType) =>
  held(policy, offer) === 'Enabled' ? 'Enabled' : 'Disabled';
