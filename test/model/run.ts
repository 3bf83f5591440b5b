import { rm } from 'node:fs/promises';
import fc, { type AsyncCommand } from 'fast-check';
import { importTenant } from '../../services/commerce/index.ts';
import type { Redis } from '../../services/redis/client.ts';
import { keptLog } from '../support/kept-log.ts';
import { freshTenantId, temporaryDirectory } from '../support/redis/redis.ts';
import type { Act, Acts, Happened } from './acts/act.ts';
import { replace } from './acts/importing.ts';
import { ACTS, ACTS_AT_ONCE } from './acts/index.ts';
import { clocks } from './acts/time.ts';
import { sound } from './real/comparing.ts';
import { assertHeard, hear } from './real/hearing.ts';
import { createReal, type Real, type Tally, writeTenantFile } from './real/real.ts';
import { type AtOnce, pairOf, pairs } from './together.ts';
import { beginning, SETTINGS } from './world/beginning.ts';
import { fileOf } from './world/file.ts';
import type { Setting, World } from './world/world.ts';

/** The world that a sequence has come to; two acts at once may lead to either of two. */
interface Model {
  world: World;
}

type Step = AsyncCommand<Model, Real>;

const count = ({ tally }: Real, area: string, { refused }: Happened): void => {
  const of = tally.get(area) ?? { done: 0, refused: 0 };
  tally.set(area, { done: of.done + (refused ? 0 : 1), refused: of.refused + (refused ? 1 : 0) });
};

const stepOf = (act: Act): Step => {
  let text = act.area;
  return {
    check: () => true,
    async run({ world }, real) {
      const deed = act.choose(world);
      text = deed.text;
      const happened = await deed.attempt(real, world);
      happened.judge(world);
      assertHeard(world, await hear(real));
      count(real, act.area, happened);
    },
    toString: () => text,
  };
};

const pairStep = (atOnce: AtOnce): Step => {
  let text = 'two at once';
  return {
    check: () => true,
    async run(model, real) {
      const pair = pairOf(atOnce, model.world);
      text = pair.text;
      const { world, both } = await pair.run(real);
      model.world = world;
      for (const happened of both) count(real, 'two clients at once', happened);
    },
    toString: () => text,
  };
};

/** What is read page by page may meet something twice, or not at all, that changes meanwhile. */
const isOfOneMoment = ({ area }: Act): boolean => !['lists', 'exports', 'reports'].includes(area);

/** Every act as often as it stands in the list, and one in ten steps two of them at once. */
const stepsOf = (acts: readonly Acts[], atOnce: readonly Acts[]) => [
  ...acts.map((each) => each.map(stepOf)),
  ...Array.from({ length: acts.length / 10 }, () => pairs(fc.oneof(...atOnce).filter(isOfOneMoment)).map(pairStep)),
];

const STEPS = stepsOf(ACTS, ACTS_AT_ONCE);

/** What a run has done. */
export interface ModelRun {
  readonly sequences: number;
  readonly steps: number;
  readonly tally: Tally;
}

export interface ModelRunOptions {
  readonly sequences: number;
  readonly seed: number;
  /** Steps in one sequence at most. */
  readonly longest: number;
  /** Until when new sequences are begun (ms since 1970); the number of them alone counts if not given. */
  readonly until?: number;
}

const tenantIn = async (redis: Redis, setting: Setting, tally: Tally): Promise<{ model: Model; real: Real }> => {
  const world = beginning(setting);
  const tenantId = freshTenantId();
  const folder = await temporaryDirectory();
  const real = createReal(redis, { tenantId, folder, now: setting.start, tally });
  const file = await writeTenantFile(real, fileOf(world, tenantId));
  await importTenant({ redis, file, shiftToToday: false, replace: false, now: setting.start, log: keptLog });
  // It has run before: a clock that is wrong at first is taken for right.
  (await clocks(real, world, [0])).judge(world);
  return { model: { world }, real };
};

/**
 * Runs sequences of random acts against the service and a model, each in a tenant of its own. The server must be the
 * run's own: it is emptied before each sequence.
 * @throws with the shortest sequence that fails, and the seed
 */
export const runModel = async (redis: Redis, options: ModelRunOptions): Promise<ModelRun> => {
  const { sequences, seed, longest, until = Number.POSITIVE_INFINITY } = options;
  const total = { sequences: 0, steps: 0, tally: new Map() as Tally };
  const sequence = fc.commands(STEPS, { maxCommands: longest, size: 'max' });
  const property = fc.asyncProperty(fc.constantFrom(...SETTINGS), sequence, async (setting, steps) => {
    if (Date.now() > until) return;
    await redis.flushAll();
    const { model, real } = await tenantIn(redis, setting, total.tally);
    try {
      await fc.asyncModelRun(() => ({ model, real }), steps);
      await sound(real, model.world);
    } finally {
      await rm(real.folder, { recursive: true });
    }
    total.sequences += 1;
    total.steps += [...steps].length;
  });
  await fc.assert(property, { numRuns: sequences, seed, endOnFailure: false });
  return total;
};

/** A tenant of its own in which random acts have been done, none of them a replacement, as the service has left it. */
export const actAtRandom = async (redis: Redis, seed: number, longest: number): Promise<Real> => {
  const [all, atOnce] = [ACTS, ACTS_AT_ONCE].map((each) => each.filter((acts) => acts !== replace));
  const kept = stepsOf(all ?? [], atOnce ?? []);
  const [steps] = fc.sample(fc.commands(kept, { maxCommands: longest, size: 'max' }), { seed, numRuns: 1 });
  const [setting] = SETTINGS as [Setting];
  const { model, real } = await tenantIn(redis, setting, new Map());
  await fc.asyncModelRun(() => ({ model, real }), steps ?? []);
  await rm(real.folder, { recursive: true });
  return real;
};
