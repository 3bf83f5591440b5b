import { accept } from '../api/errors.ts';
import type { QuantityPlan } from '../api/subscriptions.ts';
import type { Actor, OrderEvent, Subscription, SubscriptionRef } from '../api/types.ts';
import { runPaidTransaction } from '../billing/charging.ts';
import { type Credited, collect, credit, type Paid, planCredit } from '../billing/paying.ts';
import { operationOf, ownPurchase, type PaidIntent } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { lastChangeAt, planQuantity } from '../rules/quantity.ts';
import { readHistory } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { type Changed, changed, changePlan } from '../store/transactions/subscription-change.ts';

/** What a new total came to: as planned, with what was in fact charged. */
type QuantityChanged = Changed<QuantityPlan & { readonly quantity: number }>;

/** How many licenses a purchase has. */
export const createQuantityOperations = (service: Service) => ({
  /** What a new total would mean today; changes nothing. Refuses as `setQuantity` does, payments apart. */
  async previewQuantity(actor: Actor, ref: SubscriptionRef, total: number): Promise<QuantityPlan> {
    const db = await service.open(actor);
    const { subscription, paymentMethodId: usualId } = await ownPurchase(db, actor, ref);
    const plan = await planTotal(db, subscription, total, service.now());
    const credited = await planCredit(db, { subscription, amount: plan.credit, usualId });
    return credited ? { ...plan, use: credited.use } : plan;
  },

  /**
   * Gives the actor's own purchase a new total of licenses: more at once and charged for the rest of the term, fewer at
   * once or at the next renewal. Replaces what was scheduled before. Refuses `no-such-subscription`, `take-over-first`,
   * `forbidden`, `stale`, `being-moved`, `not-active`, `trial-fixed`, `bad-quantity`, `below-assigned`,
   * `billed-by-microsoft`, `not-known`,
   * `money-too-large`, `needs-recurring-billing`, `no-payment-method`, `no-such-payment-method`, `card-expired`,
   * `payment-declined`.
   */
  async setQuantity(actor: Actor, ref: SubscriptionRef, total: number, intent: PaidIntent): Promise<QuantityChanged> {
    const operation = operationOf(service, actor, intent);
    const { at } = operation;
    const { paymentMethodId } = intent;
    const head = { operation, subject: ref, act: 'set-quantity', asked: { total, paymentMethodId } };
    return runPaidTransaction(service, await service.open(actor), head, async (db, payments) => {
      const before = await ownPurchase(db, actor, ref, intent.version);
      const plan = await planTotal(db, before.subscription, total, at);
      const after = withTotal(before.subscription, total, plan);
      const bill = { subscription: changed(after), paymentMethodId, usualId: before.paymentMethodId, at };
      const { use, ...paid }: Paid & Credited = plan.credit
        ? await credit(service, db, payments, { ...bill, amount: plan.credit })
        : await collect(service, db, payments, { ...bill, amount: plan.charge });
      return changePlan(db, {
        before,
        after,
        history: after.quantity === before.subscription.quantity ? [] : [resized(after, actor, at)],
        ...paid,
        answer: {
          ...plan,
          use,
          quantity: after.quantity,
          ...(plan.charge && { charge: paid.invoice?.amount ?? plan.charge }),
        },
      });
    });
  },
});

const planTotal = async (
  db: OpenTenant,
  subscription: Subscription,
  total: number,
  now: number,
): Promise<QuantityPlan> => {
  const { billingAccountType: accountType } = db.tenant;
  const since = lastChangeAt(await readHistory(db, subscription.ref));
  const { ok: _, ...plan } = accept(planQuantity({ subscription, total, accountType, lastChangeAt: since, now }));
  return plan;
};

const withTotal = (subscription: Subscription, total: number, { when }: QuantityPlan): Subscription => {
  const { scheduledQuantity: _, ...rest } = subscription;
  return when === 'now' ? { ...rest, quantity: total } : { ...rest, scheduledQuantity: total };
};

const resized = ({ quantity }: Subscription, { userId }: Actor, at: number): OrderEvent => ({
  at,
  kind: 'quantity-changed',
  quantity,
  byUserId: userId,
});
