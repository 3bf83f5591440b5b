import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId } from '../commerce/api/types.ts';
import { readBusiness } from '../commerce/import/replacing/standing.ts';
import { schemaOf } from '../commerce/migrations/schema.ts';
import { type OpenTenant, openTenant } from '../commerce/store/tenants.ts';
import type { Redis } from '../redis/client.ts';
import { generationOf, keyWith, restOf, tenantKeys } from '../redis/keys.ts';
import { runScript, scriptOf } from '../redis/script.ts';
import { BACKUP_FORMAT, type Head, type KeyPiece } from './format.ts';
import { isBackedUp } from './kept-families.ts';
import { contentOf } from './reading-keys.ts';
import { neverStill } from './refusals.ts';

const STANDING = scriptOf(readFileSync(new URL('./standing.lua', import.meta.url), 'utf8'));
/** Keys looked for at a time. */
const PAGE = 1000;
const TRIES = 5;
const BETWEEN_TRIES_MS = 500;

/** Where a backup is put together; what is there of a try that came to nothing is thrown away. */
export interface Draft {
  readonly write: (text: string) => Promise<void>;
  readonly restart: () => Promise<void>;
  /** All of it is written. */
  readonly finish: () => Promise<void>;
}

/**
 * Writes everything that is stored of a tenant as it was at one instant, some of it at a time: where something is done
 * there meanwhile, it begins again.
 * @param now milliseconds since 1970
 * @throws {CommerceError} `unknown-tenant`
 * @throws {BackupRefused} something was done there each time
 */
export const takeBackup = async (redis: Redis, tenantId: TenantId, now: () => number, draft: Draft): Promise<void> => {
  const db = await openTenant(redis, tenantId);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await sleep(BETWEEN_TRIES_MS);
    await draft.restart();
    const before = await standingOf(db);
    await writeAll(db, now(), draft);
    if ((await standingOf(db)) === before) return draft.finish();
  }
  throw neverStill(db.tenant.name, TRIES);
};

const standingOf = ({ redis, keys: { names }, tenant }: OpenTenant): Promise<unknown> => {
  const { generation, payments, erasures, outboxProgress, audit, outbox, deliveryAgenda } = tenantKeys(tenant.id);
  const agendas = [deliveryAgenda('card'), deliveryAgenda('mail')];
  const keys = [generation, payments, erasures, outboxProgress, names, audit, outbox, ...agendas];
  return runScript(redis, STANDING, { keys, arguments: [] });
};

const writeAll = async (db: OpenTenant, now: number, { write }: Draft): Promise<void> => {
  const digest = createHash('sha256');
  let lines = 0;
  const writeLine = (line: object): Promise<void> => {
    const text = `${JSON.stringify(line)}\n`;
    digest.update(text);
    lines += 1;
    return write(text);
  };
  await writeLine(await headOf(db, now));
  for await (const piece of piecesOfTenant(db)) await writeLine(piece);
  await write(`${JSON.stringify({ lines, sha256: digest.digest('hex') })}\n`);
};

const headOf = async ({ redis, tenant: { id, name } }: OpenTenant, now: number): Promise<Head> => ({
  format: BACKUP_FORMAT,
  schema: await schemaOf(redis, id),
  tenant: { id, name },
  takenAt: new Date(now).toISOString(),
  lastChange: (await readBusiness(redis, id)).lastChange,
});

async function* piecesOfTenant({ redis, tenant, generation }: OpenTenant): AsyncGenerator<KeyPiece> {
  for await (const found of redis.scanIterator({ MATCH: keyWith('*', tenant.id), COUNT: PAGE }))
    for (const key of found) if (isBackedUp(key, generation)) yield* piecesOfKey(redis, key);
}

async function* piecesOfKey(redis: Redis, key: string): AsyncGenerator<KeyPiece> {
  const until = await redis.pExpireTime(key);
  const head = { of: generationOf(key) === undefined ? 'tenant' : 'import', key: restOf(key) } as const;
  let isFirst = true;
  for await (const content of contentOf(redis, key)) {
    yield { ...head, ...(isFirst ? {} : { more: true }), ...(until > 0 && { until }), ...content };
    isFirst = false;
  }
}
