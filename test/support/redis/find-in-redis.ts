import type { Redis } from '../../../services/redis/client.ts';

/** Every key and value in Redis whose text has any of these in it; digits may be in groups. */
export const findInRedis = async (redis: Redis, ...wanted: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  const has = (value: unknown) => {
    const text = JSON.stringify(value ?? '').replace(/[ -]/g, '');
    return wanted.some((digits) => text.includes(digits));
  };
  for await (const keys of redis.scanIterator({ COUNT: 1000 }))
    await Promise.all(
      keys.map(async (key) => {
        if (has(key) || has(await valueAt(redis, key))) found.push(key);
      }),
    );
  return found;
};

const valueAt = async (redis: Redis, key: string): Promise<unknown> => {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hGetAll(key);
    case 'set':
      return redis.sMembers(key);
    case 'zset':
      return redis.zRange(key, 0, -1);
    case 'list':
      return redis.lRange(key, 0, -1);
    case 'stream':
      return redis.xRange(key, '-', '+');
    default:
      return undefined;
  }
};
