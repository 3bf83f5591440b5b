import type { Money, Product, ProductId, SubscriptionRef, TermOnSale } from './types.ts';

/** What is bought and what it costs. */

/** What an order for the organization would come to. */
export interface CentralQuote {
  readonly product: Product;
  /** The central subscription that would grow; null where a new one would be made. */
  readonly growing: SubscriptionRef | null;
  /** Of the one that would grow, to be named by the order; 0 for a new one. */
  readonly version: number;
  /** Licenses that it would have. */
  readonly quantity: number;
  /** For one license and month: what the organization pays already, or the list price. */
  readonly unitPrice: Money;
  /** From now until the end of its term. */
  readonly cost: Money;
  /** Of the licenses that are bought, for one month. */
  readonly monthly: Money;
  readonly expiresAt: number;
}

/** A product with the ways in which somebody may buy it. */
export interface Buyable {
  readonly product: Product;
  readonly kinds: readonly PurchaseKind[];
  /** What forbids to buy it, where there is no way; otherwise null. */
  readonly rule: BuyRule | null;
}

/** Licenses that the organization buys; it is invoiced outside of this product. */
export interface CentralOrder {
  readonly productId: ProductId;
  /** Licenses more than now. */
  readonly quantity: number;
  /** Of a new subscription. */
  readonly term: TermOnSale;
  /** Minor units that the person was shown for one license and month; another price by then is refused as `price-changed`. */
  readonly quoted?: number;
}

/** What somebody wants to buy. */
export interface Order {
  readonly productId: ProductId;
  readonly quantity: number;
  readonly kind: PurchaseKind;
  /** Of a trial it is a month, whatever is said here. */
  readonly term: TermOnSale;
  /** A card on file; the usual one if not given. A trial without card needs none. */
  readonly paymentMethodId?: string;
  /** Minor units that the person was shown for the first term; another price by then is refused as `price-changed`. */
  readonly quoted?: number;
}

/** What an order would cost: the list price, for a month and for the whole term; null for a trial that costs nothing. */
export interface Quote {
  readonly product: Product;
  readonly monthly: Money | null;
  readonly perTerm: Money | null;
  /** Of the first term, a trial's month included. */
  readonly expiresAt: number;
}

export const PURCHASE_KINDS = ['purchase', 'trial-with-card', 'trial-no-card'] as const;

/** Ways into a self-service subscription. */
export type PurchaseKind = (typeof PURCHASE_KINDS)[number];

/** Why somebody may not buy. */
export type BuyRule =
  | 'disabled'
  | 'guest'
  | 'kind'
  | 'country'
  | 'product-country'
  | 'policy'
  | 'no-such-trial'
  | 'trials-only'
  /** Nobody knows what it costs. */
  | 'no-price';
