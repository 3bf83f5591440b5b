import type { Redis } from '../../../redis/client.ts';

/** Bounds as ZRANGE BYLEX takes them. */
export interface LexicalRange {
  readonly min: string;
  readonly max: string;
}

export const WHOLE: LexicalRange = { min: '-', max: '+' };

export interface LexicalPage {
  readonly members: readonly string[];
  /** Members in the whole range, over all keys. */
  readonly total: number;
  /** Position of the first member in the whole range, from 0. */
  readonly offset: number;
}

export interface LexicalPageRequest {
  readonly keys: readonly string[];
  readonly range: LexicalRange;
  readonly limit: number;
  /** At most one of these: the members after, or before, this one. */
  readonly after?: string;
  readonly before?: string;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/**
 * One page of the union of several sorted sets whose members all have score 0, in lexical order. Costs a range of
 * `limit` and two counts for each key, whatever their size.
 */
export const lexicalPage = async (redis: Redis, request: LexicalPageRequest): Promise<LexicalPage> => {
  const { keys, range, limit, after, before } = request;
  const count = async ({ min, max }: LexicalRange): Promise<number> =>
    sum(await Promise.all(keys.map((key) => redis.zLexCount(key, min, max))));
  const slice = { BY: 'LEX', LIMIT: { offset: 0, count: limit } } as const;
  const [total, ...slices] = await Promise.all([
    count(range),
    ...keys.map((key) =>
      before === undefined
        ? redis.zRange(key, after === undefined ? range.min : `(${after}`, range.max, slice)
        : redis.zRange(key, `(${before}`, range.min, { ...slice, REV: true }),
    ),
  ]);
  const ascending = slices.flat().sort(byCodePoint);
  const members = before === undefined ? ascending.slice(0, limit) : ascending.slice(-limit);
  const [first] = members;
  const isFirstPage = first === undefined || (after === undefined && before === undefined);
  const offset = isFirstPage ? 0 : await count({ min: range.min, max: `(${first}` });
  return { members, total, offset };
};

/** Redis compares bytes; UTF-16 order differs from it only beyond the basic plane. */
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
