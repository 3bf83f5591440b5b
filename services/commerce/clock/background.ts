import type { SubscriptionRef, TenantId } from '../api/types.ts';
import { settlePayments } from '../billing/charging.ts';
import type { Service, Work } from '../core/service.ts';
import { releaseSeats, subscriptionsReleasing } from '../licenses/releasing.ts';
import { continueMove, type MovePoint, stopFailingMove } from '../moves/carry-on.ts';
import { movesUnderWay } from '../store/moves.ts';
import { knownTenants } from '../store/tenant-list.ts';
import { openTenant } from '../store/tenants.ts';
import { runLifeCycle, type StepOfTime } from './lifecycle.ts';
import { isTimeBelieved } from './pace.ts';

/** What nobody asks for at the moment it is done: for the jobs. All of it may be run again, and side by side. */
export const createBackgroundOperations = (service: Service) => ({
  /** Every tenant that has been imported. */
  listTenants: (): Promise<TenantId[]> => knownTenants(service.redis),

  /** What was begun in a tenant and has not ended. */
  async listWork(tenantId: TenantId): Promise<Work[]> {
    const db = await openTenant(service.redis, tenantId);
    const work = (kind: Work['kind']) => (subscription: SubscriptionRef) => ({ kind, tenantId, subscription });
    const [moves, releases] = await Promise.all([movesUnderWay(db), subscriptionsReleasing(db)]);
    return [...moves.map(work('move-users')), ...releases.map(work('release-seats'))];
  },

  /** Calls back when this process has begun some work. Returns what ends that. */
  onWorkBegun(listener: (work: Work) => void): () => void {
    service.work.on('begun', listener);
    return () => service.work.off('begun', listener);
  },

  /** Carries work on until it has ended or stopped by itself; `reached` is called at each point of a move. */
  async continueWork({ kind, tenantId, subscription }: Work, reached?: (point: MovePoint) => void): Promise<void> {
    if (kind === 'move-users') await continueMove(service, tenantId, subscription, reached);
    else await releaseSeats(service, tenantId, subscription);
  },

  /** Stops work that fails again and again, where it can be stopped, with a readable reason. */
  async stopWork({ kind, tenantId, subscription }: Work): Promise<void> {
    if (kind === 'move-users') await stopFailingMove(service, tenantId, subscription);
  },

  /** Pays out what is owed, and gives back what was charged for something that a crash has prevented. */
  settlePayments: async (tenantId: TenantId): Promise<void> =>
    settlePayments(service, await openTenant(service.redis, tenantId)),

  /** Does to a tenant's subscriptions, invoices and cards what the clock says is due. Returns a step of time it doubts. */
  runLifeCycle: (tenantId: TenantId): Promise<StepOfTime | undefined> => runLifeCycle(service, tenantId),

  /** Whether the time may be gone by where something is let go of for ever, or done once for a stretch of time. */
  isTimeBelieved: (tenantId: TenantId): Promise<boolean> => isTimeBelieved(service.redis, tenantId, service.now()),
});
