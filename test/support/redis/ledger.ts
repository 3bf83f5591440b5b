import type { Invoice, TenantId } from '../../../services/commerce/api/types.ts';
import { reconcile } from '../../../services/commerce/index.ts';
import { amountLeft, refundOf } from '../../../services/commerce/store/invoices.ts';
import type { Payment } from '../../../services/payments/payments.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { paymentKeys, tenantKeys } from '../../../services/redis/keys.ts';
import { below, type Snapshot } from './snapshot.ts';

/**
 * Compares the payment sandbox's books with a tenant's paid invoices, once nothing is left to settle. Returns a
 * sentence where they differ, undefined where they agree. The tenant must have begun without paid invoices. Scans.
 */
export const ledgerFault = async (redis: Redis, tenant: Snapshot): Promise<string | undefined> => {
  const { hashes, keys, tenantId } = tenant;
  const open = Object.keys(hashes.get(tenantKeys(tenantId).payments) ?? {});
  if (open.length > 0) return `payments are still open: ${open.join(', ')}`;
  const invoices = [...below(hashes, keys.invoices('' as never)).values()].flatMap((hash) =>
    Object.values(hash).map((json): Invoice => JSON.parse(json)),
  );
  const settled = sum(invoices.map(moved));
  const taken = await takenBySandbox(redis, tenantId);
  if (settled !== taken) return `the provider has taken ${taken}, but paid invoices come to ${settled}`;
  const { differences } = await reconcile({ redis, books: createSandboxPayments(redis) }, tenantId, 0);
  return differences.length === 0 ? undefined : JSON.stringify(differences);
};

/** What was taken for an invoice, or given back by a credit note. */
const moved = (invoice: Invoice): number => {
  if (invoice.amount.amount < 0) return invoice.payment ? -refundOf(invoice).amount : 0;
  return invoice.status === 'paid' ? amountLeft(invoice).amount : 0;
};

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

const takenBySandbox = async (redis: Redis, tenantId: TenantId): Promise<number> => {
  const amounts: number[] = [];
  for await (const page of redis.scanIterator({ MATCH: paymentKeys.charge(`${tenantId}*`), COUNT: 10_000 }))
    for (const key of page) {
      const reversed = await redis.exists(key.replace(paymentKeys.charge(''), paymentKeys.reversal('')));
      if (reversed === 0) amounts.push(await amountAt(redis, key));
    }
  for await (const page of redis.scanIterator({ MATCH: paymentKeys.refund(`${tenantId}*`), COUNT: 10_000 }))
    for (const key of page) amounts.push(-(await amountAt(redis, key)));
  return sum(amounts);
};

const amountAt = async (redis: Redis, key: string): Promise<number> => {
  const { amount }: Payment = JSON.parse((await redis.get(key)) ?? '{}');
  return amount.amount;
};
