import type { TenantId } from '../../../services/commerce/api/types.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { type GenerationKeys, generationKeys, generationOf, tenantKeys } from '../../../services/redis/keys.ts';

export type Hash = Readonly<Record<string, string>>;
/** Member → score. */
export type SortedSet = ReadonlyMap<string, number>;
/** Fields of the entries of a stream, oldest first. */
type Stream = readonly Hash[];

/** Everything that is stored of a tenant as its readers see it, by key; replaced generations are left out. */
export interface Snapshot {
  readonly tenantId: TenantId;
  readonly keys: GenerationKeys;
  readonly strings: ReadonlyMap<string, string>;
  readonly hashes: ReadonlyMap<string, Hash>;
  readonly sortedSets: ReadonlyMap<string, SortedSet>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly streams: ReadonlyMap<string, Stream>;
}

/** Reads a tenant whole, for tests with tenants small enough. Scans the server. */
export const takeSnapshot = async (redis: Redis, tenantId: TenantId): Promise<Snapshot> => {
  const generation = (await redis.get(tenantKeys(tenantId).generation)) ?? '';
  const found = await scan(redis, `{${tenantId}}*`);
  const seen = found.filter((key) => (generationOf(key) ?? generation) === generation && !isPassing(key));
  const types = await Promise.all(seen.map((key) => redis.type(key)));
  const read = <Value>(type: string, reader: (key: string) => Promise<Value>): Promise<Map<string, Value>> =>
    Promise.all(seen.filter((_, i) => types[i] === type).map(async (key) => [key, await reader(key)] as const)).then(
      (entries) => new Map(entries),
    );
  const [strings, hashes, sortedSets, lists, sets, streams] = await Promise.all([
    read('string', async (key) => (await redis.get(key)) ?? ''),
    read('hash', (key) => redis.hGetAll(key)),
    read('zset', async (key) => scored(await redis.zRangeWithScores(key, 0, -1))),
    read('list', (key) => redis.lRange(key, 0, -1)),
    read('set', async (key) => new Set(await redis.sMembers(key))),
    read('stream', async (key) =>
      ((await redis.xRange(key, '-', '+')) ?? []).flatMap((entry) => (entry ? [{ ...entry.message }] : [])),
    ),
  ]);
  return { tenantId, keys: generationKeys(tenantId, generation), strings, hashes, sortedSets, lists, sets, streams };
};

/** How much was asked for, and what was spoken of, is nothing of what is stored. */
const isPassing = (key: string): boolean => /\}:(?:limit|dialogue):/.test(key);

const scan = async (redis: Redis, pattern: string): Promise<string[]> => {
  const found = new Set<string>();
  for await (const page of redis.scanIterator({ MATCH: pattern, COUNT: 10_000 }))
    for (const key of page) found.add(key);
  return [...found].sort();
};

const scored = (members: readonly { readonly value: string; readonly score: number }[]): SortedSet =>
  new Map(members.map(({ value, score }) => [value, score]));

/** The entries whose key begins so, under the rest of the key. */
export const below = <Value>(map: ReadonlyMap<string, Value>, prefix: string): Map<string, Value> =>
  new Map([...map].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]));

/** What is stored of a tenant, to be compared; without the security log, where refusals stand. */
export const stateOf = async (redis: Redis, tenantId: TenantId) => {
  const { keys: _, streams, ...stored } = await takeSnapshot(redis, tenantId);
  return { ...stored, streams: new Map([...streams].filter(([key]) => key !== tenantKeys(tenantId).securityLog)) };
};
