import { encodeNotice, type Notice } from '../../../notices/notice.ts';
import type { Versioned } from '../../api/types.ts';
import type { OpenTenant } from '../tenants.ts';
import { loadScript, type TransactionPlan } from './transaction.ts';

/** One record in a hash: as it was read, and what becomes of it. */
export interface RecordWrite {
  readonly key: string;
  readonly id: string;
  /** Undefined for a new one. */
  readonly before: { readonly version: number } | undefined;
  /** Undefined to remove it. */
  readonly after: object | undefined;
}

/** A change of records, all or none, with what is derived from them. */
export interface RecordChange {
  readonly writes: readonly RecordWrite[];
  /** Records that must be there by then, or the script refuses as `stale`. */
  readonly needed?: readonly { readonly key: string; readonly id: string }[];
  /** No record of the hash may have this value in this field by then, or the script refuses as `stale`. */
  readonly unused?: readonly { readonly key: string; readonly field: string; readonly value: string }[];
  readonly out?: readonly { readonly key: string; readonly member: string }[];
  readonly into?: readonly { readonly key: string; readonly score?: number; readonly member: string }[];
  readonly notices?: readonly Notice[];
  /** The charge that this was paid with, among the open payments, where it is settled. */
  readonly paid?: { readonly key: string; readonly id: string };
  /** For the audit entry: what it was and what it became, with nothing secret. */
  readonly was?: object | undefined;
  readonly becomes?: object;
  /** Further audit indexes that lead to the entry. */
  readonly subjects?: readonly string[];
  /** What the act results in. */
  readonly answer: object;
}

const PUT = loadScript('put-records');

/** Plans a change of records. A record that has another version by then makes the script refuse as `stale`. */
export const recordsPlan = (change: RecordChange): TransactionPlan => {
  const {
    writes,
    needed = [],
    unused = [],
    out = [],
    into = [],
    subjects = [],
    notices = [],
    paid,
    was = {},
    becomes = {},
  } = change;
  const settled = paid ? [paid] : [];
  const named = [...writes, ...needed, ...unused, ...out, ...into, ...settled];
  const keys = [...new Set([...named.map(({ key }) => key), ...subjects])];
  const position = new Map(keys.map((key, index) => [key, index + 1]));
  const placed = <Entry extends { readonly key: string }>(entries: readonly Entry[]) =>
    entries.map((entry) => ({ ...entry, key: position.get(entry.key) }));
  return {
    script: PUT,
    keys,
    args: {
      writes: placed(writes).map(({ key, id, before, after }) => {
        const version = before?.version ?? 0;
        return { key, id, version, record: after ? JSON.stringify({ ...after, version: version + 1 }) : undefined };
      }),
      needed: placed(needed),
      unused: placed(unused),
      out: placed(out),
      into: placed(into).map(({ score = 0, ...entry }) => ({ ...entry, score: String(score) })),
      subjects: subjects.map((key) => position.get(key)),
      notices: notices.map(encodeNotice),
      paid: placed(settled),
      before: was,
      after: becomes,
      answer: change.answer,
    },
  };
};

/** The records of a hash with these ids; undefined in the place of one that is not there. */
export const readRecords = async <Item extends object>(
  { redis }: Pick<OpenTenant, 'redis'>,
  key: string,
  ids: readonly string[],
): Promise<(Versioned<Item> | undefined)[]> => {
  if (ids.length === 0) return [];
  const found = await redis.hmGet(key, [...ids]);
  return found.map((json) => (json === null ? undefined : decodeRecord<Item>(json)));
};

/** One record of a hash; undefined where it is not there. */
export const readRecord = async <Item extends object>(
  db: Pick<OpenTenant, 'redis'>,
  key: string,
  id: string,
): Promise<Versioned<Item> | undefined> => (await readRecords<Item>(db, key, [id]))[0];

/** Every record of a hash that is known to be small, such as one person's. */
export const readAllRecords = async <Item extends object>(
  { redis }: Pick<OpenTenant, 'redis'>,
  key: string,
): Promise<Versioned<Item>[]> => (await redis.hVals(key)).map((json) => decodeRecord<Item>(json));

const decodeRecord = <Item extends object>(json: string): Versioned<Item> => ({ version: 1, ...JSON.parse(json) });
