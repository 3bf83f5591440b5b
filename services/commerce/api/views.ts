import type {
  Actor,
  Money,
  OrderEvent,
  Person,
  Product,
  ProductId,
  Status,
  Subscription,
  SubscriptionRef,
  Tenant,
  UserId,
} from './types.ts';

export type * from './preview-views.ts';
export type * from './record-views.ts';

/** What the commerce service is asked for and what it shows, made of the domain's words. */

/** Anything shown in slices. `before` and `after` are cursors for the neighbouring pages, absent at the ends. */
export interface Page<Item, Cursor extends string = SubscriptionRef> {
  readonly items: readonly Item[];
  readonly total: number;
  /** Position of the first item in the whole, from 0. */
  readonly offset: number;
  readonly before?: Cursor;
  readonly after?: Cursor;
}

/** Which purchases a list shows. */
export const SOURCE_FILTERS = ['self-service', 'central', 'trials', 'all'] as const;
export type SourceFilter = (typeof SOURCE_FILTERS)[number];

/** What a list can be sorted by. */
export const SORTS = ['expiration', 'product', 'purchaser', 'price'] as const;
/** Deleted subscriptions always come last; `price` begins with the dearest. */
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
  /** Null on a central subscription. */
  readonly purchaser: Person | null;
  /** For all licenses and one month. */
  readonly monthlyPrice: Money;
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
}

/** Licenses of one product over all its usable (Active or Expired) self-service subscriptions. */
export interface ProductLicenses {
  readonly product: Product;
  readonly subscriptions: number;
  readonly quantity: number;
  readonly assigned: number;
}

/** A subscription with the first of the people who have its licenses. */
export interface SubscriptionHolders {
  readonly summary: SubscriptionSummary;
  readonly people: readonly Person[];
}

/** Somebody who talks to the bot, as the directory knows them. */
export interface Visitor {
  readonly actor: Actor;
  readonly person: Person;
  readonly tenant: Tenant;
}

export type MoveState = 'running' | 'stopped' | 'finished' | 'undoing' | 'undone';

/** Why a move rests: the target has no license left, can no longer be used, or the work failed again and again. */
export type StopCause = 'no-seats' | 'target-not-active' | 'failed';

/** How far the move of a subscription's people to another one has come. */
export interface Move {
  readonly id: string;
  readonly source: SubscriptionRef;
  readonly target: SubscriptionRef;
  /** The admin who began it. */
  readonly actor: UserId;
  readonly state: MoveState;
  /** People who were given a license of the target; counts down while it is undone. */
  readonly moved: number;
  /** People who had one already, and only gave up that of the source. */
  readonly already: number;
  /** People of the source at the start. */
  readonly total: number;
  readonly startedAt: number;
  /** Null unless it is stopped. */
  readonly stoppedBecause: StopCause | null;
  /** Grows by one with every step. */
  readonly step: number;
}

/** What a move would do. */
export interface MovePreview {
  readonly source: SubscriptionSummary;
  readonly target: SubscriptionSummary;
  /** People who need a license of the target. */
  readonly moving: number;
  /** People who have one already. */
  readonly already: number;
  /** Licenses that the target lacks. */
  readonly missing: number;
  /** Whether they get another product. */
  readonly changesProduct: boolean;
  /** The first of those who move, and of those who are there already. */
  readonly movingPeople: readonly Person[];
  readonly alreadyPeople: readonly Person[];
}

/** What it takes to give everybody who has a product by self-service a central license. */
export interface CentralizePreview {
  readonly product: Product;
  /** Purchases, their licenses, and what they cost their purchasers for one month. */
  readonly subscriptions: number;
  readonly licenses: number;
  readonly monthlyCost: Money;
  /** The people who have them; each once. */
  readonly people: number;
  /** Those of them who have a central license already. */
  readonly already: number;
  /** Those who can have none: guests and disabled people. */
  readonly unassignable: number;
  /** Those who need one; the first of them by name, too. */
  readonly needing: number;
  readonly needingPeople: readonly Person[];
  /** Where they would get it: the active central subscriptions, that with the most licenses available first. */
  readonly targets: readonly SubscriptionSummary[];
  /** Licenses that these lack, and what they cost for one month at the list price. */
  readonly missing: number;
  readonly missingCost: Money;
}

/** What came of asking the purchaser of one subscription. */
export interface AskedPurchase {
  readonly summary: SubscriptionSummary;
  readonly askedAt: number;
  /** Null while the purchaser has not answered; a subscription that has ended counts as canceled. */
  readonly answer: 'kept' | 'canceled' | null;
}
