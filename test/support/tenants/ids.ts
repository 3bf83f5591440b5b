import { createHash } from 'node:crypto';
import type { UserId } from '../../../services/commerce/api/types.ts';

/** A GUID that is always the same for the same name. */
export const guidOf = (name: string): string => {
  const hex = createHash('sha1').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

/** Ids of what factories make, by the names that tests know it by; the same in every tenant. */
export const personId = (displayName: string): UserId => guidOf(`person ${displayName}`) as UserId;
export const subscriptionId = (ref: string): string => guidOf(`subscription ${ref}`);
/** The card that a person has from the beginning, and the billing profile that uses it. */
export const cardId = (owner: string): string => guidOf(`card of ${owner}`);
export const profileId = (owner: string): string => guidOf(`billing profile of ${owner}`);
export const invoiceId = (number: string): string => guidOf(`invoice ${number}`);
export const requestId = (requester: string, product: string): string => guidOf(`${requester} asks for ${product}`);
