import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';

/** Milliseconds. */
const LOOKED_EVERY = 50;

/** Whether nothing is left to be done in a tenant by itself; but for cards whose process has died, where `lost` says so. */
const isSettled = async (redis: Redis, tenantId: TenantId, lost: boolean): Promise<boolean> => {
  const keys = tenantKeys(tenantId);
  const [work, told, after, ...left] = await Promise.all([
    createCommerce({ redis, now: Date.now }).listWork(tenantId),
    redis.xRevRange(keys.outbox, '+', '-', { COUNT: 1 }),
    redis.hGet(keys.outboxProgress, 'after'),
    redis.zCard(keys.noticeDeliveries('planned')),
    lost ? 0 : redis.zCard(keys.noticeDeliveries('sending')),
    redis.zCard(keys.keptAnswersDue),
    redis.hLen(keys.payments),
  ]);
  return work.length === 0 && left.every((count) => count === 0) && (!told?.[0] || told[0].id === after);
};

/** Waits until it is, or until the signal says so. */
export const untilSettled = async (
  redis: Redis,
  tenantId: TenantId,
  { lost = false, signal }: { readonly lost?: boolean; readonly signal?: AbortSignal } = {},
): Promise<void> => {
  while (!signal?.aborted && !(await isSettled(redis, tenantId, lost))) await sleep(LOOKED_EVERY);
};
