import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { type ImportRequest, type ImportSummary, importTenant } from '../../../../services/commerce/import/index.ts';
import { subscriptionPage } from '../../../../services/commerce/store/indexes/subscription-page.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { tenantKeys } from '../../../../services/redis/keys.ts';
import { CAST } from '../../../support/tenants/imported-tenant.ts';

export const AS_OF = Date.parse('2026-11-01T09:00:00Z');
export const silent = pino({ level: 'silent' });

/** A tenant file as an object, for tests that spoil it. */
export type TenantFile = Record<string, unknown>;

/** A tenant of the cast under a tenant id of a test's own. */
export const castFile = (name: keyof typeof CAST, tenantId: TenantId): TenantFile => CAST[name](tenantId);

let folder: string | undefined;
let files = 0;

const newFolder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'tenant-files-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** A path where nothing is yet, removed at the end of the process. */
export const newPath = (): string => {
  folder ??= newFolder();
  files += 1;
  return join(folder, `${files}.json`);
};

/** Writes content to a file of its own and gives its path. */
export const fileWith = async (content: string | Uint8Array | TenantFile): Promise<string> => {
  const file = newPath();
  const raw = typeof content === 'string' || content instanceof Uint8Array;
  await writeFile(file, raw ? content : JSON.stringify(content));
  return file;
};

/** Imports a file with the dates it has. */
export const importFile = (redis: Redis, file: string, more: Partial<ImportRequest> = {}): Promise<ImportSummary> =>
  importTenant({ redis, file, shiftToToday: false, replace: true, now: AS_OF, log: silent, ...more });

/** Every key of a tenant, sorted. */
export const keysOf = async (redis: Redis, tenantId: TenantId): Promise<string[]> => {
  const keys: string[] = [];
  for await (const page of redis.scanIterator({ MATCH: `{${tenantId}}*`, COUNT: 1000 })) keys.push(...page);
  return keys.sort();
};

/** Keys of a tenant that neither belong to what readers see nor go away by themselves. */
export const strayKeys = async (redis: Redis, tenantId: TenantId): Promise<string[]> => {
  const { generation, generations, schema } = tenantKeys(tenantId);
  const current = `{${tenantId}}:g${await redis.get(generation)}:`;
  const others = (await keysOf(redis, tenantId)).filter(
    (key) => ![generation, generations, schema].includes(key) && !key.startsWith(current),
  );
  const lives = await Promise.all(others.map((key) => redis.ttl(key)));
  return others.filter((_, position) => lives[position] === -1);
};

/** Counts one whole import as a reader finds it: listed, counted and in the directory. */
export const readTotals = async (redis: Redis, tenantId: TenantId) => {
  const db = await openTenant(redis, tenantId);
  const page = await subscriptionPage(db, { source: 'all', limit: 1 }, AS_OF);
  const lists = await Promise.all(
    [...db.products.keys()].map((id) => redis.hGet(db.keys.counts('self-service', id), 'subscriptions')),
  );
  return {
    subscriptions: page.total,
    found: page.items.length,
    counted: lists.reduce((total, count) => total + Number(count ?? 0), 0),
    names: await redis.zCard(db.keys.names),
  };
};
