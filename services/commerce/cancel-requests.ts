import type { Notice } from '../notices/notice.ts';
import { type Intent, operationOf, ownPurchase } from './acting.ts';
import { refuse } from './errors.ts';
import { productOf } from './purchases.ts';
import type { Service } from './service.ts';
import { perform, resultOf } from './store/act.ts';
import { readRecord, readRecords, recordsPlan } from './store/records.ts';
import { readSubscription } from './store/subscriptions.ts';
import type { OpenTenant } from './store/tenants.ts';
import { summarize } from './subscriptions.ts';
import type { Actor, ProductId, SubscriptionRef, UserId } from './types.ts';
import { usableSubscriptions } from './usable.ts';
import type { AskedPurchase } from './views.ts';

/** A purchaser was asked to cancel. */
interface CancelRequest {
  /** The admin who asked. */
  readonly by: UserId;
  readonly at: number;
  /** Absent until the purchaser has answered. */
  readonly answer?: 'kept' | 'canceled';
}

/** Asking purchasers to cancel what the organization has bought centrally meanwhile. */
export const cancelRequestActs = (service: Service) => ({
  /**
   * Asks every purchaser of a product to cancel; one who was asked and has not answered is not asked again. Returns
   * whom it asked. Refuses `forbidden`, `no-such-product`.
   */
  async askToCancel(actor: Actor, productId: ProductId, { operationId }: Intent): Promise<SubscriptionRef[]> {
    service.need(actor, 'take-over');
    const db = await service.open(actor);
    productOf(db, productId);
    const asked: SubscriptionRef[] = [];
    for (const { ref } of await usableSubscriptions(db, productId, { source: 'self-service', now: service.now() }))
      if (await ask(service, db, actor, { ref, intent: { operationId: `${operationId}/${ref}` } })) asked.push(ref);
    return asked;
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
    const answered = await perform<{ answer: 'kept' | 'canceled' }>(await service.open(actor), head, async (db) => {
      const { subscription } = await ownPurchase(db, actor, ref);
      const { status } = subscription;
      if (answer === 'canceled' && status !== 'Deleted') refuse({ code: 'not-active', status });
      const before = await readRequest(db, ref);
      if (!before) return refuse({ code: 'no-such-request', wanted: ref });
      const given = before.answer ?? answer;
      const to = { user: before.by };
      const event = { subscription: ref, by: actor.userId, answer, subject: ref, at: operation.at };
      return recordsPlan({
        writes: [{ key: db.keys.cancelRequests, id: ref, before, after: { ...before, answer: given } }],
        notices: before.answer ? [] : [{ kind: 'cancel-answered', ...event, to }],
        becomes: { answer: given },
        answer: { answer: given },
      });
    });
    return resultOf(answered);
  },

  /** What came of asking, for each purchase of a product that was asked about. Refuses `forbidden`, `no-such-product`. */
  async cancelAnswers(actor: Actor, productId: ProductId): Promise<AskedPurchase[]> {
    service.need(actor, 'take-over');
    const db = await service.open(actor);
    productOf(db, productId);
    const refs = (await db.redis.hKeys(db.keys.cancelRequests)) as SubscriptionRef[];
    const requests = await readRecords<CancelRequest>(db, db.keys.cancelRequests, refs);
    const asked = await Promise.all(refs.map((ref, i) => askedPurchase(db, ref, requests[i])));
    return asked.flatMap((each) => (each?.summary.product.id === productId ? [each] : []));
  },
});

const readRequest = (db: OpenTenant, ref: SubscriptionRef) =>
  readRecord<CancelRequest>(db, db.keys.cancelRequests, ref);

/** Whether the purchaser is asked now. */
const ask = async (
  service: Service,
  db: OpenTenant,
  actor: Actor,
  { ref, intent }: { readonly ref: SubscriptionRef; readonly intent: Intent },
): Promise<boolean> => {
  const operation = operationOf(service, actor, intent);
  const head = { operation, subject: ref, act: 'ask-to-cancel', asked: ref };
  const answer = await perform<{ asked: boolean }>(db, head, async (open) => {
    const before = await readRequest(open, ref);
    const purchaser = (await readSubscription(open, ref))?.subscription.purchaserId;
    if (!purchaser || (before && !before.answer)) return recordsPlan({ writes: [], answer: { asked: false } });
    const { at } = operation;
    const by = actor.userId;
    const notice: Notice = { kind: 'cancel-asked', subscription: ref, by, to: { user: purchaser }, subject: ref, at };
    return recordsPlan({
      writes: [{ key: open.keys.cancelRequests, id: ref, before, after: { by, at } }],
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
  request: CancelRequest | undefined,
): Promise<AskedPurchase | undefined> => {
  const subscription = (await readSubscription(db, ref))?.subscription;
  if (!subscription || !request) return undefined;
  const answer = subscription.status === 'Deleted' ? 'canceled' : (request.answer ?? null);
  return { summary: await summarize(db, subscription), askedAt: request.at, answer };
};
