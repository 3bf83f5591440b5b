import type { TenantId, UserId } from './commerce/types.ts';
import type { Redis } from './redis/client.ts';
import { tenantKeys } from './redis/keys.ts';

export type Preferences = ReturnType<typeof createPreferences>;

/** A member of a tenant. */
interface Owner {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** What people chose for themselves; kept when a tenant is imported again. */
export const createPreferences = (redis: Redis) => {
  const key = ({ tenantId, userId }: Owner) => tenantKeys(tenantId).preferences(userId);
  return {
    /** The language tag that a person chose, if any. */
    async language(owner: Owner): Promise<string | undefined> {
      return (await redis.hGet(key(owner), 'language')) ?? undefined;
    },

    async setLanguage(owner: Owner, language: string): Promise<void> {
      await redis.hSet(key(owner), 'language', language);
    },
  };
};
