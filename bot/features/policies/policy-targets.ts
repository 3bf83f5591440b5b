import type { ButtonData } from '../../../cards/kit/card.ts';
import { otherTargetName } from '../../../cards/policies/policy-change.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { PolicyChange, PolicySelection, PolicyView } from '../../../services/commerce/api/policies.ts';
import {
  type OfferType,
  type PolicyValue,
  type ProductId,
  SWITCH_VALUES,
} from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

/** What a change of all products may be about besides. */
export interface Beyond {
  readonly offerTypes: boolean;
  readonly newProducts: boolean;
}

/** What a change of the policy is about. */
export type PolicyTargets =
  | { readonly kind: 'products'; readonly ids: readonly ProductId[] }
  | ({ readonly kind: 'all'; readonly except: readonly ProductId[] } & Beyond)
  | { readonly kind: 'offer-type'; readonly offerType: OfferType }
  | { readonly kind: 'new-products' };

/** The same for the data of a button. */
export const dataOfTargets = (targets: PolicyTargets): ButtonData => {
  switch (targets.kind) {
    case 'products':
      return targets.ids.length === 1 ? { product: targets.ids[0] } : { products: targets.ids };
    case 'all':
      return { all: true, except: targets.except.length > 0 ? targets.except : undefined };
    case 'offer-type':
      return { offerType: targets.offerType };
    case 'new-products':
      return { newProducts: true };
  }
};

/** The change that the service is asked for. */
export const selectionOf = (targets: PolicyTargets, value: PolicyValue, policy: PolicyView): PolicySelection => {
  switch (targets.kind) {
    case 'products':
      return targets.ids.map((product): PolicyChange => ({ product, value }));
    case 'all':
      return [
        ...policy.products
          .filter(({ product }) => !targets.except.includes(product.id))
          .map(({ product }): PolicyChange => ({ product: product.id, value })),
        ...(targets.offerTypes ? policy.offerTypes.map(({ offerType }) => ({ offerType, value })) : []),
        ...(targets.newProducts ? [{ newProducts: true, value } as const] : []),
      ];
    case 'offer-type':
      return [{ offerType: targets.offerType, value }];
    case 'new-products':
      return [{ newProducts: true, value }];
  }
};

/** What is beyond the products, and has another value than the one that they get. */
export interface BeyondProducts {
  readonly offerTypes: readonly OfferType[];
  readonly newProducts: boolean;
}

/** What a change of all products could take along: nothing where its value makes sense for products alone. */
export const beyondProducts = (
  { kind }: PolicyTargets,
  value: PolicyValue,
  { defaultValue, offerTypes }: PolicyView,
): BeyondProducts => {
  if (kind !== 'all' || !SWITCH_VALUES.some((each) => each === value)) return { offerTypes: [], newProducts: false };
  return {
    offerTypes: offerTypes.filter((each) => each.value !== value).map(({ offerType }) => offerType),
    newProducts: defaultValue !== value,
  };
};

/** The same with the products alone. */
export const withoutBeyond = (targets: PolicyTargets): PolicyTargets =>
  targets.kind === 'all' ? { ...targets, offerTypes: false, newProducts: false } : targets;

/** What people may still buy after all products have been blocked; nothing to say of another change. */
export const stillOpen = (value: PolicyValue, policy: PolicyView): BeyondProducts | undefined =>
  value === 'Disabled'
    ? beyondProducts({ kind: 'all', except: [], offerTypes: false, newProducts: false }, value, policy)
    : undefined;

/** What a change is about, in words. */
export const targetsName = (targets: PolicyTargets, { products }: PolicyView, localizer: Localizer): string => {
  switch (targets.kind) {
    case 'new-products':
      return otherTargetName({ newProducts: true }, localizer);
    case 'offer-type':
      return otherTargetName(targets, localizer);
    case 'all':
      return localizer.t('policy.allProducts');
    case 'products': {
      const named = products.filter(({ product }) => targets.ids.includes(product.id));
      return named.map(({ product }) => product.name).join(', ');
    }
  }
};

interface Named {
  readonly product?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}

/**
 * Every product but some: all that the sentence names, or the whole catalogue, without those behind "except". What cannot be
 * told is refused, so that nothing is changed that was to be left out.
 */
export const allButExcepted = async (
  context: CommandContext,
  { product, except = [] }: Named,
  beyond: Beyond,
): Promise<PolicyTargets> => {
  const excepted = await productsFitting(context, except);
  if (!product) return { kind: 'all', except: excepted.map(({ id }) => id), ...beyond };
  const left = (await productsFitting(context, product)).filter(({ id }) => !excepted.some((each) => each.id === id));
  if (left.length === 0) throw new Refusal({ code: 'nothing-asked' });
  return { kind: 'products', ids: left.map(({ id }) => id) };
};
