import type { ValueType } from '../../privacy/sweeping/pieces.ts';
import type { Redis } from '../../redis/client.ts';
import { type Content, type Entry, entryOf } from './reading-keys.ts';

/** A key that is read with others in one step. */
export interface ToRead {
  readonly key: string;
  readonly type: ValueType;
  readonly behind: string;
}

/** What a key holds at that instant, and when it goes away by itself (ms; below 0 for never). */
interface Read {
  readonly key: string;
  readonly content: Content | undefined;
  readonly until: number;
}

/** Reads keys as they are at one instant, each whole. */
export const readAtOnce = async (redis: Redis, wanted: readonly ToRead[]): Promise<Read[]> => {
  const transaction = redis.multi();
  for (const { key, type, behind } of wanted) {
    transaction.pExpireTime(key);
    ASKING[type](transaction, key, behind);
  }
  const replies: unknown[] = await transaction.exec();
  return wanted.map(({ key, type }, position) => ({
    key,
    until: Number(replies[2 * position]),
    content: contentIn(type, replies[2 * position + 1]),
  }));
};

type Transaction = ReturnType<Redis['multi']>;

const ASKING: Readonly<Record<ValueType, (transaction: Transaction, key: string, behind: string) => unknown>> = {
  string: (transaction, key) => transaction.get(key),
  hash: (transaction, key) => transaction.hGetAll(key),
  set: (transaction, key) => transaction.sMembers(key),
  zset: (transaction, key) => transaction.zRangeWithScores(key, 0, -1),
  list: (transaction, key) => transaction.lRange(key, 0, -1),
  stream: (transaction, key, behind) => transaction.xRange(key, behind === '' ? '-' : `(${behind}`, '+'),
};

/** Undefined where the key is not there. */
const contentIn = (type: ValueType, reply: unknown): Content | undefined => {
  if (reply === null || (typeof reply === 'object' && Object.keys(reply).length === 0)) return undefined;
  if (type === 'string') return { type, value: reply as string };
  if (type === 'hash') return { type, value: { ...(reply as Record<string, string>) } };
  if (type === 'stream') return { type, value: (reply as Entry[]).map(entryOf) };
  if (type !== 'zset') return { type, value: reply as string[] };
  return { type, value: (reply as { value: string; score: number }[]).map(({ value, score }) => [value, score]) };
};
