import type { Queue } from 'bullmq';
import type { Redis } from '../../redis/client.ts';

/** Longer than any job is put off, in milliseconds. */
const LONGEST_DELAY = 60 * 1000;
/** By which the queue multiplies the instant until which a job is put off. */
const PLACES = 0x1000;
const MOST = 100;

/**
 * Runs jobs that this process would not begin for longer than any job is put off: they were put off while a clock was
 * wrong, and as long as they wait no other of the same ids is taken.
 * @returns how many there were
 */
export const freeStranded = async (redis: Redis, queue: Queue): Promise<number> => {
  // The queue goes by the clock of the process, whatever Redis says.
  const latest = (Date.now() + LONGEST_DELAY) * PLACES;
  const limit = { BY: 'SCORE', LIMIT: { offset: 0, count: MOST } } as const;
  const ids = await redis.zRange(queue.toKey('delayed'), latest, '+inf', limit);
  for (const id of ids) await (await queue.getJob(id))?.promote().catch(() => undefined);
  return ids.length;
};
