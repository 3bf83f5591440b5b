import type { Redis } from '../redis/client.ts';
import { paymentKeys } from '../redis/keys.ts';
import type { Payment, Payments } from './payments.ts';

/** Ends the id of a card that the sandbox declines; every other card is good for any amount. */
export const DECLINED = '000000000002';

/** How long the sandbox knows what it has done. */
const REMEMBERED_S = 30 * 24 * 60 * 60;

/**
 * A stand-in for a payment provider: no money is moved anywhere. It remembers each operation, as a provider does, so
 * that a repeat takes and gives nothing twice.
 */
export const sandboxPayments = (redis: Redis): Payments => {
  const once = async (key: string, payment: Payment): Promise<Payment> => {
    const first = await redis.set(key, JSON.stringify(payment), {
      condition: 'NX',
      expiration: { type: 'EX', value: REMEMBERED_S },
      GET: true,
    });
    return first === null ? payment : JSON.parse(first);
  };
  return {
    async charge(payment) {
      const reversed = await redis.exists(paymentKeys.reversal(payment.operationId));
      if (reversed === 1 || payment.paymentMethodId.endsWith(DECLINED)) return { ok: false };
      const first = await once(paymentKeys.charge(payment.operationId), payment);
      return { ok: true, charged: first.amount };
    },
    async reverse(operationId) {
      await redis.set(paymentKeys.reversal(operationId), '1', { expiration: { type: 'EX', value: REMEMBERED_S } });
    },
    async refund(payment) {
      await once(paymentKeys.refund(payment.operationId), payment);
    },
  };
};
