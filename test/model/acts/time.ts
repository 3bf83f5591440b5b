import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { assertHeard, hear } from '../real/hearing.ts';
import type { Real, Repeatable } from '../real/real.ts';
import { PARTNER } from '../world/beginning.ts';
import { DAY, HOUR } from '../world/calendar.ts';
import { runLifeCycle } from '../world/life.ts';
import { personIn } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { anyOf, type Deed, type Happened, working } from './act.ts';

/** Sets the clock by one step after the other, the life cycle running after each. */
export const clocks = (real: Real, { now }: World, steps: readonly number[]): Promise<Happened> => {
  let at = now;
  return runAt(
    real,
    steps.map((step) => (at += step)),
  );
};

/** What people are told is compared at each step: later there may be nothing to tell any more. */
const runAt = async (real: Real, instants: readonly number[]): Promise<Happened> => {
  const told: string[][] = [];
  for (const now of instants) {
    real.now = now;
    await real.commerce.runLifeCycle(real.tenantId);
    told.push(await hear(real));
  }
  return {
    refused: false,
    judge: (world) => {
      for (const [i, now] of instants.entries()) {
        world.now = now;
        runLifeCycle(world);
        assertHeard(world, told[i] ?? []);
      }
    },
  };
};

/** The life cycle once, at the time that it is. */
export const oneRun = working(
  'life cycle',
  fc.constant(undefined),
  (): Deed => ({
    text: 'the life cycle runs',
    attempt: async ({ commerce, tenantId }) => {
      await commerce.runLifeCycle(tenantId);
      return { refused: false, judge: runLifeCycle };
    },
  }),
);

/** Days that the life cycle makes up for at once. */
const AT_ONCE = 3;

/** Hours, days, at times months: terms end, and what has ended is disabled and deleted. */
export const wait = working(
  'waiting',
  anyOf(5 * HOUR, DAY, DAY, 3 * DAY, 8 * DAY, 31 * DAY, 100 * DAY),
  (time): Deed => {
    const steps = Array.from({ length: Math.floor(time / (AT_ONCE * DAY)) }, () => AT_ONCE * DAY);
    const rest = time - steps.length * AT_ONCE * DAY;
    return {
      text: `wait ${time / DAY} days`,
      attempt: (real, world) => clocks(real, world, rest > 0 ? [...steps, rest] : steps),
    };
  },
);

const leaping = fc.oneof(
  fc.record({ days: anyOf(4, 40, 400), stays: fc.constant(false) }),
  fc.record({ days: anyOf(4, 6), stays: fc.constant(true) }),
);

/** A clock that leaps ahead and is right again by the next hour does no harm; one that stays is gone by in the end. */
export const leap = working('leaps of the clock', leaping, ({ days, stays }): Deed => {
  const hours = Array.from({ length: days + 1 }, () => HOUR);
  return {
    text: `the clock leaps ${days} days ahead${stays ? '' : ', and back'}`,
    attempt: (real, world) =>
      clocks(real, world, stays ? [days * DAY, HOUR / 2, ...hours] : [days * DAY, HOUR - days * DAY]),
  };
});

/** A clock that goes back does nothing twice. */
export const goBack = working(
  'clocks that go back',
  fc.tuple(anyOf(HOUR, 10 * HOUR, 2 * DAY, 20 * DAY), fc.boolean()),
  ([time, stays]): Deed => ({
    text: `the clock goes back ${time / HOUR} hours${stays ? '' : ', and is set right'}`,
    attempt: (real, world) => clocks(real, world, stays ? [-time, HOUR] : [-time, time]),
  }),
);

/** The last change once more: the same id with the same arguments gives the first result, with others it is refused. */
export const repeat = working(
  'repeats',
  fc.constant(undefined),
  (): Deed => ({
    text: 'repeat the last change',
    attempt: async (real, world) => {
      if (real.last) await repeated(real, real.last, world);
      return { refused: false, judge: () => undefined };
    },
  }),
);

const repeated = async ({ commerce }: Real, last: Repeatable, world: World): Promise<void> => {
  const { again, result, by, id: operationId } = last;
  // Somebody of a partner that was dismissed meanwhile is told nothing any more.
  if (by.partner && !personIn(world, PARTNER).enabled) return;
  assert.deepEqual(await again(), result);
  const other = commerce.unassignLicenses(by, 'S-9999' as SubscriptionRef, [], { operationId });
  await assert.rejects(other, { reason: { code: 'operation-reused' } });
};
