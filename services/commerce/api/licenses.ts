import type { Access, AccessPreview, Page, SubscriptionSummary } from './subscriptions.ts';
import type { Person, Product, Subscription, UserId } from './types.ts';

/** Who has licenses, and what giving and taking them would do. */

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
  readonly access: AccessPreview;
  /** People who have none. */
  readonly without: readonly Person[];
  /** People whom the directory does not know; nobody loses one while there are any. */
  readonly problems: readonly SeatProblem[];
}

/** Licenses of one product over all its usable (Active or Expired) self-service subscriptions. */
export interface ProductLicenses {
  readonly product: Product;
  readonly subscriptions: number;
  readonly quantity: number;
  readonly assigned: number;
  /** Licenses that nobody has, and people beyond the licenses there are, each over all subscriptions. */
  readonly available: number;
  readonly over: number;
}

/** A subscription with the first of the people who have its licenses. */
export interface SubscriptionHolders {
  readonly summary: SubscriptionSummary;
  readonly people: readonly Person[];
}

/** A license that somebody has. */
export interface HeldLicense {
  readonly summary: SubscriptionSummary;
  /** Milliseconds since 1970; null where nobody knows any more. */
  readonly assignedOn: number | null;
}

/** What somebody has, and what they have bought. */
export interface Holdings {
  readonly licenses: readonly HeldLicense[];
  /** The first of those that have not ended, by expiration. */
  readonly purchases: Page<SubscriptionSummary>;
}

/** What an assignment did; `added` leaves out who had a license already. */
export interface Assigned {
  readonly version: number;
  /** Licenses assigned now. */
  readonly assigned: number;
  readonly added: readonly UserId[];
}

export interface Unassigned {
  readonly version: number;
  /** Licenses assigned now. */
  readonly assigned: number;
  readonly removed: readonly UserId[];
  /** Of those, to the product. */
  readonly access: Access;
}

/** People who can be given licenses in one go. */
export const MAX_ASSIGNED_AT_ONCE = 20;

export interface SeatProblem {
  readonly wanted: string;
  readonly problem: 'unknown' | 'guest' | 'disabled';
}
