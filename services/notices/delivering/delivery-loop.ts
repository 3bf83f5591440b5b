import { setTimeout as sleep } from 'node:timers/promises';

/** One tenant's deliveries in one medium. */
export interface Lane {
  /** Attempts under way at a time. */
  readonly atOnce: number;
  /** Plans more deliveries, where that is left until they are needed. */
  readonly refill?: () => Promise<void>;
  /** Ids of what is to be looked at now. */
  readonly due: (most: number) => Promise<readonly string[]>;
  /** Takes the next step with one; returns how long the others should wait (ms). */
  readonly handle: (id: string) => Promise<number>;
}

/**
 * Handles what is due until nothing is left or the signal says so; what is under way is finished.
 * @throws what failed, alone or in an `AggregateError`; the rest is left for later
 */
export const runLane = async (lane: Lane, signal: AbortSignal): Promise<void> => {
  const underWay = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  let pause = 0;
  const begin = (id: string) => {
    const handled = lane.handle(id).then(
      (wait) => {
        pause = Math.max(pause, wait);
      },
      (error: unknown) => {
        failures.push(error);
      },
    );
    underWay.set(
      id,
      handled.finally(() => underWay.delete(id)),
    );
  };
  try {
    while (!signal.aborted && failures.length === 0) {
      await lane.refill?.();
      const due = await lane.due(lane.atOnce * 2);
      const room = lane.atOnce - underWay.size;
      for (const id of due.filter((each) => !underWay.has(each)).slice(0, room)) begin(id);
      if (underWay.size === 0) break;
      await Promise.race(underWay.values());
      if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = 0;
    }
  } finally {
    await Promise.all(underWay.values());
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} deliveries failed`);
};
