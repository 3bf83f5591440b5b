import type { Notice } from '../../notices/notice.ts';
import { refuse } from '../api/errors.ts';
import type { Move } from '../api/moves.ts';
import type { Actor, Subscription, SubscriptionRef, TenantId } from '../api/types.ts';
import { runPaidTransaction, type TransactionPayments } from '../billing/charging.ts';
import { credit } from '../billing/paying.ts';
import { ignoreConflicts } from '../core/conflicts.ts';
import type { Service } from '../core/service.ts';
import { planCancel } from '../rules/cancel.ts';
import { licenseLostNotice } from '../store/license-notices.ts';
import { finishPlan, readMove, steerPlan, stepPlan } from '../store/moves.ts';
import { readSubscription } from '../store/subscriptions.ts';
import { type OpenTenant, openTenant } from '../store/tenants.ts';
import { changed } from '../store/transactions/subscription-change.ts';
import {
  resultOf,
  runTransaction,
  type TransactionHead,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';

/** Where carrying on a move has got to; a crash at any of them does no harm. */
export const MOVE_POINTS = ['step-begins', 'step-done', 'finish-begins', 'finish-done'] as const;
export type MovePoint = (typeof MOVE_POINTS)[number];

/**
 * Carries a move on until it rests: it has ended, or stopped by itself. Safe to run again, and several times at once.
 * Undefined where there is none.
 * @param reached called at each point on the way
 */
export const continueMove = async (
  service: Service,
  tenantId: TenantId,
  source: SubscriptionRef,
  reached: (point: MovePoint) => void = () => {},
): Promise<Move | undefined> => {
  for (;;) {
    const db = await openTenant(service.redis, tenantId);
    const move = await readMove(db, source);
    if (!move || !UNDER_WAY.includes(move.state)) return move;
    await advance(service, db, move, reached).catch(async (error: unknown) => {
      ignoreConflicts(error);
      const reread = await readMove(db, source);
      // Overtaken by nobody: to ask again at once would go round in circles.
      if (reread?.step === move.step && reread.state === move.state) throw error;
    });
  }
};

const UNDER_WAY: readonly Move['state'][] = ['running', 'undoing'];

/** One step: its number is in the operation id, so that it is taken once. */
const advance = async (
  service: Service,
  db: OpenTenant,
  move: Move,
  reached: (point: MovePoint) => void,
): Promise<void> => {
  const isFinish = move.state === 'running' && (await db.redis.zCard(db.keys.seats(move.source))) === 0;
  const act = isFinish ? 'finish' : 'step';
  const head: TransactionHead = {
    operation: { id: `${move.id}/${move.step}`, actor: actorOf(db, move), at: service.now() },
    subject: move.source,
    act: isFinish ? 'finish-move' : move.state === 'undoing' ? 'undo-move-step' : 'move-step',
    asked: move.step,
  };
  reached(`${act}-begins`);
  if (isFinish)
    await runPaidTransaction(service, db, head, (open, payments) => lastPlan(service, open, { move, head, payments }));
  else resultOf(await runTransaction(db, head, (open) => nextPlan(open, move, head)));
  reached(`${act}-done`);
};

const nextPlan = async (db: OpenTenant, move: Move, { operation }: TransactionHead): Promise<TransactionPlan> => {
  const { source, target } = await unchanged(db, move);
  return stepPlan(db, move, { source: source.subscription, target: target.subscription, at: operation.at });
};

interface Finish {
  readonly move: Move;
  readonly head: TransactionHead;
  readonly payments: TransactionPayments;
}

/** The source ends as if an admin had canceled it: what that gives back goes to the purchaser. */
const lastPlan = async (
  service: Service,
  db: OpenTenant,
  { move, head, payments }: Finish,
): Promise<TransactionPlan> => {
  const { source: before } = await unchanged(db, move);
  const { subscription, paymentMethodId } = before;
  const { at } = head.operation;
  const accountType = db.tenant.billingAccountType;
  const end = planCancel({ subscription, accountType, now: at, takeOver: true });
  // Its time may have run out while it was moved: then nothing is left to give back, and it ends all the same.
  const amount = end.ok ? (end.credit ?? undefined) : undefined;
  const bill = { subscription: changed(subscription), amount, usualId: paymentMethodId, at };
  const { use: _, ...credited } = await credit(service, db, payments, bill);
  return finishPlan(db, move, {
    before,
    history: [{ at, kind: 'moved', quantity: subscription.quantity, byUserId: move.actor }],
    notices: finishNotices(subscription, move, { at, credit: credited.invoice?.id }),
    lost: (user) => licenseLostNotice(subscription, { user, cause: 'moved', by: move.actor, at }),
    ...credited,
  });
};

const finishNotices = (
  { ref, purchaserId }: Subscription,
  { id, target, actor }: Move,
  { at, credit }: { readonly at: number; readonly credit: string | undefined },
): Notice[] => {
  const event = { move: id, subscription: ref, target, by: actor, subject: ref, at };
  const finished: Notice = { ...event, kind: 'move-finished', to: { user: actor } };
  if (!purchaserId) return [finished];
  return [{ ...event, ...(credit && { credit }), kind: 'subscription-moved', to: { user: purchaserId } }, finished];
};

/** Both ends of a move that has come no further. Refuses `no-such-move`, `stale`. */
const unchanged = async (db: OpenTenant, move: Move) => {
  const [current, source, target] = await Promise.all([
    readMove(db, move.source),
    readSubscription(db, move.source),
    readSubscription(db, move.target),
  ]);
  if (!source || !target || current?.id !== move.id) return refuse({ code: 'no-such-move' });
  return current.step === move.step ? { source, target } : refuse({ code: 'stale', version: current.step });
};

/** Lets a move rest that could not be carried on again and again; the admin who began it is told. */
export const stopFailingMove = async (service: Service, tenantId: TenantId, source: SubscriptionRef): Promise<void> => {
  const db = await openTenant(service.redis, tenantId);
  const move = await readMove(db, source);
  if (!move || !UNDER_WAY.includes(move.state)) return;
  const operation = { id: `${move.id}/${move.step}/stop`, actor: actorOf(db, move), at: service.now() };
  const head = { operation, subject: source, act: 'stop-move', asked: move.step };
  const stop = { from: UNDER_WAY, state: 'stopped', because: 'failed' } as const;
  await runTransaction(db, head, (open) => steerPlan(open, move, stop, operation.at))
    .then(resultOf)
    .catch(ignoreConflicts);
};

/** The audit trail names the admin who began the move. */
const actorOf = (db: OpenTenant, { actor: userId }: Move): Actor => ({
  tenantId: db.tenant.id,
  userId,
  roles: [],
  userType: 'member',
  enabled: true,
});
