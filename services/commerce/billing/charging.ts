import type { NoticeEvents } from '../../notices/kinds.ts';
import type { Notice } from '../../notices/notice.ts';
import { type Reason, refusalReason, refuse } from '../api/errors.ts';
import type { Money } from '../api/types.ts';
import type { Service } from '../core/service.ts';
import { tell } from '../core/telling.ts';
import {
  closePayment,
  type IdentifiedPayment,
  notePayment,
  readOpenPayment,
  readOpenPayments,
  refusalPlan,
} from '../store/open-payments.ts';
import type { OpenTenant } from '../store/tenants.ts';
import {
  digestOf,
  resultOf,
  runTransaction,
  type TransactionAnswer,
  type TransactionHead,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';

/** What a card is to be charged. */
interface Charge {
  readonly paymentMethodId: string;
  readonly amount: Money;
  /** Of the subscription when it is paid for: what is planned anew for another version is another charge. */
  readonly version: number;
}

/** Money moved for one operation. */
export interface TransactionPayments {
  /** Charges a card, once however often it is tried; what was taken the first time counts. Refuses `payment-declined`. */
  charge(charge: Charge): Promise<{ readonly paid: string; readonly amount: Money }>;
  /** A refund for the plan to write down; it is paid out once the act is done. */
  refund(paymentMethodId: string, amount: Money): IdentifiedPayment;
}

/** What the result of an act tells of its payment: the id of the charge. */
interface PaidFor {
  readonly paid?: string;
}

/**
 * Does an act that moves money. A card is charged before the script, under an id that stands for the operation and its
 * arguments: a repeat does not charge again, and what is charged for an act that is then refused is given back.
 * @throws {CommerceError} the plan's or the script's refusal, `payment-declined`
 */
export const runPaidTransaction = async <Result extends PaidFor>(
  service: Service,
  db: OpenTenant,
  head: TransactionHead,
  plan: (db: OpenTenant, payments: TransactionPayments) => Promise<TransactionPlan>,
): Promise<Result> => {
  const payments = openPayments(service, db, head);
  try {
    const answer = await runTransaction<Result>(db, head, (open) => plan(open, payments));
    await atOnce(settleCharges(service, db, payments.charged, answer));
    if (payments.owes) await atOnce(payOut(service, db, payments.owes));
    return resultOf(answer);
  } catch (error) {
    if (payments.charged.size === 0) throw error;
    const reason = refusalReason(error);
    return resultOf(await giveBack<Result>(service, db, head, { charged: payments.charged, reason }));
  }
};

const openPayments = ({ payments }: Service, db: OpenTenant, head: TransactionHead) => {
  const { actor, id: operation } = head.operation;
  const id = [db.tenant.id, actor.userId, operation, digestOf(head)].join(':');
  const own: TransactionPayments & { readonly charged: Set<string>; owes?: string } = {
    charged: new Set(),
    async charge({ paymentMethodId, amount, version }) {
      const paid = `${id}:${version}`;
      await notePayment(db, { id: paid, payment: { kind: 'charge', head } });
      const outcome = await payments.charge({ operationId: paid, paymentMethodId, amount });
      if (!outcome.ok) await closePayment(db, paid);
      if (!outcome.ok) return refuse({ code: 'payment-declined', ...(outcome.cause && { cause: outcome.cause }) });
      own.charged.add(paid);
      return { paid, amount: outcome.charged };
    },
    refund(paymentMethodId, amount) {
      own.owes = `${id}:refund`;
      return { id: own.owes, payment: { kind: 'refund', paymentMethodId, amount } };
    },
  };
  return own;
};

/** What was planned may not be what was done: only a refund that the script has written down is owed. */
const payOut = async (service: Service, db: OpenTenant, id: string): Promise<void> => {
  const payment = await readOpenPayment(db, id);
  if (payment) await settle(service, db, { id, payment });
};

/** What the answer does not depend on is tried at once; where that fails, `settlePayments` does it later. */
const atOnce = (settling: Promise<void>): Promise<void> => settling.catch(() => undefined);

/** Ends an operation for good and gives back what was charged for it, unless it has been done after all. */
const giveBack = async <Result extends PaidFor>(
  service: Service,
  db: OpenTenant,
  head: TransactionHead,
  { charged, reason, told = false }: GivenBack,
): Promise<TransactionAnswer<Result>> => {
  const answer = await runTransaction<Result>(db, head, () => refusalPlan(reason));
  await settleCharges(service, db, charged, answer, async (id, amount) => {
    const at = service.now();
    if (told && answer.refused !== undefined) await tell(db, `returned/${id}`, [returnedNotice(head, amount, at)], at);
  });
  return answer;
};

interface GivenBack {
  readonly charged: Iterable<string>;
  readonly reason: Reason;
  /** Whether the payer is told by a notice, once for each charge. */
  readonly told?: boolean;
}

/** Gives back every charge but the one that the act was paid with. A crash before the end has it done, and told, again. */
const settleCharges = async (
  { payments }: Service,
  db: OpenTenant,
  charged: Iterable<string>,
  answer: TransactionAnswer<PaidFor>,
  onReturned: (id: string, amount: Money) => Promise<void> = async () => {},
): Promise<void> => {
  const paid = answer.refused === undefined ? answer.result.paid : undefined;
  for (const id of charged) {
    const returned = id === paid ? null : await payments.reverse(id);
    if (returned) await onReturned(id, returned);
    await closePayment(db, id);
  }
};

/** How long a charge may stand without its act before it is taken for left behind by a crash, in ms. */
const LEFT_BEHIND_AFTER = 15 * 60 * 1000;

/**
 * Finishes what a crash or an absent provider has left: gives back charges of which nothing came, and pays out refunds.
 * Safe to run at any time and several times at once. What cannot be finished keeps no other from it.
 * @throws what failed, at the end; several in an `AggregateError`
 */
export const settlePayments = async (service: Service, db: OpenTenant): Promise<void> => {
  const open = await readOpenPayments(db);
  const outcomes = await Promise.allSettled(open.map((payment) => settle(service, db, payment)));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} payments could not be settled`);
  if (failures.length === 1) throw failures[0];
};

/** Has the provider forget the cards that are no longer on file, as far as it can be reached. */
export const forgetDetached = (service: Service, db: OpenTenant): Promise<void> =>
  atOnce(
    readOpenPayments(db).then(async (open) => {
      for (const each of open.filter(({ payment }) => payment.kind === 'detach')) await settle(service, db, each);
    }),
  );

const settle = async (service: Service, db: OpenTenant, { id, payment }: IdentifiedPayment): Promise<void> => {
  if (payment.kind === 'refund') {
    await service.payments.refund({ ...payment, operationId: id });
    await closePayment(db, id);
  } else if (payment.kind === 'detach') {
    await service.vault.detach(payment.paymentMethodId);
    await closePayment(db, id);
  } else if (payment.head.operation.at < service.now() - LEFT_BEHIND_AFTER)
    await giveBack(service, db, payment.head, { charged: [id], reason: GIVEN_BACK, told: true });
};

const GIVEN_BACK: Reason = { code: 'payment-given-back' };

/** What the payer is told, who waits for no answer any more. */
const returnedNotice = (head: TransactionHead, amount: Money, at: number): Notice => {
  const act = head.act as NoticeEvents['payment-returned']['act'];
  return {
    kind: 'payment-returned',
    act,
    amount,
    to: { user: head.operation.actor.userId },
    subject: head.subject,
    at,
  };
};
