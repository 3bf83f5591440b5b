import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { importTenant } from '../../../services/commerce/import/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { freshTenantId } from '../redis/redis.ts';

export interface DemoTenant {
  readonly tenantId: TenantId;
  /** The id of a person of the demo, by display name or its beginning. */
  userId(name: string): UserId;
  /** The demo's own day; its dates are not shifted, so that tests can name them. */
  now(): number;
}

/**
 * Imports a copy of a demo tenant under a tenant id of its own, so that tests do not meet; or anew under one it has. Its
 * delegated admins belong to `partner`, where one is given.
 */
export const importDemo = async (
  redis: Redis,
  demo: 'contoso' | 'fabrikam',
  tenantId = freshTenantId(),
  partner?: TenantId,
): Promise<DemoTenant> => {
  const original = JSON.parse(await readFile(new URL(`../../../demo/${demo}.json`, import.meta.url), 'utf8'));
  const { delegatedAdmins = [] } = original.tenant;
  const delegates = partner
    ? delegatedAdmins.map((delegate: object) => ({ ...delegate, tenantId: partner }))
    : delegatedAdmins;
  const copy = { ...original, tenant: { ...original.tenant, id: tenantId, delegatedAdmins: delegates } };
  const folder = await mkdtemp(join(tmpdir(), 'demo-tenant-'));
  const file = join(folder, `${demo}.json`);
  const now = Date.parse(original.asOf);
  await writeFile(file, JSON.stringify(copy));
  await importTenant({ redis, file, shiftToToday: false, now, log: pino({ level: 'silent' }) });
  await rm(folder, { recursive: true });
  return {
    tenantId,
    now: () => now,
    userId: (name) => {
      const person = original.users.find(({ displayName }: { displayName: string }) => displayName.startsWith(name));
      assert.ok(person, `nobody in ${demo} is called ${name}`);
      return person.id;
    },
  };
};
