import type { PartialSum } from './reports.ts';
import type { SubscriptionSummary } from './subscriptions.ts';
import type { Money, Person, Product } from './types.ts';

/** Licenses that the organization buys in the place of purchases. */

/** What it takes to give everybody who has a product by self-service a central license. */
export interface CentralizePreview {
  readonly product: Product;
  /** Purchases, their licenses, and what they cost their purchasers for one month. */
  readonly subscriptions: number;
  readonly licenses: number;
  readonly monthlyCost: PartialSum;
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
  /** Licenses that these lack, and what they cost for one month at the list price, if that is known. */
  readonly missing: number;
  readonly missingCost: Money | null;
}

/** What came of asking the purchaser of one subscription. */
export interface AskedPurchase {
  readonly summary: SubscriptionSummary;
  readonly askedAt: number;
  /** Null while the purchaser has not answered; a subscription that has ended counts as canceled. */
  readonly answer: 'kept' | 'canceled' | null;
}
