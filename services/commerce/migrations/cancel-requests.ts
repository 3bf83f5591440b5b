import type { SubscriptionRef } from '../api/types.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { Migration } from './migration.ts';

/** Keeps who was asked to cancel by product. */
export const cancelRequestsByProduct: Migration = {
  version: 4,
  name: 'cancel-requests-by-product',
  async run(db) {
    const { redis, keys } = db;
    const requests = await redis.hGetAll(keys.firstCancelRequests);
    for (const [ref, request] of Object.entries(requests)) {
      const product = (await readSubscription(db, ref as SubscriptionRef))?.subscription.productId;
      if (product !== undefined) await redis.hSetNX(keys.cancelRequests(product), ref, request);
      await redis.hDel(keys.firstCancelRequests, ref);
    }
  },
};
