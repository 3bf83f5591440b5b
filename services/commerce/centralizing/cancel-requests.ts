import type { Notice } from '../../notices/notice.ts';
import type { AskedPurchase } from '../api/centralizing.ts';
import { refuse } from '../api/errors.ts';
import type { Actor, ProductId, SubscriptionRef, UserId } from '../api/types.ts';
import { productOf } from '../core/catalogue.ts';
import { type Intent, operationOf, ownedBy, partOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { readRecord, recordsPlan } from '../store/transactions/record-change.ts';
import { type Operation, resultOf, runTransaction } from '../store/transactions/transaction.ts';
import { summarize } from '../subscriptions/subscriptions.ts';
import { usableSubscriptions } from '../subscriptions/usable.ts';

/** A purchaser was asked to cancel. */
interface CancelRequest {
  /** The admin who asked. */
  readonly by: UserId;
  readonly at: number;
  /** Absent until the purchaser has answered. */
  readonly answer?: 'kept' | 'canceled';
}

/** Asking purchasers to cancel what the organization has bought centrally meanwhile. */
export const createCancelRequestOperations = (service: Service) => ({
  /**
   * Asks every purchaser of a product to cancel; one who was asked and has not answered is not asked again. Returns
   * whom it asked. Refuses `forbidden`, `no-such-product`.
   */
  async askToCancel(actor: Actor, productId: ProductId, intent: Intent): Promise<SubscriptionRef[]> {
    service.requireRight(actor, 'take-over');
    const operation = operationOf(service, actor, intent);
    const db = await service.open(actor);
    productOf(db, productId);
    const asked: SubscriptionRef[] = [];
    for (const { ref } of await usableSubscriptions(db, productId, { source: 'self-service', now: service.now() }))
      if (await ask(db, ref, partOf(operation, ref))) asked.push(ref);
    return asked;
  },

  /**
   * Asks the purchaser of one self-service purchase to cancel; false where they were asked already and have not answered.
   * Refuses `forbidden`, `no-such-subscription`, `source-not-self-service`, `source-deleted`.
   */
  async askOneToCancel(actor: Actor, ref: SubscriptionRef, intent: Intent): Promise<{ readonly asked: boolean }> {
    service.requireRight(actor, 'take-over');
    const operation = operationOf(service, actor, intent);
    const db = await service.open(actor);
    const stored = (await readSubscription(db, ref)) ?? refuse({ code: 'no-such-subscription', wanted: ref });
    if (stored.subscription.source !== 'self-service') refuse({ code: 'source-not-self-service' });
    if (stored.subscription.status === 'Deleted') refuse({ code: 'source-deleted' });
    return { asked: await ask(db, ref, operation) };
  },

  /**
   * Whether the purchaser of a subscription of their own was asked to cancel it, and what they have answered: null while
   * they have not; undefined where nobody has asked. Refuses `no-such-subscription`, `take-over-first`, `forbidden`.
   */
  async getCancelAnswer(actor: Actor, ref: SubscriptionRef): Promise<AskedPurchase['answer'] | undefined> {
    const db = await service.open(actor);
    const { subscription } = await ownedBy(db, actor, ref);
    const request = await readRecord<CancelRequest>(db, db.keys.cancelRequests(subscription.productId), ref);
    return request && (subscription.status === 'Deleted' ? 'canceled' : (request.answer ?? null));
  },

  /**
   * The purchaser's answer, which goes to the admin who asked; the first one counts. Refuses `no-such-subscription`,
   * `take-over-first`, `forbidden`, `no-such-request` where nobody has asked, `not-active` for 'canceled' while it is not.
   */
  async answerCancelRequest(
    actor: Actor,
    ref: SubscriptionRef,
    answer: 'kept' | 'canceled',
    intent: Intent,
  ): Promise<{ readonly answer: 'kept' | 'canceled' }> {
    const operation = operationOf(service, actor, intent);
    const head = { operation, subject: ref, act: 'answer-cancel-request', asked: answer };
    const answered = await runTransaction<{ answer: 'kept' | 'canceled' }>(
      await service.open(actor),
      head,
      async (db) => {
        const { subscription } = await ownedBy(db, actor, ref);
        const { status, productId } = subscription;
        if (answer === 'canceled' && status !== 'Deleted') refuse({ code: 'not-active', status });
        const key = db.keys.cancelRequests(productId);
        const before = await readRecord<CancelRequest>(db, key, ref);
        if (!before) return refuse({ code: 'no-such-request', wanted: ref });
        if (before.answer) return recordsPlan({ writes: [], answer: { answer: before.answer } });
        const to = { user: before.by };
        const event = { subscription: ref, by: actor.userId, answer, subject: ref, at: operation.at };
        return recordsPlan({
          writes: [{ key, id: ref, before, after: { ...before, answer } }],
          notices: [{ kind: 'cancel-answered', ...event, to }],
          becomes: { answer },
          answer: { answer },
        });
      },
    );
    return resultOf(answered);
  },

  /** What came of asking, for each purchase of a product that was asked about. Refuses `forbidden`, `no-such-product`. */
  async listCancelAnswers(actor: Actor, productId: ProductId): Promise<AskedPurchase[]> {
    service.requireRight(actor, 'take-over');
    const db = await service.open(actor);
    productOf(db, productId);
    const requests = Object.entries(await db.redis.hGetAll(db.keys.cancelRequests(productId)));
    const asked = await Promise.all(
      requests.map(([ref, json]) => askedPurchase(db, ref as SubscriptionRef, JSON.parse(json))),
    );
    return asked.flatMap((each) => each ?? []);
  },
});

const notAsked = recordsPlan({ writes: [], answer: { asked: false } });

/** Whether the purchaser is asked now. */
const ask = async (db: OpenTenant, ref: SubscriptionRef, operation: Operation): Promise<boolean> => {
  const head = { operation, subject: ref, act: 'ask-to-cancel', asked: ref };
  const answer = await runTransaction<{ asked: boolean }>(db, head, async (open) => {
    const purchase = (await readSubscription(open, ref))?.subscription;
    if (!purchase?.purchaserId) return notAsked;
    const { purchaserId: purchaser, productId } = purchase;
    const key = open.keys.cancelRequests(productId);
    const before = await readRecord<CancelRequest>(open, key, ref);
    if (before && !before.answer) return notAsked;
    const { at, actor } = operation;
    const by = actor.userId;
    const notice: Notice = { kind: 'cancel-asked', subscription: ref, by, to: { user: purchaser }, subject: ref, at };
    return recordsPlan({
      writes: [{ key, id: ref, before, after: { by, at } }],
      notices: [notice],
      becomes: { purchaser },
      answer: { asked: true },
    });
  });
  return resultOf(answer).asked;
};

const askedPurchase = async (
  db: OpenTenant,
  ref: SubscriptionRef,
  request: CancelRequest,
): Promise<AskedPurchase | undefined> => {
  const subscription = (await readSubscription(db, ref))?.subscription;
  if (!subscription) return undefined;
  const answer = subscription.status === 'Deleted' ? 'canceled' : (request.answer ?? null);
  return { summary: await summarize(db, subscription), askedAt: request.at, answer };
};
