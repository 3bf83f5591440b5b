import type { Redis } from '../../redis/client.ts';
import { TENANTS_KEY } from '../../redis/keys.ts';
import type { TenantId } from '../api/types.ts';

/** Puts a tenant on the list before its data can be seen, so that none is ever forgotten. */
export const noteTenant = async (redis: Redis, tenantId: TenantId, at: number): Promise<void> => {
  await redis.zAdd(TENANTS_KEY, { score: at, value: tenantId });
};

/** Whether a tenant was ever imported. */
export const isListed = async (redis: Redis, id: string): Promise<boolean> =>
  (await redis.zScore(TENANTS_KEY, id)) !== null;

/** Every tenant that was ever imported; the first import of one may still be under way. */
export const knownTenants = async (redis: Redis): Promise<TenantId[]> =>
  (await redis.zRange(TENANTS_KEY, 0, -1)) as TenantId[];
