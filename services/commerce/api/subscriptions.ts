import type { CreditUse } from './billing.ts';
import type {
  Money,
  OrderEvent,
  Person,
  Product,
  ProductId,
  Status,
  Subscription,
  SubscriptionRef,
  UserId,
} from './types.ts';

/** What turning recurring billing on or off would do. */
export interface RecurringBillingPreview {
  /** As it is now. */
  readonly subscription: Subscription;
  /** False where it is so already. */
  readonly changes: boolean;
  /** Licenses that were scheduled for the next renewal, where turning it off drops that. */
  readonly dropped: number | null;
  /** On: what the next term costs, with the licenses that it will have. Null where that is not known, and off. */
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

/** Anything shown in slices. `before` and `after` are cursors for the neighbouring pages, absent at the ends. */
export interface Page<Item, Cursor extends string = SubscriptionRef> {
  readonly items: readonly Item[];
  readonly total: number;
  /** Position of the first item in the whole, from 0. */
  readonly offset: number;
  readonly before?: Cursor;
  readonly after?: Cursor;
}

/** A page of subscriptions. */
export interface SubscriptionPage<Item> extends Page<Item> {
  /** Where it is of those that end soon: how many match that are left out, because nobody knows when they end. */
  readonly unknownEnds?: number;
}

/** Which purchases a list shows. */
export const SOURCE_FILTERS = ['self-service', 'central', 'trials', 'all'] as const;

export type SourceFilter = (typeof SOURCE_FILTERS)[number];

/** What a list can be sorted by. */
export const SORTS = ['expiration', 'product', 'purchaser', 'price', 'newest'] as const;

/** Deleted subscriptions always come last; `price` begins with the dearest, `newest` with the latest purchase. */
export type Sort = (typeof SORTS)[number];

export interface SubscriptionFilter {
  readonly source?: SourceFilter;
  /** Any of these. */
  readonly products?: readonly ProductId[];
  readonly purchaser?: UserId;
  /** Any of these. */
  readonly statuses?: readonly Status[];
  /** Ends or renews from now until this many days from now. */
  readonly expiringWithinDays?: number;
  /** Bought in this time (ms, both included), Deleted left out. Of one purchaser alone together with the former. */
  readonly bought?: { readonly from: number; readonly to: number };
}

export interface SubscriptionQuery extends SubscriptionFilter {
  readonly sort?: Sort;
  readonly limit: number;
  /** At most one of these: the page after, or before, that subscription. */
  readonly after?: SubscriptionRef;
  readonly before?: SubscriptionRef;
}

/** One row of a list: a subscription with the names a reader needs. */
export interface SubscriptionSummary {
  readonly subscription: Subscription;
  readonly product: Product;
  /** Null on a central subscription, and where nobody knows who bought it. */
  readonly purchaser: Person | null;
  /** For all licenses and one month; null where it is not known. */
  readonly monthlyPrice: Money | null;
}

/** One line of the order history with the person who caused it, or null where nobody did or they are gone. */
export interface OrderLine {
  readonly event: OrderEvent;
  readonly by: Person | null;
}

/** Everything about one subscription that its readers may see. */
export interface SubscriptionDetails extends SubscriptionSummary {
  /** The first assigned people, by name; `subscription.assigned` counts all of them. */
  readonly assignedPeople: readonly Person[];
  /** Oldest first. */
  readonly history: readonly OrderLine[];
  /** Licenses from the next term on, where another number is scheduled: those that are assigned by then stay. */
  readonly nextQuantity?: number;
}

/** Why somebody cancels. */
export const CANCEL_REASONS = [
  'no-longer-needed',
  'too-expensive',
  'missing-features',
  'moving-to-central',
  'bought-by-mistake',
  'other',
] as const;

type CancelReason = (typeof CANCEL_REASONS)[number];

/** What cancelling gives back, and whether turning off recurring billing is worth offering instead. */
export type CancelPlan = Refund & { readonly mayStopRenewing: boolean };

/** Money back on cancelling, and the rule that says so. */
export type Refund =
  | { readonly credit: Money; readonly rule: 'always' | 'within-7-days' }
  | { readonly credit: null; readonly rule: 'trial' | 'ended' | 'after-7-days' }
  /** Microsoft decides; or too little is known to tell. */
  | { readonly credit: null; readonly rule: 'microsoft' | 'unknown' };

/** When the new total holds, and what it costs or gives back today. */
export interface QuantityPlan {
  readonly when: 'now' | 'at-renewal';
  readonly effectiveAt: number;
  readonly charge?: Money;
  readonly credit?: Money;
  /** What becomes of the credit, where there is one. */
  readonly use?: CreditUse | undefined;
}

/** Why somebody cancels, and what they say about it. */
export interface Cancellation {
  readonly reason: CancelReason;
  /** Free text, at most `LONGEST_FEEDBACK` characters. */
  readonly feedback?: string;
}

/** Characters. */
export const LONGEST_FEEDBACK = 2000;

/** What becomes of the access to a product of people who give up one license of it; of nobody where that gave none. */
export interface Access {
  /** People who have no other license of the product that works. */
  readonly losing: number;
  readonly keeping: number;
  /** Whether all who keep it have a central license. */
  readonly centrally: boolean;
}

/** The same with the first of those who lose it, by name. */
export interface AccessPreview extends Access {
  readonly losingPeople: readonly Person[];
}

/** What cancelling would do now. */
export interface CancelPreview {
  readonly subscription: Subscription;
  readonly plan: CancelPlan;
  readonly access: AccessPreview;
  /** What becomes of the credit, where there is one. */
  readonly use?: CreditUse | undefined;
}
