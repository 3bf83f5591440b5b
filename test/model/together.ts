import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CommerceError } from '../../services/commerce/api/errors.ts';
import type { Act, Acts, Happened } from './acts/act.ts';
import { oneRun } from './acts/time.ts';
import { agrees } from './real/comparing.ts';
import { assertHeard, assertHeardInPart, hear } from './real/hearing.ts';
import type { Real } from './real/real.ts';
import { DAY } from './world/calendar.ts';
import type { World } from './world/world.ts';

/** Two clients act at the same time. */
interface Pair {
  readonly text: string;
  /** The world as it is afterwards: that of one of the two orders. */
  run(real: Real): Promise<{ readonly world: World; readonly both: readonly Happened[] }>;
}

export const pairOf = ({ acts, late }: AtOnce, world: World): Pair => {
  const before = { ...structuredClone(world), now: world.now + (late ? DAY : 0) };
  const deeds = acts.map((act) => act.choose(before));
  const replaces = acts.some(({ area }) => area === 'replacing');
  return {
    text: `at once${late ? ', a day later' : ''}: ${deeds.map(({ text }) => text).join(' | ')}`,
    run: async (real) => {
      real.now = before.now;
      const both = await Promise.all(deeds.map((deed) => deed.attempt(real, before)));
      return { both, world: await inSomeOrder(real, before, both, replaces) };
    },
  };
};

/** What came of both must be what comes of one after the other. */
const inSomeOrder = async (real: Real, before: World, both: readonly Happened[], replaces: boolean): Promise<World> => {
  const told = await hear(real);
  const faults: unknown[] = [];
  for (const order of [both, [...both].reverse()]) {
    const world = { ...structuredClone(before), atOnce: true };
    try {
      for (const each of order) each.judge(world);
      (replaces ? assertHeardInPart : assertHeard)(world, told);
      await agrees(real, world);
      return { ...world, atOnce: false };
    } catch (error) {
      // What is not there in this order is refused where the world is compared.
      if (!(error instanceof assert.AssertionError || error instanceof CommerceError)) throw error;
      faults.push(error.message);
    }
  }
  throw new assert.AssertionError({ message: `neither order leads there:\n${faults.join('\nor\n')}` });
};

export interface AtOnce {
  readonly acts: readonly Act[];
  /** Whether what the clock says is due only then. */
  readonly late: boolean;
}

/** Two of these acts, or one of them while the life cycle does what is due. */
export const pairs = (acts: Acts): fc.Arbitrary<AtOnce> =>
  fc.oneof(
    fc
      .tuple(acts, acts)
      // Of two refreshes each writes what differs from what it has read, so that both may hold in part.
      .filter((both) => !both.every(({ area }) => area === 'refreshing'))
      .map((both) => ({ acts: both, late: false })),
    fc
      .tuple(
        oneRun,
        // It goes on with what it has begun, half on each side of a replacement.
        acts.filter(({ area }) => area !== 'replacing'),
      )
      .map((both) => ({ acts: both, late: true })),
  );
