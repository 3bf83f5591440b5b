import { randomBytes } from 'node:crypto';
import type { Redis } from '../redis/client.ts';
import { paymentKeys } from '../redis/keys.ts';
import {
  PAYMENTS_REMEMBERED_MS,
  type Payment,
  type PaymentMethodOnFile,
  type PaymentMethodSetup,
  type PaymentProvider,
  type SetupOutcome,
} from './payments.ts';
import { findTestCard, TEST_CARDS } from './test-cards.ts';

/** Ends the id of a card that the sandbox declines. */
export const DECLINED = '000000000002';
/** Ends the id of a card that is good but has no money. */
const INSUFFICIENT_FUNDS = '_insufficient-funds';

/** Begins the name of a card that was put on file here; those that come by import come again with the next one. */
const OWN = 'sandbox_';

const expiration = { type: 'PX', value: PAYMENTS_REMEMBERED_MS } as const;

/**
 * A stand-in for a payment provider: no money is moved anywhere, and only test cards are taken. It remembers each
 * operation, as a provider does, so that a repeat takes and gives nothing twice. Of a card it keeps what may be shown.
 */
export const createSandboxPayments = (redis: Redis): PaymentProvider => {
  const once = async <Value>(key: string, value: Value): Promise<Value> => {
    const first = await redis.set(key, JSON.stringify(value), { condition: 'NX', expiration, GET: true });
    return first === null ? value : JSON.parse(first);
  };
  const isReversed = async (operationId: string): Promise<boolean> =>
    (await redis.exists(paymentKeys.reversal(operationId))) === 1;
  return {
    testCards: TEST_CARDS,

    async booked(tenantId) {
      const [charges, refunds] = await Promise.all([
        allAt(redis, paymentKeys.charge(`${tenantId}:*`)),
        allAt(redis, paymentKeys.refund(`${tenantId}:*`)),
      ]);
      const gone = await Promise.all(charges.map(({ operationId }) => isReversed(operationId)));
      return [
        ...charges.filter((_, i) => !gone[i]).map((payment) => ({ ...payment, kind: 'charge' }) as const),
        ...refunds.map((payment) => ({ ...payment, kind: 'refund' }) as const),
      ];
    },

    async charge(payment) {
      const { operationId, paymentMethodId } = payment;
      if (paymentMethodId.endsWith(INSUFFICIENT_FUNDS)) return { ok: false, cause: 'insufficient-funds' };
      const gone = [paymentKeys.reversal(operationId), paymentKeys.detached(paymentMethodId)];
      const refused = await Promise.all(gone.map((key) => redis.exists(key)));
      if (refused.includes(1) || paymentMethodId.endsWith(DECLINED)) return { ok: false };
      const first = await once<Payment>(paymentKeys.charge(operationId), payment);
      return { ok: true, charged: first.amount };
    },

    async reverse(operationId) {
      await redis.set(paymentKeys.reversal(operationId), '1', { expiration });
      const charged = await redis.get(paymentKeys.charge(operationId));
      return charged === null ? null : (JSON.parse(charged) as Payment).amount;
    },

    async refund(payment) {
      await once(paymentKeys.refund(payment.operationId), payment);
    },

    async createSetup(setup) {
      await once(paymentKeys.setup(setup.operationId), setup);
      return setup.operationId;
    },

    async completeSetup(session, { secret, ...details }) {
      const setup = await redis.get(paymentKeys.setup(session));
      if (setup === null) throw new Error('The sandbox has no such set-up session');
      const { paymentMethodId: edited }: PaymentMethodSetup = JSON.parse(setup);
      const outcome = edited === undefined ? newCard(secret?.number ?? '') : ({ ok: true, token: edited } as const);
      if (!outcome.ok) return outcome;
      const { ok: _, ...known } = outcome;
      return {
        ok: true,
        paymentMethod: await once<PaymentMethodOnFile>(paymentKeys.setUp(session), { ...details, ...known }),
      };
    },

    async detach(paymentMethodId) {
      if (paymentMethodId.startsWith(OWN)) await redis.set(paymentKeys.detached(paymentMethodId), '1', { expiration });
    },
  };
};

/** What stands under the keys of a pattern: looks through all keys, a thousand at a time. */
const allAt = async (redis: Redis, pattern: string): Promise<Pick<Payment, 'operationId' | 'amount'>[]> => {
  const payments = new Map<string, Payment>();
  for await (const keys of redis.scanIterator({ MATCH: pattern, COUNT: 1000 }))
    for (const json of keys.length > 0 ? await redis.mGet(keys) : []) {
      const payment: Payment | null = json === null ? null : JSON.parse(json);
      if (payment) payments.set(payment.operationId, payment);
    }
  return [...payments.values()].map(({ operationId, amount }) => ({ operationId, amount }));
};

type NewCard = Pick<PaymentMethodOnFile, 'token' | 'face'> & { readonly ok: true };

const newCard = (number: string): NewCard | Extract<SetupOutcome, { ok: false }> => {
  const card = findTestCard(number);
  if (!card) return { ok: false, cause: 'not-a-test-card' };
  const { behaviour, brand } = card;
  if (behaviour === 'declined' || behaviour === 'expired') return { ok: false, cause: behaviour };
  const ending = behaviour === 'insufficient-funds' ? INSUFFICIENT_FUNDS : '';
  const token = `${OWN}${randomBytes(16).toString('base64url')}${ending}`;
  return { ok: true, token, face: { brand, last4: number.slice(-4) } };
};
