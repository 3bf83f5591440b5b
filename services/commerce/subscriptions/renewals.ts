import { accept, refuse } from '../api/errors.ts';
import type { ReactivatePreview, RecurringBillingPreview } from '../api/subscriptions.ts';
import type { Actor, Money, OrderEvent, OrderEventKind, Subscription, SubscriptionRef } from '../api/types.ts';
import { runPaidTransaction } from '../billing/charging.ts';
import { collect } from '../billing/paying.ts';
import { type Intent, operationOf, ownPurchase } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { next, statusAt, termEnd } from '../rules/lifecycle.ts';
import { notKnown, quote, termPrice } from '../rules/pricing.ts';
import { totalAtRenewal } from '../rules/quantity.ts';
import { type Changed, changed, changePlan } from '../store/transactions/subscription-change.ts';
import { resultOf, runTransaction } from '../store/transactions/transaction.ts';

type RecurringBillingSet = Changed<{ readonly autoRenew: boolean }>;
type Reactivated = Changed<{ readonly expiresAt: number; readonly charged: Money }>;

/** Whether a purchase goes on after its term. */
export const createRenewalOperations = (service: Service) => ({
  /** What turning recurring billing on or off would do; changes nothing. Refuses as `setRecurringBilling`. */
  async previewRecurringBilling(actor: Actor, ref: SubscriptionRef, on: boolean): Promise<RecurringBillingPreview> {
    const { subscription } = await ownPurchase(await service.open(actor), actor, ref);
    const after = withRecurringBilling(subscription, on, service.now());
    const { scheduledQuantity = null } = subscription;
    return {
      subscription,
      changes: after.autoRenew !== subscription.autoRenew,
      dropped: on ? null : scheduledQuantity,
      renewal: on
        ? termPrice({ ...after, quantity: totalAtRenewal(after, scheduledQuantity ?? after.quantity) })
        : null,
    };
  },

  /**
   * Turns recurring billing of the actor's own purchase on or off; off drops a scheduled quantity. Refuses
   * `no-such-subscription`, `take-over-first`, `forbidden`, `stale`, `being-moved`,
   * `billed-by-microsoft`, `not-active`, `trial-fixed` for a trial without card, which never renews; `not-known` to turn
   * it on where nobody can tell what the next term costs.
   */
  async setRecurringBilling(
    actor: Actor,
    ref: SubscriptionRef,
    on: boolean,
    intent: Intent,
  ): Promise<RecurringBillingSet> {
    const operation = operationOf(service, actor, intent);
    const { at } = operation;
    const head = { operation, subject: ref, act: 'set-recurring-billing', asked: on };
    const answer = await runTransaction<RecurringBillingSet>(await service.open(actor), head, async (db) => {
      const before = await ownPurchase(db, actor, ref, intent.version);
      const after = withRecurringBilling(before.subscription, on, at);
      const kind = on ? 'recurring-billing-on' : 'recurring-billing-off';
      const history = on === before.subscription.autoRenew ? [] : [event(kind, after, actor, at)];
      return changePlan(db, { before, after, history, answer: { autoRenew: on } });
    });
    return resultOf(answer);
  },

  /** What reactivating would do and cost; changes nothing. Refuses as `reactivate`, payments apart. */
  async previewReactivate(actor: Actor, ref: SubscriptionRef): Promise<ReactivatePreview> {
    const { subscription } = await ownPurchase(await service.open(actor), actor, ref);
    const after = reactivated(subscription, service.now());
    return { subscription, expiresAt: after.expiresAt, charge: accept(quote(after)).perTerm };
  },

  /**
   * Brings the actor's own Expired or Disabled purchase back: a new term from now, charged at once, with recurring
   * billing on. Refuses `no-such-subscription`, `take-over-first`, `forbidden`, `stale`, `being-moved`,
   * `already-active`, `already-deleted`, `billed-by-microsoft`, `trial-fixed` for a trial without card, `not-known`,
   * `money-too-large`,
   * `no-payment-method`, `no-such-payment-method`, `card-expired`, `payment-declined`.
   */
  async reactivate(
    actor: Actor,
    ref: SubscriptionRef,
    { paymentMethodId }: { readonly paymentMethodId?: string },
    intent: Intent,
  ): Promise<Reactivated> {
    const operation = operationOf(service, actor, intent);
    const { at } = operation;
    const head = { operation, subject: ref, act: 'reactivate', asked: paymentMethodId };
    return runPaidTransaction(service, await service.open(actor), head, async (db, payments) => {
      const before = await ownPurchase(db, actor, ref, intent.version);
      const after = reactivated(before.subscription, at);
      const { perTerm } = accept(quote(after));
      const paid = await collect(service, db, payments, {
        subscription: changed(after),
        amount: perTerm,
        paymentMethodId,
        usualId: before.paymentMethodId,
        at,
      });
      return changePlan(db, {
        before,
        after,
        history: [event('reactivated', after, actor, at)],
        ...paid,
        answer: { expiresAt: after.expiresAt, charged: paid.invoice?.amount ?? perTerm },
      });
    });
  },
});

const withRecurringBilling = (subscription: Subscription, on: boolean, now: number): Subscription => {
  if (subscription.billedBy === 'microsoft') refuse({ code: 'billed-by-microsoft' });
  const status = statusAt(subscription, now);
  if (status !== 'Active') refuse({ code: 'not-active', status });
  if (on && subscription.trial === 'no-card') refuse({ code: 'trial-fixed' });
  const canTell = subscription.expiresAt !== null && termPrice(subscription) !== null;
  if (on && !subscription.autoRenew && !canTell) refuse(notKnown(subscription));
  const { scheduledQuantity: _, ...unscheduled } = subscription;
  return on ? { ...subscription, autoRenew: true } : { ...unscheduled, autoRenew: false };
};

const reactivated = (subscription: Subscription, now: number) => {
  const { scheduledQuantity: _, ...rest } = subscription;
  if (subscription.billedBy === 'microsoft') refuse({ code: 'billed-by-microsoft' });
  const status = statusAt(subscription, now);
  if (status === 'Deleted') refuse({ code: 'already-deleted' });
  if (subscription.trial === 'no-card') refuse({ code: 'trial-fixed' });
  return {
    ...rest,
    reactivatedAt: now,
    status: next(status, 'reactivate') ?? refuse({ code: 'already-active' }),
    expiresAt: termEnd(now, subscription.term ?? refuse(notKnown(subscription))),
    autoRenew: true,
    trial: null,
  } satisfies Subscription;
};

const event = (kind: OrderEventKind, { quantity }: Subscription, { userId }: Actor, at: number): OrderEvent => ({
  at,
  kind,
  quantity,
  byUserId: userId,
});
