import { entriesOf, type ValueType } from '../../privacy/sweeping/pieces.ts';
import type { Redis } from '../../redis/client.ts';
import type { KeyPiece } from '../format.ts';

/** What a key holds, as a line of a backup says it. */
export type Content = KeyPiece extends infer Each
  ? Each extends KeyPiece
    ? Pick<Each, 'type' | 'value'>
    : never
  : never;

/** Members read at a time. */
const PAGE = 500;
const options = { COUNT: PAGE };

/**
 * Everything that a key holds, some of it at a time; lists, which are short, whole. Of a stream what stands behind an
 * entry, '' for all of it: entries are only added.
 */
export const contentOf = (redis: Redis, key: string, type: ValueType, behind: string): AsyncGenerator<Content> =>
  READERS[type](redis, key, behind);

type Reader = (redis: Redis, key: string, behind: string) => AsyncGenerator<Content>;

const READERS: Readonly<Record<ValueType, Reader>> = {
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
  async *stream(redis, key, behind) {
    for await (const page of entriesOf(redis, key, behind)) yield { type: 'stream', value: page.map(entryOf) };
  },
};

export type Entry = { readonly id: string; readonly message: Readonly<Record<string, string>> };

export const entryOf = ({ id, message }: Entry): [string, Record<string, string>] => [id, { ...message }];

/** Whether Redis says that a key is there, and of a type that ours have. */
export const isValueType = (type: string): type is ValueType => type in READERS;
