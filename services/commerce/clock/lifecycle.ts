import type { Notice } from '../../notices/notice.ts';
import { refuse } from '../api/errors.ts';
import type { Invoice, OrderEvent, Subscription, SubscriptionRef, TenantId } from '../api/types.ts';
import { ignoreConflicts } from '../core/conflicts.ts';
import { SERVICE_USER, type Service, serviceActor } from '../core/service.ts';
import { sendReminders, tellOfStep } from '../reminders/reminders.ts';
import { afterEvent, DISABLED_DAYS, type DueEvent, EXPIRED_DAYS, nextEvent } from '../rules/lifecycle.ts';
import { termPrice } from '../rules/pricing.ts';
import { totalAtRenewal } from '../rules/quantity.ts';
import { DAY_MS } from '../rules/term.ts';
import { expiringBetween } from '../store/indexes/expirations.ts';
import { licenseLostNotice } from '../store/license-notices.ts';
import { readHolders, readSubscription, type StoredSubscription } from '../store/subscriptions.ts';
import { type OpenTenant, openTenant } from '../store/tenants.ts';
import { changePlan, endPlan, MOST_RELEASED_AT_ONCE } from '../store/transactions/subscription-change.ts';
import {
  resultOf,
  runTransaction,
  type TransactionHead,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';
import { keepPace, paceAt } from './pace.ts';

/** Days that a purchaser has to pay for a renewal. */
const DAYS_TO_PAY = 14;

/** How long after its `expiresAt` the clock does something to a subscription of this status. */
const CLOCK_ACTS_AFTER = {
  Active: 0,
  Expired: EXPIRED_DAYS * DAY_MS,
  Disabled: (EXPIRED_DAYS + DISABLED_DAYS) * DAY_MS,
} as const;

/** Time has made a step that the life cycle does not believe at once: from when to when (ms). */
export interface StepOfTime {
  readonly from: number;
  readonly to: number;
}

/**
 * Does to a tenant's subscriptions what the clock says: renews, expires, disables, deletes, also what was missed while
 * nothing ran; and tells people of what is coming. After a step of more than three days it only makes that known at
 * first, and then does what is due a day at a time, in runs an hour apart. Safe to run again, and several times at once.
 * @returns the step that is being made up for
 */
export const runLifeCycle = async (service: Service, tenantId: TenantId): Promise<StepOfTime | undefined> => {
  const db = await openTenant(service.redis, tenantId);
  const now = service.now();
  const pace = await paceAt(service.redis, tenantId, now);
  if (!pace) return undefined;
  const { until, ahead } = pace;
  const step = ahead && { from: ahead.since, to: now };
  if (step && ahead.isNew) await tellOfStep(db, step);
  else await doWhatIsDue(service, db, { until, now });
  if (!step) await sendReminders(service, db);
  await keepPace(service.redis, tenantId, until);
  return step;
};

/** What is due until then is done now. */
interface Due {
  readonly until: number;
  readonly now: number;
}

const doWhatIsDue = async (service: Service, db: OpenTenant, due: Due): Promise<void> => {
  for (const status of ['Disabled', 'Expired', 'Active'] as const)
    for await (const ref of expiringBetween(db, status, { from: 0, to: due.until - CLOCK_ACTS_AFTER[status] }))
      await catchUp(service, db, ref, due).catch(ignoreConflicts);
};

/** Every event that is due, in order. One whose people are being moved waits until the move has ended. */
const catchUp = async (service: Service, db: OpenTenant, ref: SubscriptionRef, { until, now }: Due): Promise<void> => {
  for (;;) {
    const subscription = (await readSubscription(db, ref))?.subscription;
    const event = subscription && nextEvent(subscription);
    if (!event || event.at > until) return;
    const head: TransactionHead = {
      operation: {
        id: `clock/${db.generation}/${ref}/${event.event}/${event.at}`,
        actor: serviceActor(db.tenant.id),
        at: now,
      },
      subject: ref,
      act: event.event,
      asked: event.at,
    };
    resultOf(await runTransaction(db, head, (open) => planOf(service, open, head, event)));
  }
};

const planOf = async (
  service: Service,
  db: OpenTenant,
  head: TransactionHead,
  event: DueEvent,
): Promise<TransactionPlan> => {
  const before = await readSubscription(db, head.subject as SubscriptionRef);
  const current = before && nextEvent(before.subscription);
  if (!before || current?.event !== event.event || current.at !== event.at)
    return refuse({ code: 'stale', version: before?.subscription.version ?? 0 });
  if (before.moving) return refuse({ code: 'being-moved' });
  if (event.event === 'delete') return deletePlan(db, before, head.operation.at);
  const after = withSchedule(before.subscription, event);
  return changePlan(db, {
    before,
    after,
    history: historyOf(before.subscription, after, event),
    notices: event.event === 'disable' ? await lossNotices(db, before.subscription, head.operation.at) : [],
    invoice: event.event === 'renew' ? renewalInvoice(service, after, event.at) : undefined,
  });
};

/** The people have had no access since it was disabled, and were told then; only the many are told as they are released. */
const deletePlan = (db: OpenTenant, before: StoredSubscription, at: number): Promise<TransactionPlan> =>
  endPlan(db, {
    before,
    lost: (user) => licenseLostNotice(before.subscription, { user, cause: 'ended', by: SERVICE_USER, at }),
  });

const withSchedule = (subscription: Subscription, event: DueEvent): Subscription => {
  const { scheduledQuantity, ...rest } = afterEvent(subscription, event);
  if (scheduledQuantity === undefined) return rest;
  return event.event === 'renew' ? { ...rest, quantity: totalAtRenewal(subscription, scheduledQuantity) } : rest;
};

const HISTORY = { renew: 'renewed', expire: 'expired', disable: 'disabled' } as const;

const historyOf = (before: Subscription, after: Subscription, { event, at }: DueEvent): OrderEvent[] => {
  if (event === 'delete') return [];
  const line = { at, quantity: after.quantity, byUserId: null };
  const resized: OrderEvent[] = before.quantity === after.quantity ? [] : [{ ...line, kind: 'quantity-changed' }];
  return [...resized, { ...line, kind: HISTORY[event] }];
};

/** Nobody is billed here for a central subscription. */
const renewalInvoice = ({ newId }: Service, after: Subscription, at: number): Invoice | undefined => {
  const amount = termPrice(after);
  if (after.purchaserId === null || amount === null) return undefined;
  return {
    id: newId(),
    // The version that the renewal leads to: no two changes of a subscription share it.
    number: `${after.ref}-${after.version + 1}`,
    ownerId: after.purchaserId,
    subscription: after.ref,
    issuedAt: at,
    dueAt: at + DAYS_TO_PAY * DAY_MS,
    amount,
    status: 'due',
  };
};

const lossNotices = async (db: OpenTenant, subscription: Subscription, at: number): Promise<Notice[]> => {
  if (subscription.assigned > MOST_RELEASED_AT_ONCE) return [];
  const users = await readHolders(db, subscription.ref, MOST_RELEASED_AT_ONCE);
  return users.map((user) => licenseLostNotice(subscription, { user, cause: 'ended', by: SERVICE_USER, at }));
};
