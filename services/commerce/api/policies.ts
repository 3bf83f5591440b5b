import type { OfferType, Person, PolicyValue, Product, ProductId, SwitchValue } from './types.ts';

/** What is said of the policy on self-service purchases, and of changes of it. */

/** What a change of the policy would do, with the version that it may name. */
export interface PolicyPreview extends PolicyChanged {
  /** Usable purchases of the products that differ: a change touches later ones only, these go on. */
  readonly purchases: number;
}

/** What the service shows of policies, requests, billing, the audit trail and reports. */

export interface ProductPolicy {
  readonly product: Product;
  /** The default where the product has no value of its own. */
  readonly value: PolicyValue;
  /** Values that make sense for it. */
  readonly allowed: readonly PolicyValue[];
}

/** The policy with everything it says. */
export interface PolicyView {
  /** To be named by a change that shall not overwrite another one. */
  readonly version: number;
  readonly defaultValue: SwitchValue;
  /** By name. */
  readonly products: readonly ProductPolicy[];
  readonly offerTypes: readonly { readonly offerType: OfferType; readonly value: SwitchValue }[];
}

export interface PolicyChanged {
  readonly version: number;
  /** What it was and what it is now; empty where all was so already. */
  readonly differences: readonly PolicyDifference[];
}

export interface PolicyUndone extends PolicyChanged {
  /** The operation whose changes were taken back. */
  readonly undoes: string;
  /** Left as they are: somebody has changed them since. */
  readonly changedSince: readonly PolicyTarget[];
}

/** What is to be changed: some products and offer types, or all of a kind. */
export type PolicySelection =
  | readonly PolicyChange[]
  | { readonly all: 'products' | 'offer-types'; readonly value: PolicyValue };

/**
 * What is to change: a product, an offer type, or products that are not there yet; and the value it is to have. What holds
 * for the products and offer types that are there stays as it is when that for new ones changes.
 */
export type PolicyChange =
  | { readonly newProducts: true; readonly value: PolicyValue }
  | { readonly product: ProductId; readonly value: PolicyValue }
  | { readonly offerType: OfferType; readonly value: PolicyValue };

/** What a change did: the value before, the default where it had none of its own, and the value after. */
export type PolicyDifference = PolicyChange & { readonly before: PolicyValue };

/** The newest change of the policy, and who made it; null where they are gone. */
export interface LastPolicyChange {
  readonly operation: string;
  readonly at: number;
  readonly by: Person | null;
  readonly differences: readonly PolicyDifference[];
}

/** What a change of the policy is about. */
export type PolicyTarget = ProductId | OfferType | 'new-products';
