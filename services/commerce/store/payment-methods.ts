import type { PaymentMethod, UserId } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';
import { readAllRecords, readRecord, type Versioned } from './transactions/record-change.ts';

/** The score of a card among the expiries: the last month it is good for, as year × 12 + month (from 1). */
export const cardExpiry = ({ expiryYear, expiryMonth }: Pick<PaymentMethod, 'expiryYear' | 'expiryMonth'>): number =>
  expiryYear * 12 + expiryMonth;

/** What stands for a card among the expiries. */
export const cardMember = ({ ownerId, id }: Pick<PaymentMethod, 'ownerId' | 'id'>): string => `${ownerId}\t${id}`;

/** A card as it is stored. */
export interface StoredCard extends PaymentMethod {
  /** What the payment provider calls it; a card that came by import is known there by its id. */
  readonly token?: string;
}

/** A person's card, or undefined where they have no such one. */
export const readCard = (db: OpenTenant, owner: UserId, id: string): Promise<Versioned<StoredCard> | undefined> =>
  readRecord<StoredCard>(db, db.keys.paymentMethods(owner), id);

/** Every card that a person has on file. */
export const readCards = (db: OpenTenant, owner: UserId): Promise<Versioned<StoredCard>[]> =>
  readAllRecords<StoredCard>(db, db.keys.paymentMethods(owner));

/** What the payment provider calls a card. */
export const providerId = ({ id, token }: StoredCard): string => token ?? id;

/** What may be shown of a card: never what the provider calls it. */
export const shownCard = ({ token: _, ...card }: Versioned<StoredCard>): Versioned<PaymentMethod> => card;
