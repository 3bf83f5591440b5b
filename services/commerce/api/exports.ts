import type { Person, Product, ProductId, Source, SubscriptionRef, UserId } from './types.ts';

/** Who has licenses, to be taken out. */

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
  /** Of all usable (Active or Expired) self-service purchases of some products. */
  | { readonly products: readonly ProductId[] }
  /** Of all usable self-service purchases. */
  | { readonly all: true };
