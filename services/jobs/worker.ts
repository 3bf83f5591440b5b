import { setMaxListeners } from 'node:events';
import { DelayedError, type Job as Delivery, Worker } from 'bullmq';
import { DEADLINES } from '../deadlines/deadlines.ts';
import { TimeIsOver, withTimeLimit } from '../deadlines/time-limit.ts';
import { createPlaces } from '../limits/places.ts';
import type { Redis } from '../redis/client.ts';
import { isUnreachable } from '../redis/unavailable.ts';
import type { Job, JobContext } from './job.ts';
import { QUEUE_PREFIX } from './queue.ts';

/** How soon what a dead process was doing is taken over, in milliseconds. */
export interface WorkerTiming {
  /** How long a job belongs to a process that has not been heard of. */
  readonly lockDuration: number;
  /** How often jobs of dead processes are looked for. */
  readonly stalledInterval: number;
}

/** Milliseconds until the queue is asked again after Redis was away. */
const RETRY_DELAY = 1_000;

/** Milliseconds that a job may take, where it does not say. */
const TAKES = 30_000;
/** Milliseconds that it then has to come to a safe point: what has been sent is answered by then, and that is noted. */
const GRACE = DEADLINES.connector + 500;

/** Milliseconds until a job is looked at again whose tenant has all its places taken. */
const PLACE_AFTER = 500;

/** Where jobs are taken from, and how many one process does at a time: of all, and of one tenant. */
export interface Workplace {
  readonly queue: string;
  readonly atOnce: number;
  readonly ofOne: number;
}

/**
 * Does jobs as they come. Whether one has run is of no importance: each reads what is left to do. One that takes long has
 * its next turn behind the others; one that gives no sign any more has failed, and its place is free again.
 */
export const startWorker = (
  redis: Redis,
  jobs: readonly Job<never>[],
  context: JobContext,
  timing: WorkerTiming,
  { queue, atOnce, ofOne }: Workplace,
) => {
  const { log } = context;
  const closing = new AbortController();
  // Node takes more than ten for a leak, and says so on the console.
  setMaxListeners(atOnce, closing.signal);
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const places = createPlaces(ofOne);

  const process = async (delivery: Delivery, token?: string): Promise<void> => {
    const job = byName.get(delivery.name);
    if (!job) throw new Error(`No job is called ${delivery.name}`);
    const leave = places.take(delivery.data?.tenantId);
    if (!leave) return putOff(delivery, PLACE_AFTER, token);
    const later = await attempt(job, delivery, token).finally(leave);
    if (!later) return;
    await delivery.updateData(later.data);
    await putOff(delivery, later.after, token);
  };

  const attempt = async (job: Job<never>, delivery: Delivery, token?: string) => {
    try {
      return await withTimeLimit({ takes: job.takes ?? TAKES, grace: GRACE, closing: closing.signal }, async (signal) =>
        job.run(context, delivery.data as never, signal),
      );
    } catch (error) {
      if (closing.signal.aborted || error instanceof TimeIsOver) return putOff(delivery, 0, token);
      if (isLastAttempt(delivery) && !isUnreachable(error)) await job.giveUp?.(context, delivery.data as never);
      throw error;
    }
  };

  const worker = new Worker(queue, process, {
    connection: redis,
    prefix: QUEUE_PREFIX,
    concurrency: atOnce,
    runRetryDelay: RETRY_DELAY,
    // What a dead process was doing is always taken over.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    lockDuration: timing.lockDuration,
    stalledInterval: timing.stalledInterval,
  });
  worker.on('failed', (delivery, error) => log.error({ err: error, job: delivery?.name }, 'A job failed'));
  worker.on('error', (error) => {
    if (!isUnreachable(error)) log.error({ err: error }, 'The job queue failed');
  });
  return {
    /** Lets every job come to its next safe point, and leaves the rest to other processes. */
    async close(): Promise<void> {
      closing.abort();
      await worker.close();
    },
  };
};

const isLastAttempt = ({ attemptsMade, opts }: Delivery): boolean => attemptsMade + 1 >= (opts.attempts ?? 1);

/** For whichever process is free then, and not as a failure. */
const putOff = async (delivery: Delivery, milliseconds: number, token?: string): Promise<never> => {
  await delivery.moveToDelayed(Date.now() + milliseconds, token);
  throw new DelayedError();
};
