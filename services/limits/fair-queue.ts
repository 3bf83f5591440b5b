/** How much is under way at a time. */
interface FairQueueOptions {
  /** Of all together. */
  readonly atOnce: number;
  /** Of one key. */
  readonly ofOne: number;
  /** That may wait, of one key. */
  readonly waiting: number;
}

/** Whose work it is: that of one person is done in its order, one thing after another. */
interface Owner {
  readonly key: string;
  readonly person: string;
}

/** The work of one key. */
interface Line {
  /** The people whose work is under way. */
  readonly underWay: Set<string>;
  readonly waiting: { readonly person: string; readonly begin: () => void }[];
}

/** Leaves the place of some work to others while that waits for somebody outside. */
export type Aside = <Result>(waitOutside: () => Promise<Result>) => Promise<Result>;

export type FairQueue = ReturnType<typeof createFairQueue>;

/**
 * Does work of several keys in turns: a key that brings a lot waits for itself, not the others for it. The work of one
 * key begins in its order, but for people of whom some is under way.
 */
export const createFairQueue = ({ atOnce, ofOne, waiting }: FairQueueOptions) => {
  // In the order in which the keys have their next turn.
  const lines = new Map<string, Line>();
  let underWay = 0;

  const toTheBack = (key: string, line: Line): void => {
    lines.delete(key);
    lines.set(key, line);
  };

  const nextOf = (line: Line): Line['waiting'][number] | undefined => {
    const at = line.underWay.size < ofOne ? line.waiting.findIndex(({ person }) => !line.underWay.has(person)) : -1;
    return at < 0 ? undefined : line.waiting.splice(at, 1)[0];
  };

  const beginNext = (): void => {
    for (const [key, line] of lines) {
      if (underWay >= atOnce) return;
      const next = nextOf(line);
      if (!next) continue;
      toTheBack(key, line);
      line.underWay.add(next.person);
      underWay += 1;
      next.begin();
    }
  };

  const end = ({ key, person }: Owner): void => {
    const line = lineOf(key);
    line.underWay.delete(person);
    underWay -= 1;
    // Those who came while it was the only one come first.
    toTheBack(key, line);
    if (line.underWay.size === 0 && line.waiting.length === 0) lines.delete(key);
    beginNext();
  };

  const lineOf = (key: string): Line => {
    const line = lines.get(key) ?? { underWay: new Set(), waiting: [] };
    lines.set(key, line);
    return line;
  };

  const turnIn = ({ key, person }: Owner, where: 'push' | 'unshift'): Promise<void> =>
    new Promise((begin) => {
      lineOf(key).waiting[where]({ person, begin });
      beginNext();
    });

  const asideOf =
    (owner: Owner): Aside =>
    async (waitOutside) => {
      end(owner);
      try {
        return await waitOutside();
      } finally {
        await turnIn(owner, 'unshift');
      }
    };

  return {
    /**
     * Does the work when it is its turn.
     * @returns false, without doing it, where too much of its key waits already
     */
    async run(owner: Owner, work: (aside: Aside) => Promise<unknown>): Promise<boolean> {
      if (lineOf(owner.key).waiting.length >= waiting) return false;
      await turnIn(owner, 'push');
      try {
        await work(asideOf(owner));
      } finally {
        end(owner);
      }
      return true;
    },
  };
};
