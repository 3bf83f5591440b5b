import type { TenantId } from '../commerce/api/types.ts';
import type { Commerce } from '../commerce/index.ts';
import type { Notices } from '../notices/index.ts';
import type { Redis, RedisConnection, RedisLog } from '../redis/client.ts';
import { isUnreachable } from '../redis/unavailable.ts';
import { createDeliverNoticesJob } from './deliver-notices.ts';
import { createFindNoticesJob } from './find-notices.ts';
import { TIMING, type Timing } from './index.ts';
import { connectQueue, createQueue, DELIVERY_QUEUE_NAME } from './queue.ts';
import { startSchedule } from './schedule/schedule.ts';
import { createWeeklyDigestJob } from './weekly-digest.ts';
import { startWorker } from './worker.ts';

export interface DeliveriesOptions {
  readonly commerce: Commerce;
  readonly notices: Notices;
  /** Where the tenants' data is. */
  readonly redis: Redis;
  /** A single Redis server for the queue. */
  readonly queueConnection: RedisConnection;
  readonly now: () => number;
  readonly log: RedisLog;
  readonly timing?: Timing;
}

export interface NoticeDelivery {
  /** Has a tenant's notices delivered now rather than within two seconds. */
  wake(tenantId: TenantId): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds. */
const LOOKED_FOR_EVERY = 2_000;
/** Tenants that one process delivers for at a time. */
const TENANTS_AT_ONCE = 8;

/**
 * Begins to deliver notices in this process, apart from all other work. Several processes share it. Close it before the
 * notifier, the mailer and the Redis that it uses.
 */
export const startDeliveries = async (options: DeliveriesOptions): Promise<NoticeDelivery> => {
  const { commerce, notices, redis: data, queueConnection, now, log, timing = TIMING } = options;
  const redis = await connectQueue(queueConnection, log, 'deliveries');
  const { queue, put, opts, wake: wakeWork } = createQueue(redis, timing.retryDelay, DELIVERY_QUEUE_NAME);
  queue.on('error', (error) => {
    if (!isUnreachable(error)) log.error({ err: error }, 'The queue of deliveries failed');
  });
  const delivering = createDeliverNoticesJob(notices);
  const wake = (tenantId: TenantId) => put({ name: delivering.name, ids: [tenantId], data: { tenantId }, delay: 0 });
  const finding = createFindNoticesJob(notices, wake);
  const digest = createWeeklyDigestJob(data, notices, now);
  const place = { queue: DELIVERY_QUEUE_NAME, atOnce: TENANTS_AT_ONCE, ofOne: 1 };
  const worker = startWorker(redis, [delivering, finding, digest], { commerce, log, wake: wakeWork }, timing, place);
  const often = { name: finding.name, every: LOOKED_FOR_EVERY };
  const endSchedule = await startSchedule({ redis, queue, opts, now, log, often, hourly: [digest.name] });
  return {
    wake,
    async close() {
      endSchedule();
      await worker.close();
      await queue.close();
      redis.destroy();
    },
  };
};
