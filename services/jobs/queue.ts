import { Queue } from 'bullmq';
import type { Work } from '../commerce/service.ts';
import type { Redis } from '../redis/client.ts';
import { lifeCycle } from './life-cycle.ts';
import { sweep } from './sweep.ts';

export const QUEUE_NAME = 'work';
/** With a hash tag, so that all keys of the queue are in one place of a cluster. */
export const QUEUE_PREFIX = '{jobs}';

/** Milliseconds. */
const SWEPT_EVERY = 15_000;

/** Nothing is kept of a job that has ended: the truth is with the tenant. */
const optionsOf = (retryDelay: number) => ({
  attempts: 6,
  backoff: { type: 'exponential', delay: retryDelay },
  removeOnComplete: true,
  removeOnFail: true,
});

/**
 * Wakes jobs up: now, or by the clock. Closing it leaves the connection open.
 * @param retryDelay milliseconds until the second attempt; twice as many until the third, and so on
 */
export const openQueue = (redis: Redis, retryDelay: number) => {
  const queue = new Queue(QUEUE_NAME, { connection: redis, prefix: QUEUE_PREFIX });
  const opts = optionsOf(retryDelay);
  return {
    queue,

    /** Has some work carried on, unless a job for it is waiting or running. */
    async wake(work: Work): Promise<void> {
      await queue.add(work.kind, work, { ...opts, jobId: [work.kind, work.tenantId, work.subscription].join('/') });
    },

    /** Runs what goes by the clock at its times, and once at the start. However many processes ask, it runs once. */
    async schedule(): Promise<void> {
      await queue.upsertJobScheduler(sweep.name, { every: SWEPT_EVERY }, { name: sweep.name, opts });
      await queue.upsertJobScheduler(
        lifeCycle.name,
        { pattern: '0 * * * *', tz: 'UTC' },
        { name: lifeCycle.name, opts },
      );
      for (const { name } of [sweep, lifeCycle]) await queue.add(name, {}, { ...opts, jobId: `${name}/at-start` });
    },
  };
};

export type JobQueue = ReturnType<typeof openQueue>;
