import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import type { TenantId } from '../api/types.ts';

/** The form in which this version stores the data of a tenant: see `migrations`. */
export const SCHEMA_VERSION = 7;

/** What was written before the form had a version. */
const FIRST = 1;

/** The form in which a tenant is stored. */
export const schemaOf = async (redis: Redis, tenantId: TenantId): Promise<number> =>
  Number((await redis.get(tenantKeys(tenantId).schema)) ?? FIRST);

export const noteSchema = async (redis: Redis, tenantId: TenantId, version: number): Promise<void> => {
  await redis.set(tenantKeys(tenantId).schema, String(version));
};
