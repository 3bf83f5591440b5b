import type { PaymentMethod, UserId, Versioned } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';
import { readAllRecords, readRecord } from './transactions/record-change.ts';

/** The score of a card among the expiries: the last month it is good for, as year × 12 + month (from 1). */
export const paymentMethodExpiry = ({
  expiryYear,
  expiryMonth,
}: Pick<PaymentMethod, 'expiryYear' | 'expiryMonth'>): number => expiryYear * 12 + expiryMonth;

/** What stands for a card among the expiries. */
export const paymentMethodMember = ({ ownerId, id }: Pick<PaymentMethod, 'ownerId' | 'id'>): string =>
  `${ownerId}\t${id}`;

/** A card as it is stored. */
export interface StoredPaymentMethod extends PaymentMethod {
  /** What the payment provider calls it; a card that came by import is known there by its id. */
  readonly token?: string;
}

/** A person's card, or undefined where they have no such one. */
export const readPaymentMethod = (
  db: OpenTenant,
  owner: UserId,
  id: string,
): Promise<Versioned<StoredPaymentMethod> | undefined> =>
  readRecord<StoredPaymentMethod>(db, db.keys.paymentMethods(owner), id);

/** Every card that a person has on file. */
export const readPaymentMethods = (db: OpenTenant, owner: UserId): Promise<Versioned<StoredPaymentMethod>[]> =>
  readAllRecords<StoredPaymentMethod>(db, db.keys.paymentMethods(owner));

/** What the payment provider calls a card. */
export const providerId = ({ id, token }: StoredPaymentMethod): string => token ?? id;

/** What may be shown of a card: never what the provider calls it. */
export const shownPaymentMethod = ({ token: _, ...card }: Versioned<StoredPaymentMethod>): Versioned<PaymentMethod> =>
  card;
