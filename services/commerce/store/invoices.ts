import type { GenerationKeys } from '../../redis/keys.ts';
import type { Invoice, Money, ProductId, UserId, Versioned } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';

/** The calendar month (UTC) of an instant, such as `2026-11`. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** Whether something of it is to be paid. */
export const isUnpaid = ({ status }: Pick<Invoice, 'status'>): boolean => status === 'due' || status === 'overdue';

/** What is to be paid of an invoice, or was: all that credit notes have not settled. */
export const amountLeft = ({ amount, credited = 0 }: Pick<Invoice, 'amount' | 'credited'>): Money => ({
  ...amount,
  amount: amount.amount - credited,
});

/** What of a credit note goes back to the card, where there is one: what it has not settled. */
export const refundOf = ({ amount, settles = [] }: Pick<Invoice, 'amount' | 'settles'>): Money => ({
  ...amount,
  amount: settles.reduce((left, settled) => left - settled.amount, -amount.amount),
});

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
  unpaid: isUnpaid(invoice),
  record: JSON.stringify(invoice),
});

/** An invoice, as it was read, with so much more of it settled by a credit note (minor units). */
export interface Settling {
  readonly before: Versioned<Invoice>;
  readonly amount: number;
}

/** The same as `settleInvoices` of the prelude takes it. */
export const settling = ({ before, amount }: Settling) => {
  const credited = (before.credited ?? 0) + amount;
  const whole = credited === before.amount.amount;
  const status = whole ? 'credited' : before.status;
  const record = JSON.stringify({ ...before, credited, status, version: before.version + 1 });
  return { id: before.id, version: before.version, record, ...(whole && { settled: unpaidMember(before) }) };
};

/** Everybody who was ever invoiced. */
export const payersOf = async ({ redis, keys }: OpenTenant): Promise<Set<UserId>> => {
  const payers = new Set<UserId>();
  for (const month of await redis.zRange(keys.spendMonths, 0, -1))
    for (const payer of await redis.zRange(keys.spendByPurchaser(month), 0, -1)) payers.add(payer as UserId);
  return payers;
};
