import type { Redis } from '../../redis/client.ts';
import { probeKeys } from '../../redis/keys.ts';

/** The keys that change from now on, as Redis tells of them. */
export interface Changes {
  /** Those that have changed and were not taken yet; who takes one takes it out. */
  readonly changed: Set<string>;
  /** What was told until now is in `changed` then. */
  readonly hear: () => Promise<void>;
  /**
   * Does something in one transaction. Once it has ended, `changed` has every key that was changed before that
   * transaction, and perhaps some that were changed a moment later.
   */
  readonly atOnce: <Result>(act: (redis: Redis) => Promise<Result>) => Promise<Result>;
  /**
   * Does something while nobody writes to the server, and everything that was changed before is in `changed`. All who want
   * to write wait for that long, of other tenants as well.
   * @returns undefined where that may not be, or takes too long
   */
  readonly atRest: (act: () => Promise<void>) => Promise<true | undefined>;
  readonly end: () => void;
}

/** Stands for all keys at once: the server was emptied. */
export const EVERYTHING = '';

/** Seconds. Longer than a turn of the server's loop, at the end of which it tells of what has changed in that. */
const A_MOMENT = 0.001;

/** Milliseconds that others wait at most, also where this process dies meanwhile. */
const LONGEST_REST = 1_000;

/** Has Redis tell of every key that changes and begins in such a way. Nothing is written for it. */
export const watchChanges = async (redis: Redis, prefix: string): Promise<Changes> => {
  const watching = redis.duplicate({ emitInvalidate: true, socket: forThisAlone(redis) });
  const changed = new Set<string>();
  // What it fails with is told by the next command.
  watching.on('error', () => undefined);
  watching.on('invalidate', (key: unknown) => void changed.add(key === null ? EVERYTHING : String(key)));
  await watching.connect();
  await watching.clientTracking(false);
  await watching.clientTracking(true, { BCAST: true, PREFIX: prefix });
  return {
    changed,
    hear: async () => void (await watching.ping()),
    async atOnce(act) {
      const [result] = await Promise.all([act(watching), watching.bzPopMin(probeKeys.never, A_MOMENT)]);
      return result;
    },
    async atRest(act) {
      const began = performance.now();
      const rests = await watching.clientPause(LONGEST_REST, 'WRITE').catch(() => undefined);
      if (rests === undefined) return undefined;
      try {
        // What was changed in the turn of the loop in which the rest began is told at the end of that.
        for (let turn = 0; turn < 2; turn += 1) await watching.ping();
        await act();
        return performance.now() - began < LONGEST_REST ? true : undefined;
      } finally {
        await watching.clientUnpause();
      }
    },
    end: () => watching.destroy(),
  };
};

/** A connection that is lost has missed something, so it is not made anew; and there may be nothing to tell for long. */
const forThisAlone = (redis: Redis) => ({
  ...redis.options.socket,
  reconnectStrategy: false as const,
  socketTimeout: 0,
});
