import { Queue } from 'bullmq';
import type { Work } from '../commerce/core/service.ts';
import { connectRedis, type Redis, type RedisConnection, type RedisLog } from '../redis/client.ts';
import { keepServing, SILENT_AFTER } from '../redis/health/keeper.ts';

export const QUEUE_NAME = 'work';
/** A queue of its own, so that cards which nobody takes hold up no move either. */
export const CARD_QUEUE_NAME = 'cards';
/** A queue of its own, so that ten thousand notices hold up no move. */
export const DELIVERY_QUEUE_NAME = 'deliveries';
/** With a hash tag, so that all keys of the queue are in one place of a cluster. */
export const QUEUE_PREFIX = '{jobs}';

/** A client for a queue, which asks again and again without a pause where commands fail at once. */
export const connectQueue = async (connection: RedisConnection, log: RedisLog, name: string): Promise<Redis> => {
  const redis = await connectRedis({ ...connection, log, name, commandsWait: true });
  const duplicate = redis.duplicate.bind(redis);
  return Object.assign(redis, { duplicate: () => waiting(duplicate(), log) });
};

/** Seconds that a worker waits for jobs in silence: less than after which a server is taken for lost. */
const WAITS = 3;

/** The queue's library makes copies of a client, to wait for jobs. */
const waiting = (redis: Redis, log: RedisLog): Redis => {
  const wait = redis.bzPopMin.bind(redis);
  const waitLess = (...[keys, time]: Parameters<typeof wait>) => wait(keys, Math.min(time, WAITS));
  keepServing(redis, { silentAfter: SILENT_AFTER, log });
  return Object.assign(redis, { bzPopMin: waitLess });
};

/** A job to be run once some time has passed. */
export interface PlannedJob {
  /** Of the job. */
  readonly name: string;
  /** While one of that name with these ids waits or runs, no second one is put beside it. */
  readonly ids: readonly string[];
  readonly data: object;
  /** Milliseconds. */
  readonly delay: number;
}

/** Nothing is kept of a job that has ended: the truth is with the tenant. */
const optionsOf = (retryDelay: number) => ({
  attempts: 6,
  backoff: { type: 'exponential', delay: retryDelay },
  removeOnComplete: true,
  removeOnFail: true,
});

/**
 * Wakes jobs up, now or later. Closing it leaves the connection open.
 * @param retryDelay milliseconds until the second attempt; twice as many until the third, and so on
 */
export const createQueue = (redis: Redis, retryDelay: number, name = QUEUE_NAME) => {
  const queue = new Queue(name, { connection: redis, prefix: QUEUE_PREFIX });
  const opts = optionsOf(retryDelay);
  return {
    queue,
    opts,

    /** Has some work carried on, unless a job for it is waiting or running. */
    async wake(work: Work): Promise<void> {
      await queue.add(work.kind, work, { ...opts, jobId: [work.kind, work.tenantId, work.subscription].join('/') });
    },

    async put({ name, ids, data, delay }: PlannedJob): Promise<void> {
      await queue.add(name, data, { ...opts, delay, jobId: [name, ...ids].map(encodeURIComponent).join('/') });
    },
  };
};
