import { readFileSync } from 'node:fs';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Redis } from '../redis/client.ts';
import { runScript, scriptOf } from '../redis/script.ts';
import type { Allowance, Excess, LimitName } from './limits.ts';

/** A limit of somebody, and the key of its count. */
type Counted = Pick<Allowance, 'points' | 'seconds'> & { readonly name: LimitName; readonly key: string };

/** A limit that is full, by how much, and milliseconds until there is room. */
interface Full {
  readonly counted: Counted;
  readonly count: number;
  readonly left: number;
}

/** Counts one of each, in their order, as far as one that is full. */
type Counting = (all: readonly Counted[]) => Promise<Full | undefined>;

/** The longest that a process counts, or remembers, for itself, in seconds: its timers know no month. */
const LONGEST_ALONE = 24 * 60 * 60;

/**
 * Counts for all processes together in Redis, in one go, and in this one for itself while Redis is away. Who is beyond a
 * limit is remembered until it is over: refusing them costs no look at Redis, and they are not counted on.
 */
export const createCount = (redis: Redis) => {
  const beyond = createBeyond();
  const [shared, alone] = [createShared(redis, beyond), createAlone()];
  return async (all: readonly Counted[]): Promise<Excess | undefined> => {
    const known = all.findIndex(({ key }) => beyond.waitFor(key) > 0);
    const before = known < 0 ? all : all.slice(0, known);
    const full = before.length > 0 ? await shared(before).catch(() => alone(before)) : undefined;
    return full ? excessOf(full) : excessKnown(all[known], beyond);
  };
};

const excessOf = ({ counted: { name, points }, count, left }: Full): Excess => ({
  limit: name,
  waitMs: Math.max(1, left),
  first: count === points + 1,
});

const excessKnown = (counted: Counted | undefined, { waitFor }: Beyond): Excess | undefined =>
  counted && { limit: counted.name, waitMs: Math.max(1, waitFor(counted.key)), first: false };

const TAKE = scriptOf(readFileSync(new URL('./take.lua', import.meta.url), 'utf8'));

const createShared =
  (redis: Redis, beyond: Beyond): Counting =>
  async (all) => {
    const bounds = all.flatMap(({ points, seconds }) => [String(points), String(seconds * 1000)]);
    const call = { keys: all.map(({ key }) => key), arguments: bounds };
    const [at = 0, count = 0, left = 0] = (await runScript(redis, TAKE, call)) as number[];
    const counted = all[at - 1];
    if (counted) beyond.note(counted, left);
    return counted && { counted, count, left };
  };

/** Counts in the process. */
const createAlone = (): Counting => {
  const limiters = new Map<LimitName, RateLimiterMemory>();
  const limiterOf = ({ name, points, seconds }: Counted): RateLimiterMemory => {
    const duration = Math.min(seconds, LONGEST_ALONE);
    const limiter = limiters.get(name) ?? new RateLimiterMemory({ points, duration, keyPrefix: '' });
    limiters.set(name, limiter);
    return limiter;
  };
  return async (all) => {
    for (const counted of all) {
      const { consumedPoints: count, msBeforeNext: left } = await limiterOf(counted)
        .consume(counted.key)
        .catch((full: RateLimiterRes) => full);
      if (count > counted.points) return { counted, count, left };
    }
    return undefined;
  };
};

type Beyond = ReturnType<typeof createBeyond>;

const createBeyond = () => {
  const until = new Map<string, number>();
  return {
    note({ key }: Counted, left: number): void {
      const remembered = Math.min(left, LONGEST_ALONE * 1000);
      until.set(key, performance.now() + remembered);
      setTimeout(() => until.delete(key), remembered).unref();
    },
    /** Milliseconds until there is room. */
    waitFor: (key: string): number => Math.ceil((until.get(key) ?? 0) - performance.now()),
  };
};
