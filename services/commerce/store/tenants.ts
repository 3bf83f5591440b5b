import type { Redis } from '../../redis/client.ts';
import { type GenerationKeys, generationKeys, tenantKeys } from '../../redis/keys.ts';
import { refuse } from '../api/errors.ts';
import type { Product, ProductId, TenantId, TenantRecord } from '../api/types.ts';

/** A tenant's data as one reader sees it: the generation that was current when it was opened. */
export interface OpenTenant {
  readonly redis: Redis;
  readonly keys: GenerationKeys;
  readonly generation: string;
  readonly tenant: TenantRecord;
  readonly products: ReadonlyMap<ProductId, Product>;
}

/**
 * Opens a tenant for reading. A later import does not disturb the reader: the keys of a replaced generation live on
 * for a minute.
 * @throws {CommerceError} `unknown-tenant`
 */
export const openTenant = async (redis: Redis, tenantId: TenantId): Promise<OpenTenant> => {
  const generation = await redis.get(tenantKeys(tenantId).generation);
  if (generation === null) return refuse({ code: 'unknown-tenant', tenantId });
  const keys = generationKeys(tenantId, generation);
  const [tenant, products] = await Promise.all([redis.get(keys.tenant), redis.hVals(keys.products)]);
  if (tenant === null) return refuse({ code: 'unknown-tenant', tenantId });
  return {
    redis,
    keys,
    generation,
    tenant: JSON.parse(tenant),
    products: byId(products.map((json) => JSON.parse(json))),
  };
};

/** A tenant's own record alone; undefined where there is none. */
export const readTenant = async (redis: Redis, tenantId: TenantId): Promise<TenantRecord | undefined> => {
  const generation = await redis.get(tenantKeys(tenantId).generation);
  const record = generation === null ? null : await redis.get(generationKeys(tenantId, generation).tenant);
  return record === null ? undefined : JSON.parse(record);
};

const byId = (products: Product[]): Map<ProductId, Product> =>
  new Map(products.map((product) => [product.id, product]));
