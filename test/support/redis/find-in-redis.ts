import type { Redis } from '../../../services/redis/client.ts';
import { keptNumbers } from '../cards/kept-numbers.ts';

/** Every key in Redis that holds the number of a card that tests type, in itself or in its value, however it is written. */
export const findInRedis = async (redis: Redis, ...wanted: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  const has = (value: unknown) => keptNumbers(JSON.stringify(value ?? ''), wanted).length > 0;
  for await (const keys of redis.scanIterator({ COUNT: 1000 }))
    await Promise.all(
      keys.map(async (key) => {
        if (has(key) || has(await valueAt(redis, key))) found.push(key);
      }),
    );
  return found;
};

/** What a key holds, whatever its type. */
export const valueAt = async (redis: Redis, key: string): Promise<unknown> => {
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
