import type { ButtonData } from '../../../cards/kit/card.ts';
import type { PolicyChange, PolicySelection, PolicyView } from '../../../services/commerce/api/policies.ts';
import type { OfferType, PolicyValue, Product, ProductId } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

/** What a change of the policy is about. */
export type PolicyTargets =
  | { readonly kind: 'products'; readonly ids: readonly ProductId[] }
  | { readonly kind: 'all'; readonly except: readonly ProductId[] }
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
export const selectionOf = (targets: PolicyTargets, value: PolicyValue, { products }: PolicyView): PolicySelection => {
  switch (targets.kind) {
    case 'products':
      return targets.ids.map((product): PolicyChange => ({ product, value }));
    case 'all':
      if (targets.except.length === 0) return { all: 'products', value };
      return products
        .filter(({ product }) => !targets.except.includes(product.id))
        .map(({ product }): PolicyChange => ({ product: product.id, value }));
    case 'offer-type':
      return [{ offerType: targets.offerType, value }];
    case 'new-products':
      return [{ newProducts: true, value }];
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
): Promise<PolicyTargets> => {
  const excepted = await productsFitting(context, except);
  if (!product) return { kind: 'all', except: excepted.map(({ id }) => id) };
  const left = (await productsFitting(context, product)).filter(({ id }) => !excepted.some((each) => each.id === id));
  if (left.length === 0) throw new Refusal({ code: 'nothing-asked' });
  return { kind: 'products', ids: left.map(({ id }) => id) };
};

/** All products that some names fit, each once. */
export const productsFitting = async (
  { actor, commerce }: CommandContext,
  texts: readonly string[],
): Promise<Product[]> => {
  const found = await Promise.all(texts.map((text) => commerce.findProducts(actor, text)));
  return [...new Map(found.flat().map((product) => [product.id, product])).values()];
};
