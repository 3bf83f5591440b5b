import { createKept } from '../../cache/bounded.ts';
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

/** What a tenant is made of, as it is stored. */
interface Stored {
  readonly tenant: string | null;
  readonly products: readonly string[];
}

/** A tenant as it was opened last, if it was. */
interface Opened {
  last?: { readonly stored: Stored; readonly open: OpenTenant } | undefined;
}

const openedBy = new WeakMap<Redis, (tenantId: TenantId, make: () => Opened) => Opened>();

const openedOf = (redis: Redis, tenantId: TenantId): Opened => {
  const opened = openedBy.get(redis) ?? createKept<Opened>(1_000);
  openedBy.set(redis, opened);
  return opened(tenantId, () => ({}));
};

/**
 * Opens a tenant for reading. A later import does not disturb the reader: the keys of a replaced generation live on
 * for a minute. It is looked at every time, in one go where its generation is that of the last time, and made anew only
 * where something of it has changed.
 * @throws {CommerceError} `unknown-tenant`
 */
export const openTenant = async (redis: Redis, tenantId: TenantId): Promise<OpenTenant> => {
  const opened = openedOf(redis, tenantId);
  const guess = opened.last?.open;
  const looking = guess && lookInto(redis, guess.keys);
  const [generation, guessed] = await Promise.all([redis.get(tenantKeys(tenantId).generation), looking]);
  const keys = generationKeys(tenantId, generation ?? '');
  const stored = generation === guess?.generation && guessed ? guessed : await lookInto(redis, keys);
  const { tenant, products } = stored;
  if (generation === null || tenant === null) {
    opened.last = undefined;
    return refuse({ code: 'unknown-tenant', tenantId });
  }
  if (opened.last?.open.generation !== generation || !isSame(opened.last.stored, stored)) {
    opened.last = { stored, open: { redis, keys, generation, ...partsOf(tenant, products) } };
  }
  return opened.last.open;
};

/**
 * Opens a tenant and reads something of it, in one go where its generation is that of the last time.
 * @throws {CommerceError} `unknown-tenant`
 */
export const openAndRead = async <Found>(
  redis: Redis,
  tenantId: TenantId,
  read: (db: Pick<OpenTenant, 'redis' | 'keys'>) => Promise<Found>,
): Promise<[OpenTenant, Found]> => {
  const guess = openedOf(redis, tenantId).last?.open;
  const [open, early] = await Promise.all([openTenant(redis, tenantId), guess && read(guess)]);
  return [open, open.generation === guess?.generation ? (early as Found) : await read(open)];
};

/**
 * The same of a generation that readers need not see yet.
 * @throws {CommerceError} `unknown-tenant`
 */
export const openGeneration = async (redis: Redis, tenantId: TenantId, generation: string): Promise<OpenTenant> => {
  const keys = generationKeys(tenantId, generation);
  const stored = await lookInto(redis, keys);
  return stored.tenant === null
    ? refuse({ code: 'unknown-tenant', tenantId })
    : { redis, keys, generation, ...partsOf(stored.tenant, stored.products) };
};

const partsOf = (tenant: string, products: readonly string[]): Pick<OpenTenant, 'tenant' | 'products'> => ({
  tenant: JSON.parse(tenant),
  products: byId(products.map((json) => JSON.parse(json))),
});

const lookInto = async (redis: Redis, keys: GenerationKeys): Promise<Stored> => {
  const [tenant, products] = await Promise.all([redis.get(keys.tenant), redis.hVals(keys.products)]);
  return { tenant, products };
};

const isSame = (one: Stored, other: Stored): boolean =>
  one.tenant === other.tenant &&
  one.products.length === other.products.length &&
  one.products.every((json, i) => json === other.products[i]);

/** A tenant's own record alone; undefined where there is none. */
export const readTenant = async (redis: Redis, tenantId: TenantId): Promise<TenantRecord | undefined> => {
  const generation = await redis.get(tenantKeys(tenantId).generation);
  const record = generation === null ? null : await redis.get(generationKeys(tenantId, generation).tenant);
  return record === null ? undefined : JSON.parse(record);
};

const byId = (products: Product[]): Map<ProductId, Product> =>
  new Map(products.map((product) => [product.id, product]));
