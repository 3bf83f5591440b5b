import type { Invoice, ProductId, UserId } from '../../api/types.ts';
import { monthOf } from '../invoices.ts';
import { readSubscription } from '../subscriptions.ts';
import type { OpenTenant } from '../tenants.ts';
import { readAllRecords } from '../transactions/record-change.ts';

/** Minor units, the dearest first. */
export interface StoredSpend {
  readonly byProduct: readonly { readonly id: ProductId; readonly amount: number }[];
  readonly byPurchaser: readonly { readonly id: UserId; readonly amount: number }[];
}

/** What was invoiced in a month: every product, and so many of the purchasers. */
export const readSpend = async (
  { redis, keys }: OpenTenant,
  month: string,
  purchasers: number,
): Promise<StoredSpend> => {
  const dearest = async <Id extends string>(key: string, last: number) => {
    const found = await redis.zRangeWithScores(key, 0, last, { REV: true });
    return found.map(({ value, score }) => ({ id: value as Id, amount: score }));
  };
  const [byProduct, byPurchaser] = await Promise.all([
    dearest<ProductId>(keys.spendByProduct(month), -1),
    purchasers < 1 ? [] : dearest<UserId>(keys.spendByPurchaser(month), purchasers - 1),
  ]);
  return { byProduct, byPurchaser };
};

/** What one person was invoiced, for any month. Reads all their invoices once. */
export const readSpendOf = async (db: OpenTenant, owner: UserId): Promise<(month: string) => StoredSpend> => {
  const invoices = await readAllRecords<Invoice>(db, db.keys.invoices(owner));
  const refs = [...new Set(invoices.map(({ subscription }) => subscription))];
  const stored = await Promise.all(refs.map((ref) => readSubscription(db, ref)));
  const products = new Map(refs.map((ref, i) => [ref, stored[i]?.subscription.productId]));
  return (month) => {
    const own = invoices.filter(({ issuedAt }) => monthOf(issuedAt) === month);
    const sums = new Map<ProductId, number>();
    for (const { subscription, amount } of own) {
      const product = products.get(subscription);
      if (product) sums.set(product, (sums.get(product) ?? 0) + amount.amount);
    }
    const byProduct = [...sums].map(([id, amount]) => ({ id, amount })).sort((a, b) => b.amount - a.amount);
    return { byProduct, byPurchaser: own.length > 0 ? [{ id: owner, amount: total(byProduct) }] : [] };
  };
};

const total = (parts: readonly { readonly amount: number }[]): number =>
  parts.reduce((sum, { amount }) => sum + amount, 0);
