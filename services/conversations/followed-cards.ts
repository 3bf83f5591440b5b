import type { TenantId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';

/** Milliseconds after which nobody looks at a card any more. */
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;

export type FollowedCards = ReturnType<typeof createFollowedCards>;

/** Cards that follow something under way, so that they go on when the queue has lost the job that does so. */
export const createFollowedCards = (redis: Redis) => ({
  /** @param card what its job needs to go on */
  async keep(tenantId: TenantId, id: string, card: object): Promise<void> {
    const key = tenantKeys(tenantId).followedCards;
    await redis.multi().hSet(key, id, JSON.stringify(card)).pExpire(key, KEPT_FOR).exec();
  },

  async drop(tenantId: TenantId, id: string): Promise<void> {
    await redis.hDel(tenantKeys(tenantId).followedCards, id);
  },

  async of(tenantId: TenantId): Promise<object[]> {
    return (await redis.hVals(tenantKeys(tenantId).followedCards)).map((json) => JSON.parse(json));
  },
});
