import assert from 'node:assert/strict';
import { commands } from '../../bot/features/index.ts';
import type { CommandName } from '../../locales/index.ts';
import { note } from '../support/chaos/figures.ts';
import { type Lane, openLane } from '../support/chaos/killing/lane.ts';
import { type Stage, setStage } from '../support/chaos/killing/playing.ts';
import { SCENES, type Scene } from '../support/chaos/killing/scenes.ts';
import { compared, faultsOf, noticesMissed, type Reckoning, reckon } from '../support/chaos/reckoning.ts';
import { untilSettled } from '../support/chaos/settling.ts';
import { chaos, drawn } from '../support/chaos/sizes.ts';
import { confirmedCommands } from '../support/chat/pressing.ts';

/** What a scene comes to where nothing goes wrong. */
interface Unharmed {
  readonly title: string;
  readonly effects: readonly string[];
  readonly reckoning: Reckoning;
}

/** A process that was killed in a scene, which is looked at once nothing is left to do. */
interface Killed {
  readonly stage: Stage;
  readonly where: string;
  readonly unharmed: Unharmed;
}

/** In an order that follows from the seed. */
const shuffled = <Item>(items: readonly Item[], draw: () => number): Item[] =>
  items
    .map((item) => ({ item, order: draw() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);

/** Before anything, and after each effect; of those that come many times in a scene, the first and the last. */
const pointsOf = (effects: readonly string[]): number[] => [
  0,
  ...effects.flatMap((name, at) => (effects.indexOf(name) === at || effects.lastIndexOf(name) === at ? [at + 1] : [])),
];

describe('The process of the bot, killed after every single thing that it does outside of itself', () => {
  const figures = { injected: 0, lost: 0, doubled: 0, unknown: 0, recovery: 0 };
  const faults: string[] = [];
  let lanes: Lane[];

  before(async () => {
    lanes = await Promise.all(Array.from({ length: chaos.lanes }, openLane));
  });
  after(() => Promise.all(lanes.map((lane) => lane.close())));

  const playUnharmed = async (lane: Lane, scene: Scene): Promise<Unharmed> => {
    const { who, pressAgain } = await setStage(lane, scene);
    lane.fuse.light(who.tenantId);
    const title = await pressAgain();
    await untilSettled(lane.server.admin, who.tenantId);
    lane.fuse.out();
    return { title, effects: lane.fuse.effects, reckoning: await reckon(lane.server.admin, who.tenantId) };
  };

  /** Plays a scene whose process dies after so many effects; undefined where it comes to its end before. */
  const playKilled = async (
    lane: Lane,
    scene: Scene,
    unharmed: Unharmed,
    after: number,
  ): Promise<Killed | undefined> => {
    const stage = await setStage(lane, scene);
    const { admin } = lane.server;
    const watching = new AbortController();
    lane.fuse.light(stage.who.tenantId, after);
    const { blown } = lane.fuse;
    const through = stage.press().then(() => untilSettled(admin, stage.who.tenantId, { signal: watching.signal }));
    await Promise.race([through, blown]);
    watching.abort();
    if (lane.fuse.out()) return undefined;
    await blown;
    const killedAt = performance.now();
    await through;
    await lane.bot.start();
    const where = `${scene.command}, after ${after}: ${lane.fuse.effects.at(-1) ?? 'nothing'}`;
    const again = await stage.pressAgain();
    if (again !== unharmed.title && !scene.answer?.test(again))
      faults.push(`${where}: answered “${again}”, not “${unharmed.title}”`);
    figures.injected++;
    figures.recovery = Math.max(figures.recovery, performance.now() - killedAt);
    return { stage, where, unharmed };
  };

  const lookAt = async (lane: Lane, { stage, where, unharmed }: Killed) => {
    const { admin } = lane.server;
    const { tenantId } = stage.who;
    await untilSettled(admin, tenantId, { lost: !chaos.isLong });
    const found = await reckon(admin, tenantId);
    const { lost, doubled } = compared(found, unharmed.reckoning);
    const missed = await noticesMissed(admin, lane.channel, tenantId);
    const unsound = await faultsOf(admin, tenantId);
    figures.lost += lost.length + missed.lost;
    figures.doubled += doubled.length + missed.doubled;
    figures.unknown += missed.unknown;
    const wrong = [...lost.map((line) => `lost ${line}`), ...doubled.map((line) => `doubled ${line}`), ...unsound];
    if (missed.lost + missed.doubled > 0) wrong.push(JSON.stringify(missed));
    if (found.cards !== unharmed.reckoning.cards) wrong.push(`${found.cards} cards, not ${unharmed.reckoning.cards}`);
    faults.push(...wrong.map((each) => `${where}: ${each}`));
  };

  /** Kills a process at points of a scene. */
  const killIn = async (lane: Lane, scene: Scene, draw: () => number): Promise<Killed[]> => {
    const unharmed = await playUnharmed(lane, scene);
    const points = shuffled(pointsOf(unharmed.effects), draw).slice(0, chaos.pointsOfScene);
    const killed: Killed[] = [];
    for (const after of points) {
      const one = await playKilled(lane, scene, unharmed, after);
      if (one) killed.push(one);
    }
    return killed;
  };

  /** One scene that cannot be played keeps no other from it. */
  const failedIn =
    ({ command }: Scene) =>
    (error: unknown): Killed[] => {
      faults.push(`${command}: ${error instanceof Error ? error.message : error}`);
      return [];
    };

  it('has a way to each command that a press confirms, but to two that run no script of an act', () => {
    const played = new Set(SCENES.map(({ command }) => command));
    const left = confirmedCommands(Object.values(commands)).filter(({ name }) => !played.has(name as CommandName));
    assert.deepEqual(left.map(({ name }) => name).sort(), ['erase', 'notify-here']);
  });

  it('answers the same press as if nothing had been, and has done it once', async function () {
    this.timeout(chaos.timeout);
    const draw = drawn(chaos.seed);
    const left = shuffled(SCENES, draw).slice(0, chaos.killedScenes);
    const act = async (lane: Lane) => {
      const killed: Killed[] = [];
      for (let next = left.shift(); next; next = left.shift())
        killed.push(...(await killIn(lane, next, draw).catch(failedIn(next))));
      for (const each of killed) await lookAt(lane, each);
    };
    await Promise.all(lanes.map(act));
    const { unknown, ...rest } = figures;
    note({ fault: `process killed at a point of an act or a job, seed ${chaos.seed}`, ...rest });
    process.stdout.write(`      ${unknown} cards of unknown outcome, told by mail as well\n`);
    assert.deepEqual(faults, []);
  });
});
