import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { TenantId } from '../api/types.ts';
import { VALUES } from './format/format.ts';
import { readParts } from './format/read.ts';

/** A tenant that is named in a file and has data already. */
export interface PresentTenant {
  readonly tenantId: TenantId;
  readonly tenantName: string;
}

/** The tenant of a file, if readers see data of it; undefined also for a file that an import would refuse. */
export const presentTenant = async (redis: Redis, file: string): Promise<PresentTenant | undefined> => {
  for await (const { part, value } of readParts(file)) {
    if (part !== 'tenant') continue;
    const tenant = VALUES.tenant.safeParse(value);
    if (!tenant.success) return undefined;
    const { id: tenantId, name: tenantName } = tenant.data;
    return (await redis.exists(tenantKeys(tenantId).generation)) === 1 ? { tenantId, tenantName } : undefined;
  }
  return undefined;
};
