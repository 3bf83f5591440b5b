import { type BookedPayment, PAYMENTS_REMEMBERED_MS, type PaymentBooks } from '../../payments/payments.ts';
import type { Redis } from '../../redis/client.ts';
import type { Difference, Reconciliation } from '../api/billing.ts';
import type { Invoice, Money, TenantId, Versioned } from '../api/types.ts';
import { DAY_MS } from '../rules/term.ts';
import { amountLeft, payersOf, refundOf } from '../store/invoices.ts';
import { readOpenPayments } from '../store/open-payments.ts';
import { type OpenTenant, openTenant } from '../store/tenants.ts';
import { readAllRecords } from '../store/transactions/record-change.ts';

/**
 * Compares what invoices and credit notes of a tenant tell with each other, and with the books of the payment provider;
 * changes nothing. What is under way while it looks is no difference: only what it finds twice is one.
 * @param now milliseconds since 1970
 * @throws {CommerceError} `unknown-tenant`
 */
export const reconcile = async (
  { redis, books }: { readonly redis: Redis; readonly books: PaymentBooks },
  tenantId: TenantId,
  now: number,
): Promise<Reconciliation> => {
  const first = await compare(redis, books, tenantId, now);
  if (first.differences.length === 0) return first;
  const found = new Set(first.differences.map(keyOf));
  const second = await compare(redis, books, tenantId, now);
  return { ...second, differences: second.differences.filter((each) => found.has(keyOf(each))) };
};

const keyOf = (difference: Difference): string => JSON.stringify(difference);

/** The provider first: what it has done by then is in our books, or still open. */
const compare = async (redis: Redis, books: PaymentBooks, tenantId: TenantId, now: number): Promise<Reconciliation> => {
  const booked = await books.booked(tenantId);
  const db = await openTenant(redis, tenantId);
  const open = new Set((await readOpenPayments(db)).map(({ id }) => id));
  const invoices = await everyInvoice(db);
  const told = invoices.flatMap(paymentTold).filter(({ at }) => at > now - PAYMENTS_REMEMBERED_MS + DAY_MS);
  return {
    name: db.tenant.name,
    invoices: invoices.length,
    payments: booked.length,
    differences: [
      ...paymentDifferences(told, booked).filter(({ about }) => !open.has(about)),
      ...creditDifferences(invoices),
    ],
  };
};

const everyInvoice = async (db: OpenTenant): Promise<Versioned<Invoice>[]> => {
  const invoices: Versioned<Invoice>[] = [];
  for (const payer of await payersOf(db))
    invoices.push(...(await readAllRecords<Invoice>(db, db.keys.invoices(payer))));
  return invoices;
};

/** A payment that our books tell of. */
interface ToldPayment extends BookedPayment {
  readonly number: string;
  readonly at: number;
}

const paymentTold = (invoice: Invoice): ToldPayment[] => {
  const { payment, number, amount } = invoice;
  if (!payment) return [];
  const about = { operationId: payment.id, at: payment.at, number };
  return amount.amount < 0
    ? [{ ...about, kind: 'refund', amount: refundOf(invoice) }]
    : [{ ...about, kind: 'charge', amount: amountLeft(invoice) }];
};

const paymentDifferences = (told: readonly ToldPayment[], booked: readonly BookedPayment[]): Difference[] => {
  const there = new Map(booked.map((payment) => [payment.operationId, payment]));
  const missing = told.flatMap(({ kind, operationId: about, number, amount }): Difference[] => {
    const found = there.get(about);
    there.delete(about);
    if (found?.kind === kind && isSame(found.amount, amount)) return [];
    return [{ kind: `${kind}-differs`, about, number, ours: amount, theirs: found?.amount ?? null }];
  });
  const unexplained = [...there.values()].map(
    ({ kind, operationId: about, amount }): Difference => ({
      kind: `${kind}-differs`,
      about,
      number: null,
      ours: null,
      theirs: amount,
    }),
  );
  return [...missing, ...unexplained];
};

const isSame = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

/** What invoices have been settled with against what credit notes have settled. */
const creditDifferences = (invoices: readonly Invoice[]): Difference[] => {
  const settled = new Map<string, number>();
  for (const { settles = [] } of invoices)
    for (const { invoice, amount } of settles) settled.set(invoice, (settled.get(invoice) ?? 0) + amount);
  return invoices.flatMap(({ id, number, amount, credited = 0 }): Difference[] => {
    const noted = settled.get(id) ?? 0;
    if (noted === credited) return [];
    const of = (part: number): Money => ({ ...amount, amount: part });
    return [{ kind: 'credit-differs', about: id, number, ours: of(credited), theirs: of(noted) }];
  });
};
