import type { Money, Person, Product, Source, SubscriptionRef, UserId } from './types.ts';

/** All licenses of a tenant from above. */

/** Licenses over the usable (Active or Expired) subscriptions of one kind. */
export interface SeatCounts {
  readonly subscriptions: number;
  readonly quantity: number;
  readonly assigned: number;
  /** Licenses that nobody has, over all of them: where one has more people than licenses, the others keep their free ones. */
  readonly available: number;
  /** People with a license beyond those that there are, over all subscriptions. */
  readonly over: number;
}

/** What several things cost together. */
export interface PartialSum {
  /** Of those whose cost is known; null where it is known of none, or of what is free alone. */
  readonly known: Money | null;
  /** Of how many it is not. */
  readonly unknown: number;
}

/** A product's licenses, self-service and central side by side. */
export interface Capacity {
  readonly product: Product;
  readonly selfService: SeatCounts;
  readonly central: SeatCounts;
}

/** What was invoiced in one calendar month (UTC). */
export interface MonthlySpend {
  /** Such as `2026-11`. */
  readonly month: string;
  readonly total: Money;
  /** The dearest first. */
  readonly byProduct: readonly { readonly product: Product; readonly amount: Money }[];
  /** The dearest first, and not all of them where there are many. */
  readonly byPurchaser: readonly { readonly purchaser: Person | null; readonly amount: Money }[];
}

/** Licenses of a product that nobody has. */
export interface UnusedLicenses {
  readonly product: Product;
  readonly source: Source;
  readonly unused: number;
  /** What they cost a month; trials and subscriptions that do not renew any more cost nothing. */
  readonly monthlyCost: PartialSum;
  /** The dearest ones. */
  readonly subscriptions: readonly UnusedSubscription[];
}

export interface UnusedSubscription {
  readonly ref: SubscriptionRef;
  readonly purchaserId: UserId | null;
  readonly unused: number;
  /** Null where the price is not known. */
  readonly monthlyCost: Money | null;
}
