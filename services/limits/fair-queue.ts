import { AsyncLocalStorage } from 'node:async_hooks';

/** How much is under way at a time. */
interface FairQueueOptions {
  /** Of all together. */
  readonly atOnce: number;
  /** Of one key. */
  readonly ofOne: number;
  /** That may wait, of one key. */
  readonly waiting: number;
}

/** The work of one key. */
interface Line {
  underWay: number;
  readonly waiting: (() => void)[];
}

export type FairQueue = ReturnType<typeof createFairQueue>;

/**
 * Does work of several keys in turns: a key that brings a lot waits for itself, not the others for it. The work of one
 * key begins in its order.
 */
export const createFairQueue = ({ atOnce, ofOne, waiting }: FairQueueOptions) => {
  // In the order in which the keys have their next turn.
  const lines = new Map<string, Line>();
  let underWay = 0;

  const toTheBack = (key: string, line: Line): void => {
    lines.delete(key);
    lines.set(key, line);
  };

  const beginNext = (): void => {
    for (const [key, line] of lines) {
      if (underWay >= atOnce) return;
      const begin = line.underWay < ofOne ? line.waiting.shift() : undefined;
      if (!begin) continue;
      toTheBack(key, line);
      line.underWay += 1;
      underWay += 1;
      begin();
    }
  };

  const end = (key: string): void => {
    const line = lineOf(key);
    line.underWay -= 1;
    underWay -= 1;
    // Those who came while it was the only one come first.
    toTheBack(key, line);
    if (line.underWay === 0 && line.waiting.length === 0) lines.delete(key);
    beginNext();
  };

  const lineOf = (key: string): Line => {
    const line = lines.get(key) ?? { underWay: 0, waiting: [] };
    lines.set(key, line);
    return line;
  };

  const turnIn = (line: Line, where: 'push' | 'unshift'): Promise<void> =>
    new Promise((begin) => {
      line.waiting[where](begin);
      beginNext();
    });

  const places = new AsyncLocalStorage<string>();

  return {
    /**
     * Does the work when it is its turn.
     * @returns false, without doing it, where too much of its key waits already
     */
    async run(key: string, work: () => Promise<unknown>): Promise<boolean> {
      if (lineOf(key).waiting.length >= waiting) return false;
      await turnIn(lineOf(key), 'push');
      try {
        await places.run(key, work);
      } finally {
        end(key);
      }
      return true;
    },

    /** Leaves the place of the work that calls it to others while it waits for somebody outside. */
    async aside<Result>(waitOutside: () => Promise<Result>): Promise<Result> {
      const key = places.getStore();
      if (key === undefined) return waitOutside();
      end(key);
      try {
        return await waitOutside();
      } finally {
        await turnIn(lineOf(key), 'unshift');
      }
    },
  };
};
