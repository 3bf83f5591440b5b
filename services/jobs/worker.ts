import { DelayedError, type Job as Delivery, Worker } from 'bullmq';
import type { Redis } from '../redis/client.ts';
import { isUnreachable } from '../redis/unavailable.ts';
import type { Job, JobContext } from './job.ts';
import { QUEUE_NAME, QUEUE_PREFIX } from './queue.ts';

/** How soon what a dead process was doing is taken over, in milliseconds. */
export interface WorkerTiming {
  /** How long a job belongs to a process that has not been heard of. */
  readonly lockDuration: number;
  /** How often jobs of dead processes are looked for. */
  readonly stalledInterval: number;
}

/** Milliseconds until the queue is asked again after Redis was away. */
const RETRY_DELAY = 1_000;

/** Where jobs are taken from, and how many one process does at a time. */
export interface Workplace {
  readonly queue: string;
  readonly atOnce: number;
}

const WORK: Workplace = { queue: QUEUE_NAME, atOnce: 4 };

/** Does jobs as they come. Whether one has run is of no importance: each reads what is left to do. */
export const startWorker = (
  redis: Redis,
  jobs: readonly Job<never>[],
  context: JobContext,
  timing: WorkerTiming,
  { queue, atOnce }: Workplace = WORK,
) => {
  const { log } = context;
  const closing = new AbortController();
  const byName = new Map(jobs.map((job) => [job.name, job]));

  const process = async (delivery: Delivery, token?: string): Promise<void> => {
    const job = byName.get(delivery.name);
    if (!job) throw new Error(`No job is called ${delivery.name}`);
    const later = await attempt(job, delivery, token);
    if (!later) return;
    await delivery.updateData(later.data);
    await putOff(delivery, later.after, token);
  };

  const attempt = async (job: Job<never>, delivery: Delivery, token?: string) => {
    try {
      return await job.run(context, delivery.data as never, closing.signal);
    } catch (error) {
      if (closing.signal.aborted) return putOff(delivery, 0, token);
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
