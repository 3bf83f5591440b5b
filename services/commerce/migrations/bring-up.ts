import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Lease } from '../../leases/lease.ts';
import type { Redis } from '../../redis/client.ts';
import { schemaKeys, tenantKeys } from '../../redis/keys.ts';
import { runScript, scriptOf } from '../../redis/script.ts';
import type { TenantId } from '../api/types.ts';
import { knownTenants } from '../store/tenant-list.ts';
import { type OpenTenant, openTenant } from '../store/tenants.ts';
import { MIGRATIONS } from './index.ts';
import { noteSchema, SCHEMA_VERSION, schemaOf } from './schema.ts';

const CLAIM = scriptOf(readFileSync(new URL('./claim-schema.lua', import.meta.url), 'utf8'));
const POLL_MS = 200;

/** The data was written by a newer version; the message says what to do. */
export class NewerData extends Error {
  constructor(found: number) {
    super(
      `The data was written by a newer version of the bot (form ${found}; this version knows ${SCHEMA_VERSION}). ` +
        'Start that version, or restore a backup from before it: docs/operate.md.',
    );
    this.name = 'NewerData';
  }
}

interface Ground {
  readonly redis: Redis;
  readonly log: Pick<Logger, 'info'>;
}

/** @throws {NewerData} a newer version has written here */
export const assertKnownSchema = async (redis: Redis): Promise<void> => {
  const newest = Number(await redis.get(schemaKeys.newest));
  if (newest > SCHEMA_VERSION) throw new NewerData(newest);
};

/** Says that this version writes here, so that no older one starts any more. */
const claimSchema = async (redis: Redis): Promise<void> => {
  const newest = await runScript(redis, CLAIM, { keys: [schemaKeys.newest], arguments: [String(SCHEMA_VERSION)] });
  if (Number(newest) > SCHEMA_VERSION) throw new NewerData(Number(newest));
};

/**
 * Brings every tenant to the form of this version. One process does it at a time and the others wait for it; where it
 * dies, the next one goes on. It costs two reads for each tenant where nothing is to be done.
 * @throws {NewerData}
 */
export const bringUpToDate = async ({ redis, log }: Ground): Promise<void> => {
  await claimSchema(redis);
  for (let older = await olderTenants(redis); older.length > 0; older = await olderTenants(redis)) {
    const lease = await Lease.take(redis, schemaKeys.migrating);
    if (!lease) await sleep(POLL_MS);
    else await migrateAll({ redis, log }, older, lease).finally(() => lease.release());
  }
};

const olderTenants = async (redis: Redis): Promise<TenantId[]> => {
  const tenants = await knownTenants(redis);
  const older = await Promise.all(tenants.map((tenantId) => isOlder(redis, tenantId)));
  return tenants.filter((_, position) => older[position]);
};

/** One whose first import is under way has nothing to be brought up. */
const isOlder = async (redis: Redis, tenantId: TenantId): Promise<boolean> =>
  (await schemaOf(redis, tenantId)) < SCHEMA_VERSION && (await redis.exists(tenantKeys(tenantId).generation)) === 1;

const migrateAll = async ({ redis, log }: Ground, tenants: readonly TenantId[], lease: Lease): Promise<void> => {
  for (const tenantId of tenants) {
    const db = await openTenant(redis, tenantId);
    await migrate(db, log, () => lease.assertHeld());
  }
};

/** Brings one tenant to the form of this version, step by step; each is noted when it is whole. */
export const migrate = async (db: OpenTenant, log: Ground['log'], assertHeld = () => {}): Promise<void> => {
  const { redis, tenant } = db;
  const from = await schemaOf(redis, tenant.id);
  for (const { version, name, run } of MIGRATIONS.filter((each) => each.version > from)) {
    assertHeld();
    const began = performance.now();
    await run(db);
    await noteSchema(redis, tenant.id, version);
    const milliseconds = Math.round(performance.now() - began);
    log.info({ tenantId: tenant.id, migration: name, milliseconds }, 'brought to a newer form');
  }
};
