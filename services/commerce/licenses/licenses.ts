import type { ProductLicenses } from '../api/licenses.ts';
import type { SeatCounts } from '../api/reports.ts';
import type { Product, Source } from '../api/types.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** Licenses of one product over all its usable subscriptions of one kind, from counters kept with every change. */
export const seatCounts = async ({ redis, keys }: OpenTenant, { id }: Product, source: Source): Promise<SeatCounts> => {
  const counts = await redis.hGetAll(keys.counts(source, id));
  const count = (field: string): number => Number(counts[field] ?? 0);
  const [quantity, assigned, over] = [count('quantity'), count('assigned'), count('over')];
  const available = Math.max(0, quantity - assigned + over);
  return { subscriptions: count('subscriptions'), quantity, assigned, available, over };
};

/** The same over its self-service subscriptions. */
export const licensesOf = async (db: OpenTenant, product: Product): Promise<ProductLicenses> => ({
  product,
  ...(await seatCounts(db, product, 'self-service')),
});

/** A row for each product that has usable self-service subscriptions, by name. */
export const licensesByProduct = async (db: OpenTenant): Promise<ProductLicenses[]> => {
  const rows = await Promise.all([...db.products.values()].map((product) => licensesOf(db, product)));
  return rows.filter((row) => row.subscriptions > 0).sort((a, b) => a.product.name.localeCompare(b.product.name));
};
