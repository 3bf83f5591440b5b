import type { TenantId } from '../../commerce/api/types.ts';
import { schemaOf } from '../../commerce/migrations/schema.ts';
import { type OpenTenant, openTenant } from '../../commerce/store/tenants.ts';
import { familyOf } from '../../privacy/key-names.ts';
import type { ValueType } from '../../privacy/sweeping/pieces.ts';
import type { Redis } from '../../redis/client.ts';
import { keyWith, tenantKeys } from '../../redis/keys.ts';
import { BACKUP_FORMAT } from '../format.ts';
import { isBackedUp } from '../kept-families.ts';
import { noInstant } from '../refusals.ts';
import { type Changes, EVERYTHING, watchChanges } from './changes.ts';
import type { Draft } from './draft.ts';
import { printed } from './printing.ts';
import { readAtOnce } from './reading-at-once.ts';
import { contentOf, isValueType } from './reading-keys.ts';
import { createRecords, type Records } from './records.ts';

/** Keys looked for at a time. */
const PAGE = 1000;
/** Keys read side by side. */
const SIDE_BY_SIDE = 50;
/** Keys read in one step, for which others wait some milliseconds. */
const MOST_AT_ONCE = 500;
/** How often what has changed meanwhile is read again before others are made to wait for it, and all of it. */
const [ROUNDS, TRIES] = [20, 5];

/**
 * Reads everything that is stored of a tenant, and shows it as it was at one instant, however much is done there
 * meanwhile: Redis tells of the keys that change, these are read again, and what changes in the end in one step. Where
 * that is outrun again and again, whoever writes waits for a moment.
 * @param now milliseconds since 1970
 * @returns its text
 * @throws {CommerceError} `unknown-tenant`
 * @throws {BackupRefused} there was no such instant
 */
export const takeBackup = async (
  redis: Redis,
  tenantId: TenantId,
  now: () => number,
  draft: Draft,
): Promise<AsyncGenerator<string>> => {
  const changes = await watchChanges(redis, keyWith('', tenantId));
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      changes.changed.clear();
      const taken = await tryToTake(await openTenant(redis, tenantId), changes, draft);
      if (taken) return printed({ ...taken, takenAt: new Date(now()).toISOString() }, draft);
    }
  } finally {
    changes.end();
  }
  throw noInstant((await openTenant(redis, tenantId)).tenant.name);
};

interface Taking {
  readonly db: OpenTenant;
  readonly changes: Changes;
  readonly records: Records;
  /** By family: all keys of one have the same. */
  readonly types: Map<string, ValueType>;
}

const tryToTake = async (db: OpenTenant, changes: Changes, draft: Draft) => {
  await draft.restart();
  const { id, name } = db.tenant;
  const schema = await schemaOf(db.redis, id);
  const records = createRecords(draft);
  if (!(await readAll({ db, changes, records, types: new Map() }))) return undefined;
  const lastChange = records.endOf(tenantKeys(id).audit);
  return { head: { format: BACKUP_FORMAT, schema, tenant: { id, name }, lastChange } as const, records };
};

/** Whether all of it is of one instant now. */
const readAll = async (taking: Taking): Promise<boolean> => {
  const { db, records } = taking;
  for await (const keys of db.redis.scanIterator({ MATCH: keyWith('*', db.tenant.id), COUNT: PAGE }))
    await readEach(
      taking,
      keys.filter((key) => isBackedUp(key, db.generation)),
    );
  records.readOnce();
  for (let round = 0; round < ROUNDS && !isOther(taking); round += 1) {
    if (changedIn(taking).length > MOST_AT_ONCE) await readEach(taking, takeChanged(taking));
    else if (await readTogether(taking)) return !isOther(taking);
  }
  const rested = await taking.changes.atRest(() => readEach(taking, takeChanged(taking)));
  return rested === true && !isOther(taking);
};

/** What tells that another import is seen now, or that a trail is written anew without somebody. */
const marksOf = ({ tenant }: OpenTenant): readonly string[] => {
  const { generation, schema, erasures } = tenantKeys(tenant.id);
  return [EVERYTHING, generation, schema, erasures];
};

const isOther = ({ db, changes }: Taking): boolean => marksOf(db).some((key) => changes.changed.has(key));

const changedIn = ({ db, changes }: Taking): string[] => {
  const marks = marksOf(db);
  return [...changes.changed].filter((key) => isBackedUp(key, db.generation) && !marks.includes(key));
};

const takeChanged = (taking: Taking): string[] => {
  const keys = changedIn(taking);
  for (const key of keys) taking.changes.changed.delete(key);
  return keys;
};

const readEach = async (taking: Taking, keys: readonly string[]): Promise<void> => {
  for (let from = 0; from < keys.length; from += SIDE_BY_SIDE)
    await Promise.all(keys.slice(from, from + SIDE_BY_SIDE).map((key) => readOne(taking, key)));
};

const readOne = async (taking: Taking, key: string): Promise<void> => {
  const { db, records } = taking;
  const type = await typeOf(taking, key);
  if (!type) return;
  const until = await db.redis.pExpireTime(key);
  let more = false;
  for await (const content of contentOf(db.redis, key, type, records.endOf(key))) {
    await records.write({ key, until, content, more });
    more = true;
  }
  if (!more) await records.write({ key, until, content: undefined, more });
};

/** What a key of this kind holds; undefined where none was met yet and this one is not there. */
const typeOf = async ({ db, types }: Taking, key: string): Promise<ValueType | undefined> => {
  const family = familyOf(key);
  const known = types.get(family);
  if (known) return known;
  const type = await db.redis.type(key);
  if (!isValueType(type)) return undefined;
  types.set(family, type);
  return type;
};

/** Reads what has changed in one step; whether nothing else had changed until then. */
const readTogether = async (taking: Taking): Promise<boolean> => {
  const { records, changes } = taking;
  await changes.hear();
  await learnTypes(taking);
  const wanted = takeChanged(taking).flatMap((key) => {
    const type = taking.types.get(familyOf(key));
    return type ? [{ key, type, behind: records.endOf(key) }] : [];
  });
  const read = await changes.atOnce((watching) => readAtOnce(watching, wanted));
  for (const reading of read) await records.write({ ...reading, more: false });
  const keys = new Set(wanted.map(({ key }) => key));
  return changedIn(taking).every((key) => keys.has(key));
};

/** What is not there and of no kind that was met is nothing to read; where it comes, it changes once more. */
const learnTypes = async (taking: Taking): Promise<void> => {
  const { changed } = taking.changes;
  for (const key of changedIn(taking).filter((each) => !taking.types.has(familyOf(each)))) {
    changed.delete(key);
    if (await typeOf(taking, key)) changed.add(key);
  }
};
