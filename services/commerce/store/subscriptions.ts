import type { GenerationKeys } from '../../redis/keys.ts';
import type { OrderEvent, Subscription, SubscriptionRef, UserId } from '../types.ts';
import type { SortNames } from './indexes.ts';
import { decodeSortNames, decodeSubscription } from './subscription-hash.ts';
import type { OpenTenant } from './tenants.ts';

/** A subscription with the names it is sorted by. */
export interface StoredSubscription {
  readonly subscription: Subscription;
  readonly names: SortNames;
}

type Readable = Pick<OpenTenant, 'redis'> & { readonly keys: GenerationKeys };

export const readSubscription = async (
  { redis, keys }: Readable,
  ref: SubscriptionRef,
): Promise<StoredSubscription | undefined> => {
  const hash = await redis.hGetAll(keys.subscription(ref));
  const subscription = decodeSubscription(hash);
  return subscription && { subscription, names: decodeSortNames(hash) };
};

/** Order history, oldest first. */
export const readHistory = async ({ redis, keys }: Readable, ref: SubscriptionRef): Promise<OrderEvent[]> =>
  (await redis.lRange(keys.history(ref), 0, -1)).map((json): OrderEvent => JSON.parse(json));

/** The first people who have its licenses, in the order of assignment. */
export const readHolders = async ({ redis, keys }: Readable, ref: SubscriptionRef, limit: number): Promise<UserId[]> =>
  (await redis.zRange(keys.seats(ref), 0, limit - 1)) as UserId[];
