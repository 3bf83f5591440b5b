import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, JobsOptions as QueuedOptions } from 'bullmq';
import type { Redis, RedisLog } from '../../redis/client.ts';
import { isUnreachable } from '../../redis/unavailable.ts';
import { freeStranded } from './stranded.ts';

interface ScheduleOptions {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly opts: QueuedOptions;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: RedisLog;
  /** What runs every so many milliseconds. */
  readonly often: { readonly name: string; readonly every: number };
  /** Names of what runs at every full hour. */
  readonly hourly: readonly string[];
  /** Other queues in which nothing is to be left behind by a wrong clock. */
  readonly lookedAfter?: readonly Queue[];
}

const HOUR = 60 * 60 * 1000;

/**
 * Runs what goes by the clock at its times, and once at the start. Every process puts it into the queue again and again,
 * and the times to live of Redis see to it that it runs once; so there is nothing that a wrong clock could leave wrong, and
 * where the queue has lost everything, an hour's run as well, it is there again.
 * @returns what ends that
 */
export const startSchedule = async (options: ScheduleOptions): Promise<() => void> => {
  const { queue, opts, now, log, often, hourly } = options;
  const closing = new AbortController();
  let freed = 0;

  const tick = async () => {
    await putOnce(queue, often.name, { ...opts, attempts: 1 }, { id: often.name, ttl: often.every * 0.9 });
    for (const name of hourly) await putOnce(queue, name, opts, hourlyOf(name, now()));
    freed = await freeAll(options, freed);
  };
  const keep = async () => {
    while (!closing.signal.aborted) {
      await tick().catch((error: unknown) => {
        if (!closing.signal.aborted && !isUnreachable(error)) log.error({ err: error }, 'The schedule of jobs failed');
      });
      await sleep(often.every, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };

  // Versions before this one left the times to the queue.
  for (const name of [often.name, ...hourly]) await queue.removeJobScheduler(name);
  for (const name of hourly) await queue.removeDeduplicationKey(hourlyOf(name, now()).id);
  void keep();
  return () => closing.abort();
};

/** What of that name counts as one. */
const hourlyOf = (name: string, at: number) => ({ id: `${name}/${Math.floor(at / HOUR)}`, ttl: 2 * HOUR });

/** Nothing where one waits or runs, or another process has put one lately. */
const putOnce = async (
  queue: Queue,
  name: string,
  opts: QueuedOptions,
  deduplication: { readonly id: string; readonly ttl: number },
): Promise<void> => {
  await queue.add(name, {}, { ...opts, jobId: `${name}/by-the-clock`, deduplication });
};

/** Says so once, as long as it goes on. */
const freeAll = async ({ redis, log, queue, lookedAfter = [] }: ScheduleOptions, before: number): Promise<number> => {
  let jobs = 0;
  for (const each of [queue, ...lookedAfter]) jobs += await freeStranded(redis, each);
  if (jobs > 0 && before === 0)
    log.warn({ jobs }, 'Jobs were put off for too long: a clock is or was wrong. They run now');
  return jobs;
};
