import { Queue } from 'bullmq';
import type { ForgetfulQueue } from '../privacy/places/queues.ts';
import type { RedisConnection, RedisLog } from '../redis/client.ts';
import { CARD_QUEUE_NAME, connectQueue, DELIVERY_QUEUE_NAME, QUEUE_NAME, QUEUE_PREFIX } from './queue.ts';

/** The queues of jobs, for taking jobs out that nobody may know of any more. */
export interface ForgetfulQueues {
  readonly queues: readonly ForgetfulQueue[];
  close(): Promise<void>;
}

/** Opens all queues, on a connection of their own. */
export const openForgetfulQueues = async (connection: RedisConnection, log: RedisLog): Promise<ForgetfulQueues> => {
  const redis = await connectQueue(connection, log, 'forgetting');
  const open = [QUEUE_NAME, CARD_QUEUE_NAME, DELIVERY_QUEUE_NAME].map(
    (name) => new Queue(name, { connection: redis, prefix: QUEUE_PREFIX }),
  );
  for (const queue of open) queue.on('error', () => undefined);
  return {
    queues: open.map(forgetful),
    async close() {
      await Promise.all(open.map((queue) => queue.close()));
      redis.destroy();
    },
  };
};

const forgetful = (queue: Queue): ForgetfulQueue => {
  const matching = async (fits: (text: string) => boolean) =>
    (await queue.getJobs()).filter((job) => job && fits(`${job.id} ${JSON.stringify(job.data)}`));
  return {
    async forget(fits) {
      const jobs = await matching(fits);
      // One that runs holds a lock for a moment; it is met by the next look.
      await Promise.all(jobs.map((job) => job.remove().catch(() => undefined)));
      // Ids of past jobs stand among the events, which nobody reads.
      await queue.trimEvents(0);
      return jobs.length;
    },
    find: async (fits) => (await matching(fits)).map((job) => `job ${job.name}`),
  };
};
