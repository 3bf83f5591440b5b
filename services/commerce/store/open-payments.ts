import { tenantKeys } from '../../redis/keys.ts';
import type { Reason } from '../api/errors.ts';
import type { Money } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';
import { loadScript, type TransactionHead, type TransactionPlan } from './transactions/transaction.ts';

/**
 * Money on its way: a charge from before the provider is asked until it is paid for something or given back, a refund
 * from when it is owed until the provider has confirmed it. A card that is no longer on file, until the provider has
 * forgotten it as well.
 */
export type OpenPayment =
  | { readonly kind: 'charge'; readonly head: TransactionHead }
  | { readonly kind: 'refund'; readonly paymentMethodId: string; readonly amount: Money }
  | { readonly kind: 'detach'; readonly paymentMethodId: string };

/** A payment with the id under which the provider knows it. */
export interface IdentifiedPayment {
  readonly id: string;
  readonly payment: OpenPayment;
}

/** A payment as scripts put it among the open ones. */
export const encodePayment = ({ id, payment }: IdentifiedPayment) => ({ id, record: JSON.stringify(payment) });

/** Notes a payment before the provider is asked, so that a crash leaves a trace of it. */
export const notePayment = async (db: OpenTenant, { id, payment }: IdentifiedPayment): Promise<void> => {
  await db.redis.hSet(tenantKeys(db.tenant.id).payments, id, JSON.stringify(payment));
};

/** Forgets a payment about which nothing is left to do. */
export const closePayment = async (db: OpenTenant, id: string): Promise<void> => {
  await db.redis.hDel(tenantKeys(db.tenant.id).payments, id);
};

/** One payment, if something is left to do about it. */
export const readOpenPayment = async (db: OpenTenant, id: string): Promise<OpenPayment | undefined> => {
  const json = await db.redis.hGet(tenantKeys(db.tenant.id).payments, id);
  return json === null ? undefined : JSON.parse(json);
};

/** Every payment about which something is left to do. */
export const readOpenPayments = async (db: OpenTenant): Promise<IdentifiedPayment[]> =>
  Object.entries(await db.redis.hGetAll(tenantKeys(db.tenant.id).payments)).map(([id, json]) => ({
    id,
    payment: JSON.parse(json),
  }));

const REFUSE_OPERATION = loadScript('refuse-operation');

/** Plans that an operation is refused for ever, unless it has been done. */
export const refusalPlan = ({ code, ...details }: Reason): TransactionPlan => ({
  script: REFUSE_OPERATION,
  keys: [],
  args: { refusal: { refused: code, ...details } },
});
