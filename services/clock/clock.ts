import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from '../redis/client.ts';

/** The time that everything decides by. */
export interface Clock {
  /** Milliseconds since 1970 by the clock of Redis; by the process's monotonic one from there while Redis is away. */
  now(): number;
  close(): void;
}

/** Milliseconds. */
const ASKED_EVERY = 1_000;
/** An answer that was longer on the road says too little about now. */
const LONGEST_ROAD = 500;

/**
 * A clock that all processes share, and that no change of this machine's clock moves. It may be a second behind after a
 * machine has slept, never ahead.
 * @throws where Redis cannot be asked for the first time
 */
export const createClock = async (redis: Pick<Redis, 'sendCommand'>): Promise<Clock> => {
  const closing = new AbortController();
  let offset = (await ask(redis)).offset;
  const keepUp = async () => {
    while (!closing.signal.aborted) {
      await sleep(ASKED_EVERY, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
      const asked = await ask(redis).catch(() => undefined);
      if (asked && asked.road <= LONGEST_ROAD) offset = asked.offset;
    }
  };
  void keepUp();
  return { now: () => Math.round(performance.now() + offset), close: () => closing.abort() };
};

const ask = async (redis: Pick<Redis, 'sendCommand'>): Promise<{ readonly offset: number; readonly road: number }> => {
  const asked = performance.now();
  const [seconds = 0, microseconds = 0] = (await redis.sendCommand<string[]>(['TIME'])).map(Number);
  const answered = performance.now();
  return { offset: seconds * 1000 + microseconds / 1000 - (asked + answered) / 2, road: answered - asked };
};
