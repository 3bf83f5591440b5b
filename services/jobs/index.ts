import type { Commerce } from '../commerce/index.ts';
import type { Work } from '../commerce/service.ts';
import { connectRedis, type RedisConnection, type RedisLog } from '../redis/client.ts';
import { isUnreachable } from '../redis/unavailable.ts';
import { lifeCycle } from './life-cycle.ts';
import { moveUsers } from './move-users.ts';
import { openQueue } from './queue.ts';
import { releaseSeats } from './release-seats.ts';
import { sweep } from './sweep.ts';
import { startWorker, type WorkerTiming } from './worker.ts';

/** Milliseconds. */
export interface Timing extends WorkerTiming {
  /** From a failed attempt to the next, which doubles each time; after the sixth the work is given up. */
  readonly retryDelay: number;
}

export interface JobsOptions {
  readonly commerce: Commerce;
  /** A single Redis server, as the queue does not run on a cluster; it may be the one that keeps the data. */
  readonly queueConnection: RedisConnection;
  readonly log: RedisLog;
  readonly timing?: Timing;
}

const TIMING: Timing = { lockDuration: 10_000, stalledInterval: 5_000, retryDelay: 1_000 };

/** A worker waits in silence for up to ten seconds, which must not be taken for a lost connection. Milliseconds. */
const DEAF_AFTER = 30_000;

/**
 * Begins to do in this process what nobody waits for: moves, releases, and what goes by the clock. Several processes
 * share the work. Close it before the Redis that `commerce` uses.
 */
export const startJobs = async (options: JobsOptions): Promise<{ close(): Promise<void> }> => {
  const { commerce, queueConnection, log, timing = TIMING } = options;
  // The queue asks again and again without a pause where commands fail at once.
  const redis = await connectRedis({
    ...queueConnection,
    log,
    name: 'jobs',
    deafAfter: DEAF_AFTER,
    commandsWait: true,
  });
  const { queue, wake, schedule } = openQueue(redis, timing.retryDelay);
  queue.on('error', (error) => {
    if (!isUnreachable(error)) log.error({ err: error }, 'The job queue failed');
  });
  const jobs = [moveUsers, releaseSeats, lifeCycle, sweep];
  const worker = startWorker(redis, jobs, { commerce, log, wake }, timing);
  const stopListening = commerce.onWork((work: Work) => {
    wake(work).catch((error: unknown) => log.warn({ err: error, work }, 'Work will begin with the next sweep'));
  });
  await schedule();
  return {
    async close() {
      stopListening();
      await worker.close();
      await queue.close();
      redis.destroy();
    },
  };
};
