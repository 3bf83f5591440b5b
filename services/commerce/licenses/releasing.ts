import type { LossCause } from '../../notices/kinds.ts';
import { refuse } from '../api/errors.ts';
import type { Subscription, SubscriptionRef, TenantId, UserId } from '../api/types.ts';
import { ignoreConflicts } from '../core/conflicts.ts';
import { SERVICE_USER, type Service, serviceActor } from '../core/service.ts';
import { licenseLostEvent } from '../store/license-notices.ts';
import { readHistory, readSubscription } from '../store/subscriptions.ts';
import { type OpenTenant, openTenant } from '../store/tenants.ts';
import {
  loadScript,
  resultOf,
  runTransaction,
  type TransactionHead,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';

const RELEASE = loadScript('release-step');
const PEOPLE_IN_A_STEP = 100;

/** Subscriptions that have ended, and whose people's licenses are still being taken back. */
export const subscriptionsReleasing = async ({ redis, keys }: OpenTenant): Promise<SubscriptionRef[]> =>
  (await redis.sMembers(keys.releasing)) as SubscriptionRef[];

/** Takes back, in steps, the licenses of a subscription that has ended with many of them. Safe to run again. */
export const releaseSeats = async (service: Service, tenantId: TenantId, ref: SubscriptionRef): Promise<void> => {
  for (;;) {
    const db = await openTenant(service.redis, tenantId);
    const stored = await readSubscription(db, ref);
    if (!stored?.releasing) return;
    await releaseSome(service, db, stored.subscription).catch(ignoreConflicts);
  }
};

const releaseSome = async (service: Service, db: OpenTenant, { ref, assigned }: Subscription): Promise<void> => {
  const head: TransactionHead = {
    operation: {
      id: `release/${db.generation}/${ref}/${assigned}`,
      actor: serviceActor(db.tenant.id),
      at: service.now(),
    },
    subject: ref,
    act: 'release-seats',
    asked: assigned,
  };
  const plan = async (open: OpenTenant): Promise<TransactionPlan> => {
    const now = await readSubscription(open, ref);
    const isNext = now?.releasing && now.subscription.assigned === assigned;
    if (!isNext) return refuse({ code: 'stale', version: now?.subscription.version ?? 0 });
    return releasePlan(open, now.subscription, { ...(await endOf(open, ref)), at: head.operation.at });
  };
  resultOf(await runTransaction(db, head, plan));
};

/** Who ended it by hand left a line in its history; the clock did not. */
const endOf = async (
  db: OpenTenant,
  ref: SubscriptionRef,
): Promise<{ readonly cause: LossCause; readonly by: UserId }> => {
  const last = (await readHistory(db, ref)).at(-1);
  return last?.kind === 'canceled'
    ? { cause: 'canceled', by: last.byUserId ?? SERVICE_USER }
    : { cause: 'ended', by: SERVICE_USER };
};

const releasePlan = (
  { keys }: OpenTenant,
  subscription: Subscription,
  loss: Parameters<typeof licenseLostEvent>[1],
): TransactionPlan => ({
  script: RELEASE,
  keys: [keys.subscription(subscription.ref), keys.seats(subscription.ref), keys.licensesByPerson, keys.releasing],
  args: {
    ref: subscription.ref,
    left: subscription.assigned,
    limit: PEOPLE_IN_A_STEP,
    lostNotice: licenseLostEvent(subscription, loss),
  },
});
