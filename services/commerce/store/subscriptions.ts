import type { GenerationKeys } from '../../redis/keys.ts';
import type { OrderEvent, Subscription, SubscriptionRef, UserId } from '../api/types.ts';
import { decodeExtras, decodeSubscription, type SubscriptionExtras } from './subscription-hash.ts';
import type { OpenTenant } from './tenants.ts';

/** A subscription with what is stored besides it. */
export interface StoredSubscription extends Required<SubscriptionExtras> {
  readonly subscription: Subscription;
}

type Readable = Pick<OpenTenant, 'redis'> & { readonly keys: GenerationKeys };

export const readSubscription = async (
  { redis, keys }: Readable,
  ref: SubscriptionRef,
): Promise<StoredSubscription | undefined> => {
  const hash = await redis.hGetAll(keys.subscription(ref));
  const subscription = decodeSubscription(hash);
  return subscription && { subscription, ...decodeExtras(hash) };
};

/** Order history, oldest first. */
export const readHistory = async ({ redis, keys }: Readable, ref: SubscriptionRef): Promise<OrderEvent[]> =>
  (await redis.lRange(keys.history(ref), 0, -1)).map((json): OrderEvent => JSON.parse(json));

/** The first people who have its licenses, in the order of assignment. */
export const readHolders = async ({ redis, keys }: Readable, ref: SubscriptionRef, limit: number): Promise<UserId[]> =>
  (await redis.zRange(keys.seats(ref), 0, limit - 1)) as UserId[];
