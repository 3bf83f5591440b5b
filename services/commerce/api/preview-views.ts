import type { SeatProblem } from '../rules/seats.ts';
import type {
  Money,
  PaymentMethod,
  Person,
  Product,
  ProductId,
  Source,
  Subscription,
  SubscriptionRef,
  UserId,
} from './types.ts';
import type { PolicyChanged, SubscriptionSummary } from './views.ts';

export type { Buyable } from '../buying/buyable.ts';
export type { Quote } from '../buying/purchases.ts';
export type { QuantityPlan } from '../rules/quantity.ts';
export type { SeatProblem } from '../rules/seats.ts';
export type { CancelPreview } from '../subscriptions/cancellations.ts';

/** What the service shows of a change before it is made, and of what is exported. */

/** What turning recurring billing on or off would do. */
export interface RecurringBillingPreview {
  /** As it is now. */
  readonly subscription: Subscription;
  /** False where it is so already. */
  readonly changes: boolean;
  /** Licenses that were scheduled for the next renewal, where turning it off drops that. */
  readonly dropped: number | null;
  /** On: what the next term costs, with the licenses that it will have. Off: null, it ends at `expiresAt`. */
  readonly renewal: Money | null;
}

/** What reactivating would do. */
export interface ReactivatePreview {
  /** As it is now. */
  readonly subscription: Subscription;
  /** End of the new term. */
  readonly expiresAt: number;
  /** For the whole of it, at once. */
  readonly charge: Money;
}

/** What giving licenses to some people would do; nobody gets one while there are problems or licenses are missing. */
export interface AssignPreview {
  readonly subscription: Subscription;
  readonly adding: readonly Person[];
  /** People who have one already and keep it. */
  readonly already: readonly Person[];
  readonly problems: readonly SeatProblem[];
  /** Licenses that are lacking for those who would get one. */
  readonly missing: number;
}

/** What taking licenses from some people would do. */
export interface UnassignPreview {
  readonly subscription: Subscription;
  readonly removing: readonly Person[];
  /** People who have none. */
  readonly without: readonly Person[];
  /** People whom the directory does not know; nobody loses one while there are any. */
  readonly problems: readonly SeatProblem[];
}

/** What a change of the policy would do, with the version that it may name. */
export interface PolicyPreview extends PolicyChanged {
  /** Usable purchases of the products that differ: a change touches later ones only, these go on. */
  readonly purchases: number;
}

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

/** A card that a person can pay with. */
export interface PaymentChoice {
  readonly paymentMethod: PaymentMethod;
  readonly expired: boolean;
}

/** A central subscription to which the people of a purchase can be moved. */
export interface MoveTarget {
  readonly summary: SubscriptionSummary;
  /** People who need a license there, and who have one already. */
  readonly moving: number;
  readonly already: number;
  /** Licenses that it lacks for them. */
  readonly missing: number;
  readonly changesProduct: boolean;
}

/** Somebody who has a license. */
export interface ExportedUser {
  readonly product: Product;
  readonly subscription: SubscriptionRef;
  readonly source: Source;
  /** Null on a central subscription, and where the purchaser has left the directory. */
  readonly purchaser: Person | null;
  readonly userId: UserId;
  /** Null where they have left the directory. */
  readonly person: Person | null;
  readonly assignedOn: number;
}

/** Whose licenses are exported. */
export type ExportSelection =
  /** Of these subscriptions, also central ones. */
  | { readonly subscriptions: readonly SubscriptionRef[] }
  /** Of all usable (Active or Expired) self-service purchases of a product. */
  | { readonly product: ProductId }
  /** Of all usable self-service purchases. */
  | { readonly all: true };
