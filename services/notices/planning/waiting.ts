import type { TenantId, UserId } from '../../commerce/api/types.ts';
import type { Redis } from '../../redis/client.ts';
import { deliveryStore } from '../store.ts';

/** Has what waited for a person sent, now that they have the bot. */
export const releaseWaiting = async (redis: Redis, tenantId: TenantId, userId: UserId): Promise<void> => {
  const store = deliveryStore(redis, tenantId);
  for (const id of await store.waitingFor(userId)) {
    const delivery = await store.read(id);
    if (delivery) await store.change(delivery, { from: 'waiting', to: 'planned', again: 0 });
  }
};
