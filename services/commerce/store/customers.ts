import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { TenantId, TenantRecord, UserId } from '../api/types.ts';

/**
 * Lets the partners of a tenant find it. Done before their readers can see the tenant; what it leaves behind when that
 * never comes to pass does no harm, as the customer's own record has the last word.
 */
export const announceDelegates = async (redis: Redis, { id, delegatedAdmins }: TenantRecord): Promise<void> => {
  for (const { tenantId, userId } of delegatedAdmins) await redis.sAdd(tenantKeys(tenantId).customers(userId), id);
};

/** Tenants that a person may have delegated administration of. */
export const possibleCustomers = async (redis: Redis, home: TenantId, user: UserId): Promise<TenantId[]> =>
  (await redis.sMembers(tenantKeys(home).customers(user))) as TenantId[];
