import type { TenantId } from '../../../services/commerce/api/types.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { valueAt } from './find-in-redis.ts';

/** Every key of a tenant, and of no tenant, in whose name or value one of these texts stands, whatever its case. */
export const tracesInRedis = async (
  redis: Redis,
  tenantId: TenantId,
  ...texts: readonly string[]
): Promise<string[]> => {
  const wanted = texts.map((text) => text.toLowerCase());
  const found: string[] = [];
  for await (const keys of redis.scanIterator({ COUNT: 1000 }))
    for (const key of keys) {
      const isShared = !/^\{[0-9a-f]{8}-/.test(key);
      if (!isShared && !key.startsWith(`{${tenantId}}`)) continue;
      const whole = JSON.stringify([key, await valueAt(redis, key)]).toLowerCase();
      // Tests in other tenants have people of the same names and ids.
      if (isShared && !whole.includes(tenantId)) continue;
      found.push(...wanted.filter((text) => whole.includes(text)).map((text) => `${text} in ${key}`));
    }
  return found;
};
