import type { Notice } from '../../notices/notice.ts';
import type { CreditUse } from '../api/billing.ts';
import { accept, refuse } from '../api/errors.ts';
import {
  type Access,
  type Cancellation,
  type CancelPlan,
  type CancelPreview,
  LONGEST_FEEDBACK,
} from '../api/subscriptions.ts';
import type { Actor, Money, Subscription, SubscriptionRef } from '../api/types.ts';
import { runPaidTransaction } from '../billing/charging.ts';
import { credit, planCredit } from '../billing/paying.ts';
import { changeable, type Intent, operationOf, ownPurchase } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { accessCounts, accessWithout } from '../licenses/access.ts';
import { planCancel } from '../rules/cancel.ts';
import { licenseLostNotice } from '../store/license-notices.ts';
import { readSubscription, type StoredSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { type Changed, changed, endPlan, MOST_RELEASED_AT_ONCE } from '../store/transactions/subscription-change.ts';

/** How it ended: what is credited, if anything, how many people had a license, and who keeps access. */
export type Canceled = Changed<{
  readonly credit: Money | null;
  readonly use?: CreditUse;
  readonly people: number;
  readonly access: Access;
}>;

/** Ending a purchase: its purchaser cancels it, or an admin who takes it over. */
export const createCancellationOperations = (service: Service) => ({
  /** What cancelling would do now, and whether money comes back. Refuses as `cancelSubscription` does. */
  async previewCancel(actor: Actor, ref: SubscriptionRef): Promise<CancelPreview> {
    const db = await service.open(actor);
    return previewEnd(db, await ownPurchase(db, actor, ref), { now: service.now() });
  },

  /** The same for an admin who takes a purchase over. Refuses as `takeOverCancel` does. */
  async previewTakeOverCancel(actor: Actor, ref: SubscriptionRef): Promise<CancelPreview> {
    const db = await service.open(actor);
    const stored = await purchaseToTakeOver(service, db, actor, ref);
    return previewEnd(db, stored, { now: service.now(), takeOver: true });
  },

  /**
   * Ends the actor's own purchase for ever; its people lose their licenses at once. Refuses `no-such-subscription`,
   * `take-over-first`, `forbidden`, `stale`, `being-moved`, `already-deleted`, `must-reduce-first`, `text-too-long`.
   */
  async cancelSubscription(
    actor: Actor,
    ref: SubscriptionRef,
    cancellation: Cancellation,
    intent: Intent,
  ): Promise<Canceled> {
    const own = (db: OpenTenant) => ownPurchase(db, actor, ref, intent.version);
    return end(service, { actor, ref, cancellation, intent, act: 'cancel-subscription', find: own });
  },

  /**
   * Ends a purchaser's subscription for ever, who is told so. Refuses `forbidden`, `no-such-subscription`,
   * `source-not-self-service`, `stale`, `being-moved`, `already-deleted`, `text-too-long`.
   */
  async takeOverCancel(
    actor: Actor,
    ref: SubscriptionRef,
    cancellation: Cancellation,
    intent: Intent,
  ): Promise<Canceled> {
    const taken = (db: OpenTenant) => purchaseToTakeOver(service, db, actor, ref, intent.version);
    return end(service, { actor, ref, cancellation, intent, act: 'take-over-cancel', find: taken });
  },
});

/** Somebody's purchase in the hands of an admin. */
const purchaseToTakeOver = async (
  { requireRight }: Service,
  db: OpenTenant,
  actor: Actor,
  ref: SubscriptionRef,
  version?: number,
): Promise<StoredSubscription> => {
  requireRight(actor, 'take-over');
  const stored = (await readSubscription(db, ref)) ?? refuse({ code: 'no-such-subscription', wanted: ref });
  if (stored.subscription.source !== 'self-service') refuse({ code: 'source-not-self-service' });
  return changeable(stored, version);
};

interface Ending {
  readonly actor: Actor;
  readonly ref: SubscriptionRef;
  readonly cancellation: Cancellation;
  readonly intent: Intent;
  readonly act: 'cancel-subscription' | 'take-over-cancel';
  readonly find: (db: OpenTenant) => Promise<StoredSubscription>;
}

const end = async (service: Service, { actor, ref, cancellation, intent, act, find }: Ending): Promise<Canceled> => {
  if ((cancellation.feedback ?? '').length > LONGEST_FEEDBACK)
    refuse({ code: 'text-too-long', limit: LONGEST_FEEDBACK });
  const operation = operationOf(service, actor, intent);
  const { at } = operation;
  const takeOver = act === 'take-over-cancel';
  const canceled = await runPaidTransaction<Canceled>(
    service,
    await service.open(actor),
    { operation, subject: ref, act, asked: cancellation },
    async (db, payments) => {
      const before = await find(db);
      const { subscription } = before;
      const plan = planEnd(db, subscription, { now: at, takeOver });
      const { use, ...credited } = await credit(service, db, payments, {
        subscription: changed(subscription),
        amount: plan.credit ?? undefined,
        usualId: before.paymentMethodId,
        at,
      });
      return endPlan(db, {
        before,
        history: [{ at, kind: 'canceled', quantity: subscription.quantity, byUserId: actor.userId }],
        notices: takeOver ? canceledNotices(subscription, { actor, at, credit: credited.invoice?.id }) : [],
        lost: (user) => licenseLostNotice(subscription, { user, cause: 'canceled', by: actor.userId, at }),
        ...credited,
        answer: {
          credit: plan.credit,
          use,
          people: subscription.assigned,
          access: await accessCounts(db, subscription, { now: at }),
        },
        details: { ...cancellation },
      });
    },
  );
  if (canceled.people > MOST_RELEASED_AT_ONCE)
    service.work.emit('begun', { kind: 'release-seats', tenantId: actor.tenantId, subscription: ref });
  return canceled;
};

/** When it ends, and whether an admin ends it. */
interface EndOccasion {
  readonly now: number;
  readonly takeOver?: boolean;
}

const previewEnd = async (
  db: OpenTenant,
  stored: StoredSubscription,
  occasion: EndOccasion,
): Promise<CancelPreview> => {
  const { subscription, paymentMethodId: usualId } = stored;
  const plan = planEnd(db, subscription, occasion);
  const credited = await planCredit(db, { subscription, amount: plan.credit ?? undefined, usualId });
  return { subscription, plan, use: credited?.use, access: await accessWithout(db, subscription, occasion) };
};

const planEnd = ({ tenant }: OpenTenant, subscription: Subscription, occasion: EndOccasion): CancelPlan => {
  const { ok: _, ...plan } = accept(planCancel({ subscription, accountType: tenant.billingAccountType, ...occasion }));
  return plan;
};

const canceledNotices = (
  { ref, purchaserId }: Subscription,
  { actor, at, credit }: { readonly actor: Actor; readonly at: number; readonly credit: string | undefined },
): Notice[] => {
  if (purchaserId === null) return [];
  const event = { subscription: ref, by: actor.userId, ...(credit && { credit }), subject: ref, at };
  return [{ ...event, kind: 'subscription-canceled', to: { user: purchaserId } }];
};
