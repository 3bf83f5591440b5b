import type { Redis } from '../../redis/client.ts';

/** A part of what a key holds. */
export interface Piece {
  /** The field of a hash, the position in a list, the id in a stream; absent in what has no such thing. */
  readonly at?: string;
  readonly text: string;
}

/** Parts read at a time. */
const PAGE = 500;

export type ValueType = 'string' | 'hash' | 'set' | 'zset' | 'list' | 'stream';

/** Everything that a key holds, some parts at a time. */
export const piecesOf = (redis: Redis, key: string, type: string): AsyncGenerator<Piece[]> =>
  READERS[type as ValueType]?.(redis, key) ?? none();

async function* none(): AsyncGenerator<Piece[]> {}

const options = { COUNT: PAGE };

const READERS: Readonly<Record<ValueType, (redis: Redis, key: string) => AsyncGenerator<Piece[]>>> = {
  async *string(redis, key) {
    const text = await redis.get(key);
    if (text !== null) yield [{ text }];
  },
  async *hash(redis, key) {
    for await (const page of redis.hScanIterator(key, options))
      yield page.map(({ field, value }) => ({ at: field, text: value }));
  },
  async *set(redis, key) {
    for await (const page of redis.sScanIterator(key, options)) yield page.map((text) => ({ text }));
  },
  async *zset(redis, key) {
    for await (const page of redis.zScanIterator(key, options)) yield page.map(({ value }) => ({ text: value }));
  },
  async *list(redis, key) {
    for (let from = 0; ; from += PAGE) {
      const page = await redis.lRange(key, from, from + PAGE - 1);
      yield page.map((text, i) => ({ at: String(from + i), text }));
      if (page.length < PAGE) return;
    }
  },
  async *stream(redis, key) {
    for await (const page of entriesOf(redis, key))
      yield page.map(({ id, message }) => ({ at: id, text: Object.values(message).join('\n') }));
  },
};

export interface StreamEntry {
  readonly id: string;
  readonly message: Readonly<Record<string, string>>;
}

/** The entries of a stream behind one of them, '' for all, oldest first, some at a time. */
export async function* entriesOf(redis: Redis, key: string, behind = ''): AsyncGenerator<StreamEntry[]> {
  for (let from = behind === '' ? '-' : `(${behind}`; ; ) {
    const page = ((await redis.xRange(key, from, '+', { COUNT: PAGE })) ?? []).flatMap((entry) => entry ?? []);
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    from = `(${last.id}`;
  }
}
