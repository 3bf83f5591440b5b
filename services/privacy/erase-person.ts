import type { TenantId } from '../commerce/api/types.ts';
import { openTenant } from '../commerce/store/tenants.ts';
import { erasedMember } from '../directory/name-index.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { familyOf } from './key-names.ts';
import type { Place } from './places/place.ts';
import { releaseLicenses, removeRequests } from './releasing.ts';
import { eraseTrace, type Trace, tracesIn } from './sweeping/sweeping.ts';
import { type Erasure, type Traces, tracesOf } from './traces.ts';

export interface ErasureParts {
  readonly redis: Redis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where traces may be besides Redis' keys. */
  readonly places: readonly Place[];
  /** What Redis remembers of the past on disk; dealt with last of all. */
  readonly past?: Place | undefined;
  /** Pays out what is owed, and gives back what was charged for nothing. */
  settlePayments(tenantId: TenantId): Promise<void>;
}

/** What an erasure came to. */
export interface ErasureReport {
  readonly pseudonym: string;
  /** Kind of thing → how many of it told of the person. */
  readonly counts: Readonly<Record<string, number>>;
  /** What still tells of the person: nothing, or the erasure is not done. */
  readonly found: readonly string[];
}

/** What is written meanwhile is met by the next look. */
const MOST_LOOKS = 5;

/**
 * Erases a person who was noted for it, and looks everywhere whether anything is left of them. Done again after it was
 * broken off, it does the rest; several at once do no harm.
 * @throws {CommerceError} `being-moved`: to be tried again later
 */
export const erasePerson = async (parts: ErasureParts, erasure: Erasure): Promise<ErasureReport> => {
  const { redis } = parts;
  const { tenantId, userId, pseudonym } = erasure;
  const traces = tracesOf(erasure);
  await letGo(parts, erasure);
  const counts = await eraseFromRedis(redis, traces);
  for (const place of parts.places) counts[place.name] = await place.erase(traces);
  await keepFindable(redis, erasure);
  const found = await everythingLeft(parts, traces);
  if (found.length > 0) return { pseudonym, counts, found };
  await redis.hDel(tenantKeys(tenantId).erasures, userId);
  return { pseudonym, counts, found: await pastLeft(parts, traces) };
};

/** People who are being erased, and those whose erasure was broken off. */
export const openErasures = async (redis: Redis, tenantId: TenantId): Promise<Erasure[]> =>
  (await redis.hVals(tenantKeys(tenantId).erasures)).map((json) => JSON.parse(json));

/** How much tells of a person now, by kind; nothing is changed. */
export const countTraces = async ({ redis, places }: ErasureParts, traces: Traces): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for await (const trace of tracesIn(redis, traces)) count(counts, trace);
  for (const place of places) counts[place.name] = (await place.find(traces)).length;
  return counts;
};

/** Nobody knows them from now on, so they can begin nothing; then licenses and requests go, as others see those. */
const letGo = async ({ redis, now, settlePayments }: ErasureParts, erasure: Erasure): Promise<void> => {
  const { tenantId, userId } = erasure;
  const db = await openTenant(redis, tenantId);
  await redis.unlink(db.keys.person(userId));
  await settlePayments(tenantId);
  await releaseLicenses(db, erasure, now());
  await removeRequests(db, userId);
};

const eraseFromRedis = async (redis: Redis, traces: Traces): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (let look = 0; look < MOST_LOOKS; look++) {
    let met = 0;
    for await (const trace of tracesIn(redis, traces)) {
      met++;
      count(counts, trace);
      await eraseTrace(redis, trace, traces);
    }
    if (met === 0) break;
  }
  return counts;
};

const count = (counts: Record<string, number>, { key, pieces }: Trace): void => {
  const family = familyOf(key);
  counts[family] = (counts[family] ?? 0) + Math.max(pieces.length, 1);
};

/** An import that retires the data finds it by the people it knows; a pseudonym is under no name. */
const keepFindable = async (redis: Redis, { tenantId, pseudonym }: Erasure): Promise<void> => {
  const { keys } = await openTenant(redis, tenantId);
  await redis.zAdd(keys.names, { score: 0, value: erasedMember(pseudonym) });
};

/** Every command that was just given holds what it removes, until what is on disk is written anew. */
const pastLeft = async ({ past }: ErasureParts, traces: Traces): Promise<string[]> => {
  await past?.erase(traces);
  return (await past?.find(traces)) ?? [];
};

const everythingLeft = async ({ redis, places }: ErasureParts, traces: Traces): Promise<string[]> => {
  const found: string[] = [];
  for await (const { key } of tracesIn(redis, traces)) found.push(key);
  for (const place of places) found.push(...(await place.find(traces)));
  return found;
};
