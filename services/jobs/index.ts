import type { TenantId } from '../commerce/api/types.ts';
import type { Work } from '../commerce/core/service.ts';
import type { Commerce } from '../commerce/index.ts';
import type { Retention } from '../privacy/retention/retention.ts';
import type { RedisConnection, RedisLog } from '../redis/client.ts';
import { isUnreachable } from '../redis/unavailable.ts';
import type { Job, JobContext } from './job.ts';
import { lifeCycleJob } from './life-cycle.ts';
import { moveUsersJob } from './move-users.ts';
import { CARD_QUEUE_NAME, connectQueue, createQueue, type PlannedJob, QUEUE_NAME } from './queue.ts';
import { releaseSeatsJob } from './release-seats.ts';
import { createRetentionJob } from './retention.ts';
import { startSchedule } from './schedule/schedule.ts';
import { sweepJob } from './sweep.ts';
import { startWorker, type WorkerTiming, type Workplace } from './worker.ts';

/** Milliseconds. */
export interface Timing extends WorkerTiming {
  /** From a failed attempt to the next, which doubles each time; after the sixth the work is given up. */
  readonly retryDelay: number;
  /** From one sweep to the next; 15,000 if not given. */
  readonly sweptEvery?: number;
}

export interface JobsOptions {
  readonly commerce: Commerce;
  /** A single Redis server, as the queue does not run on a cluster; it may be the one that keeps the data. */
  readonly queueConnection: RedisConnection;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: RedisLog;
  readonly timing?: Timing;
  /** Jobs that show people how far something has come; they begin with `put`, and hold up no other work. */
  readonly jobs?: readonly Job<never>[];
  /** What else is to be looked after in each tenant every few seconds. */
  readonly often?: ((tenantId: TenantId, put: Jobs['put']) => Promise<void>) | undefined;
  /** Lets go of what is too old to be kept. */
  readonly retention?: Retention | undefined;
}

export interface Jobs {
  /** Has a job run later, in whichever process is free then. */
  put(job: PlannedJob): Promise<void>;
  close(): Promise<void>;
}

/** As it is in the product. */
export const TIMING: Timing = { lockDuration: 10_000, stalledInterval: 5_000, retryDelay: 1_000 };

/** Milliseconds. */
const SWEPT_EVERY = 15_000;

const WORK: Workplace = { queue: QUEUE_NAME, atOnce: 8, ofOne: 4 };
const CARDS: Workplace = { queue: CARD_QUEUE_NAME, atOnce: 16, ofOne: 4 };

/**
 * Begins to do in this process what nobody waits for: moves, releases, and what goes by the clock. Several processes
 * share the work. Close it before the Redis that `commerce` uses.
 */
export const startJobs = async (options: JobsOptions): Promise<Jobs> => {
  const { commerce, queueConnection, now, log, timing = TIMING, jobs: more = [], often, retention } = options;
  const redis = await connectQueue(queueConnection, log, 'jobs');
  const { queue, wake, opts } = createQueue(redis, timing.retryDelay);
  const { queue: cards, put } = createQueue(redis, timing.retryDelay, CARD_QUEUE_NAME);
  for (const each of [queue, cards])
    each.on('error', (error) => {
      if (!isUnreachable(error)) log.error({ err: error, queue: each.name }, 'A job queue failed');
    });
  const keeping = retention && createRetentionJob(retention);
  const jobs = [moveUsersJob, releaseSeatsJob, lifeCycleJob, sweepJob, ...(keeping ? [keeping] : [])];
  const context: JobContext = { commerce, log, wake, often: often && ((tenantId) => often(tenantId, put)) };
  const workers = [startWorker(redis, jobs, context, timing, WORK), startWorker(redis, more, context, timing, CARDS)];
  const stopListening = commerce.onWorkBegun((work: Work) => {
    wake(work).catch((error: unknown) => log.warn({ err: error, work }, 'Work will begin with the next sweep'));
  });
  const endSchedule = await startSchedule({
    redis,
    queue,
    opts,
    now,
    log,
    often: { name: sweepJob.name, every: timing.sweptEvery ?? SWEPT_EVERY },
    hourly: [lifeCycleJob.name, ...(keeping ? [keeping.name] : [])],
    lookedAfter: [cards],
  });
  return {
    put,
    async close() {
      stopListening();
      endSchedule();
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([queue.close(), cards.close()]);
      redis.destroy();
    },
  };
};
