import type { ProductLicenses } from '../api/licenses.ts';
import type { Product } from '../api/types.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** Licenses of one product over all its usable self-service subscriptions, from counters kept with every change. */
export const licensesOf = async ({ redis, keys }: OpenTenant, product: Product): Promise<ProductLicenses> => {
  const counts = await redis.hGetAll(keys.counts('self-service', product.id));
  const count = (field: string): number => Number(counts[field] ?? 0);
  return { product, subscriptions: count('subscriptions'), quantity: count('quantity'), assigned: count('assigned') };
};

/** A row for each product that has usable self-service subscriptions, by name. */
export const licensesByProduct = async (db: OpenTenant): Promise<ProductLicenses[]> => {
  const rows = await Promise.all([...db.products.values()].map((product) => licensesOf(db, product)));
  return rows.filter((row) => row.subscriptions > 0).sort((a, b) => a.product.name.localeCompare(b.product.name));
};
