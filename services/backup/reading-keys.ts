import { entriesOf } from '../privacy/sweeping/pieces.ts';
import type { Redis } from '../redis/client.ts';
import type { KeyPiece } from './format.ts';

/** What a key holds, as a line of a backup says it. */
export type Content = KeyPiece extends infer Each
  ? Each extends KeyPiece
    ? Pick<Each, 'type' | 'value'>
    : never
  : never;

/** Members read at a time. */
const PAGE = 500;
const options = { COUNT: PAGE };

/** Everything that a key holds, some of it at a time; lists, which are short, whole. */
export async function* contentOf(redis: Redis, key: string): AsyncGenerator<Content> {
  const type = await redis.type(key);
  if (type in READERS) yield* READERS[type as Content['type']](redis, key);
}

const READERS: Readonly<Record<Content['type'], (redis: Redis, key: string) => AsyncGenerator<Content>>> = {
  async *string(redis, key) {
    const value = await redis.get(key);
    if (value !== null) yield { type: 'string', value };
  },
  async *hash(redis, key) {
    for await (const page of redis.hScanIterator(key, options))
      yield { type: 'hash', value: Object.fromEntries(page.map(({ field, value }) => [field, value])) };
  },
  async *set(redis, key) {
    for await (const value of redis.sScanIterator(key, options)) yield { type: 'set', value };
  },
  async *zset(redis, key) {
    for await (const page of redis.zScanIterator(key, options))
      yield { type: 'zset', value: page.map(({ value, score }) => [value, score]) };
  },
  async *list(redis, key) {
    yield { type: 'list', value: await redis.lRange(key, 0, -1) };
  },
  async *stream(redis, key) {
    for await (const page of entriesOf(redis, key))
      yield { type: 'stream', value: page.map(({ id, message }) => [id, { ...message }]) };
  },
};
