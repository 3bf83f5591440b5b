import type { GenerationKeys } from '../../redis/keys.ts';
import type { Invoice, ProductId, UserId } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';

/** The calendar month (UTC) of an instant, such as `2026-11`. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** What stands for an invoice among those not paid. */
export const unpaidMember = ({ ownerId, id }: Pick<Invoice, 'ownerId' | 'id'>): string => `${ownerId}\t${id}`;

/** The keys that `fileInvoice` of the prelude needs, in its order. */
export const filingKeys = (keys: GenerationKeys, { ownerId, issuedAt }: Invoice): string[] => [
  keys.invoices(ownerId),
  keys.unpaidInvoices,
  keys.spendMonths,
  keys.spendByProduct(monthOf(issuedAt)),
  keys.spendByPurchaser(monthOf(issuedAt)),
];

/** An invoice as `fileInvoice` of the prelude takes it; a credit has a negative amount. */
export const filing = (invoice: Invoice, product: ProductId) => ({
  id: invoice.id,
  owner: invoice.ownerId,
  product,
  month: monthOf(invoice.issuedAt),
  dueAt: String(invoice.dueAt),
  amount: String(invoice.amount.amount),
  unpaid: invoice.status !== 'paid',
  record: JSON.stringify(invoice),
});

/** Everybody who was ever invoiced. */
export const payersOf = async ({ redis, keys }: OpenTenant): Promise<Set<UserId>> => {
  const payers = new Set<UserId>();
  for (const month of await redis.zRange(keys.spendMonths, 0, -1))
    for (const payer of await redis.zRange(keys.spendByPurchaser(month), 0, -1)) payers.add(payer as UserId);
  return payers;
};
