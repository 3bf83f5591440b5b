import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { importTenant } from '../../../services/commerce/import/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { keptLog } from '../kept-log.ts';
import { freshTenantId } from '../redis/redis.ts';
import { contoso } from './cast/contoso.ts';
import { fabrikam } from './cast/fabrikam.ts';
import { tailspin } from './cast/tailspin.ts';
import { NOW, type TenantFile } from './parts.ts';

export interface ImportedTenant {
  readonly tenantId: TenantId;
  /** The id of a person, by display name or its beginning. */
  userId(name: string): UserId;
  /** The day that the factories go by; dates are not shifted, so that tests can name them. */
  now(): number;
}

/** The tenants that most tests play in. */
export const CAST = { contoso, fabrikam, tailspin };

/**
 * Imports a tenant of the cast under an id of its own, so that tests do not meet; or anew under one it has. The admin
 * delegated by Contoso belongs to `partner`, where one is given.
 */
export const importCast = (
  redis: Redis,
  name: keyof typeof CAST,
  tenantId = freshTenantId(),
  partner?: TenantId,
): Promise<ImportedTenant> => importFactoryTenant(redis, CAST[name](tenantId, partner));

/** Imports what a factory made; as if the day that it goes by were `today` (ms), where one is given. */
export const importFactoryTenant = async (
  redis: Redis,
  tenantFile: TenantFile,
  today?: number,
): Promise<ImportedTenant> => {
  const folder = await mkdtemp(join(tmpdir(), 'factory-tenant-'));
  const file = join(folder, 'tenant.json');
  await writeFile(file, JSON.stringify(tenantFile));
  const now = today ?? NOW;
  await importTenant({ redis, file, shiftToToday: today !== undefined, replace: true, now, log: keptLog });
  await rm(folder, { recursive: true });
  return {
    tenantId: tenantFile.tenant.id as TenantId,
    now: () => now,
    userId: (name) => {
      const person = tenantFile.users.find(({ displayName }) => displayName.startsWith(name));
      assert.ok(person, `nobody in ${tenantFile.tenant.name} is called ${name}`);
      return person.id as UserId;
    },
  };
};
