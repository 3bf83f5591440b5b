import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Actor, TenantId, UserId } from '../services/commerce/api/types.ts';
import { importTenant } from '../services/commerce/import/index.ts';
import { type BenchServer, silent } from './server.ts';
import { personId, type TenantSize, writeTenantFile } from './tenant-file.ts';

/** Imports a generated tenant of some size. */
export const importGenerated = async ({ redis, folder }: BenchServer, size: TenantSize): Promise<TenantId> => {
  const tenantId = randomUUID() as TenantId;
  const file = join(folder, `${tenantId}.json`);
  await writeTenantFile(file, size, tenantId);
  await importTenant({ redis, file, shiftToToday: true, replace: true, now: Date.now(), log: silent });
  return tenantId;
};

/** A person of a generated tenant by number; the first is Global Administrator. */
export const generatedActor = (tenantId: TenantId, n: number): Actor => ({
  tenantId,
  userId: personId(n) as UserId,
  roles: n === 0 ? ['GlobalAdministrator'] : [],
  userType: 'member',
  enabled: true,
});
