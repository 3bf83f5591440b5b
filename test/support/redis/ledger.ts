import type { Invoice, TenantId } from '../../../services/commerce/api/types.ts';
import type { Payment } from '../../../services/payments/payments.ts';
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
  const settled = sum(invoices.filter(({ status }) => status === 'paid').map(({ amount }) => amount.amount));
  const taken = await takenBySandbox(redis, tenantId);
  return settled === taken ? undefined : `the provider has taken ${taken}, but paid invoices come to ${settled}`;
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
