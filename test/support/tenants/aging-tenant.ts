import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Invoice, SubscriptionRef, TenantId } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { readSubscription } from '../../../services/commerce/store/subscriptions.ts';
import { noteTenant } from '../../../services/commerce/store/tenant-list.ts';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { lifeCycleJob } from '../../../services/jobs/life-cycle.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { readOutbox } from '../notices/outbox.ts';
import { recount } from '../redis/recount.ts';
import { startRedis, type TestRedis } from '../redis/redis.ts';
import { DAY, type SmallSubscription, START, userId, writeSmallTenant } from './small-tenant.ts';

/** The subscription that grows old. */
export const REF = 'S-1001' as SubscriptionRef;

/** Gives the tests of a suite a tenant, alone on a Redis, on which the life cycle is run at any time that they say (ms). */
export const useAgingTenant = () => {
  let server: TestRedis;
  let tenantId: TenantId;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());

  const commerceAt = (now: number) => createCommerce({ redis: server.redis, now: () => now });
  const contextAt = (now: number) => ({
    commerce: commerceAt(now),
    log: pino({ level: 'silent' }),
    wake: async () => undefined,
  });
  const runOnce = (now: number) => lifeCycleJob.run(contextAt(now), undefined, new AbortController().signal);

  return {
    get redis() {
      return server.redis;
    },
    get id() {
      return tenantId;
    },
    commerceAt,
    contextAt,
    runOnce,
    tenantWith: async (...subscriptions: SmallSubscription[]) => {
      await server.redis.flushAll();
      tenantId = await writeSmallTenant(server.redis, { people: 6, subscriptions });
      await noteTenant(server.redis, tenantId, START);
    },
    /** It has run every day until now. Runs it twice at the same time and once more, and sees that the tenant is sound. */
    run: async (now: number) => {
      const ranTo = await server.redis.hGet(tenantKeys(tenantId).lifeCycle, 'ranTo');
      for (let day = Number(ranTo ?? now) + DAY; day < now; day += DAY) await runOnce(day);
      await Promise.all([runOnce(now), runOnce(now)]);
      await runOnce(now);
      assert.deepEqual(await recount(server.redis, tenantId), []);
    },
    read: async () => {
      const stored = await readSubscription(await openTenant(server.redis, tenantId), REF);
      assert.ok(stored);
      return stored.subscription;
    },
    invoices: async (): Promise<Invoice[]> => {
      const { redis, keys } = await openTenant(server.redis, tenantId);
      return (await redis.hVals(keys.invoices(userId(1)))).map((json) => JSON.parse(json));
    },
    notices: async (kind: string) =>
      (await readOutbox(server.redis, tenantId)).filter((notice) => notice.kind === kind),
  };
};
