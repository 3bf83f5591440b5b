import type { TenantId } from '../../services/commerce/api/types.ts';
import { familyOf } from '../../services/privacy/key-names.ts';
import type { Redis } from '../../services/redis/client.ts';
import { keyWith } from '../../services/redis/keys.ts';

/** Kind of key → bytes of Redis. */
export type Sizes = ReadonlyMap<string, number>;

/** What a tenant takes, by kind of key. */
export const sizesOf = async (redis: Redis, tenantId: TenantId): Promise<Sizes> => {
  const sizes = new Map<string, number>();
  for await (const keys of redis.scanIterator({ MATCH: keyWith('*', tenantId), COUNT: 1000 })) {
    const bytes = await Promise.all(keys.map((key) => redis.memoryUsage(key, { SAMPLES: 0 })));
    for (const [position, key] of keys.entries()) {
      const family = familyOf(key);
      sizes.set(family, (sizes.get(family) ?? 0) + (bytes[position] ?? 0));
    }
  }
  return sizes;
};

/** What is more than before, the most first; what is about the size of a key itself is left out. */
export const grown = (before: Sizes, after: Sizes): [family: string, bytes: number][] =>
  [...after]
    .map(([family, bytes]): [string, number] => [family, bytes - (before.get(family) ?? 0)])
    .filter(([, bytes]) => bytes > 1000)
    .sort(([, a], [, b]) => b - a);
