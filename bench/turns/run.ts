/**
 * Measures what a turn costs, beside the echo bots of the libraries that are common for Teams: `npm run bench:turns`, with
 * `-- --quick` in under two minutes, or `-- --soak 50000` for what becomes of the memory in so many turns.
 */
import { parseArgs } from 'node:util';
import { type BenchServer, withServer } from '../server.ts';
import { count, median } from '../table.ts';
import { importGenerated } from '../tenants.ts';
import { measureRound, type Round, type Scene } from './measure.ts';
import { type ReplyTaker, startReplyTaker } from './reply-taker.ts';
import { countRedisUse } from './round-trips.ts';
import { installPeers, type Side, startPeer, startProduct, startRegistered } from './sides.ts';
import { soak } from './soak.ts';
import { ORGANIZATION, TURNS, type Writer, writersOf } from './turns.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    soak: { type: 'string' },
    turns: { type: 'string', default: Object.keys(TURNS).join() },
    organizations: { type: 'string', default: '4' },
  },
});

/** Milliseconds of a round, and how many of them there are. */
const [LASTS, ROUNDS] = options.quick ? [1_500, 3] : [4_000, 5];
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const redisUrlOf = ({ connection }: BenchServer) =>
  'path' in connection ? `unix://${connection.path}` : connection.url;

interface Ground {
  readonly bench: BenchServer;
  readonly taker: ReplyTaker;
  readonly writers: readonly Writer[];
}

const startAll = async ({ bench, taker }: Ground): Promise<Side[]> => {
  const sides: Side[] = [];
  for (const name of await installPeers()) sides.push(await startPeer(name, bench.folder));
  const redisUrl = redisUrlOf(bench);
  sides.push(await startProduct(ONE, bench, { redisUrl }));
  sides.push(await startProduct(TWO, bench, { redisUrl, processes: 2 }));
  sides.push(await startRegistered(bench, { redisUrl, serviceUrl: taker.url }));
  return sides;
};

const [ONE, TWO] = ['one process', 'two processes'];

/**
 * What is measured of a side: a peer takes the sentence of a list, and echoes it; what asks for tokens is pressed, as a
 * press is answered where it is asked.
 */
const scenesOf = (side: Side, writers: readonly Writer[]): Scene[] => {
  const few = side.headers === undefined ? 'list' : 'press with a receipt';
  return (side.name === ONE ? options.turns.split(',') : [few]).map((turn) => ({ side, turn, writers }));
};

/** All scenes by turns, so that whatever else the machine does falls on all alike. The first round warms up. */
const measureScenes = async (scenes: readonly Scene[], { bench, taker }: Ground): Promise<Map<Scene, Round[]>> => {
  const measured = new Map<Scene, Round[]>(scenes.map((scene) => [scene, []]));
  for (let round = 0; round <= ROUNDS; round++)
    for (const scene of scenes) {
      // Each process warms up by as much.
      const lasts = round === 0 ? LASTS * scene.side.ports.length : LASTS;
      const result = await measureRound(scene, { taker, folder: bench.folder, lasts });
      if (round > 0) measured.get(scene)?.push(result);
    }
  return measured;
};

const HEAD =
  'turns/s | to the fastest echo | CPU ms a turn | of its Redis | p50 ms | p99 ms | KB a reply | loop held up, ms | MB';

const printRounds = (measured: ReadonlyMap<Scene, readonly Round[]>): void => {
  const of = (rounds: readonly Round[], what: Exclude<keyof Round, 'delays'>) =>
    median(rounds.map((each) => each[what]));
  const speeds = [...measured].filter(([{ side }]) => side.redisPid === undefined);
  const fastest = Math.max(...speeds.map(([, rounds]) => of(rounds, 'turnsPerSecond')));
  say(`| bot | turn | ${HEAD} |\n|${'---|'.repeat(11)}`);
  for (const [{ side, turn }, rounds] of measured) {
    const speed = of(rounds, 'turnsPerSecond');
    const cells = [
      side.name,
      side.redisPid === undefined ? 'echo' : turn,
      count(speed),
      (speed / fastest).toFixed(2),
      of(rounds, 'cpu').toFixed(2),
      side.redisPid === undefined ? '' : of(rounds, 'redisCpu').toFixed(2),
      of(rounds, 'p50').toFixed(1),
      of(rounds, 'p99').toFixed(1),
      (of(rounds, 'bytes') / 1024).toFixed(1),
      rounds.at(-1)?.delays,
      count(of(rounds, 'memory') / 2 ** 20),
    ];
    say(`| ${cells.join(' | ')} |`);
  }
};

/** What another process adds; the load and Redis share the machine with both. */
const printGain = (measured: ReadonlyMap<Scene, readonly Round[]>): void => {
  const speedOf = (name: string) => {
    const [, rounds = []] = [...measured].find(([{ side, turn }]) => side.name === name && turn === 'list') ?? [];
    return median(rounds.map(({ turnsPerSecond }) => turnsPerSecond));
  };
  say(`\nTwo processes take ${(speedOf(TWO) / speedOf(ONE)).toFixed(2)} times the lists of one.`);
};

const printRedisUse = async ({ bench, taker, writers: [writer] }: Ground): Promise<void> => {
  if (!writer) return;
  say('\n| turn | Redis: round trips | commands |\n|---|---|---|');
  for (const [turn, { roundTrips, commands }] of Object.entries(await countRedisUse(bench, writer, taker.url)))
    say(`| ${turn} | ${roundTrips.toFixed(1)} | ${commands.toFixed(1)} |`);
};

const compare = async (ground: Ground): Promise<void> => {
  const sides = await startAll(ground);
  try {
    const scenes = sides.flatMap((side) => scenesOf(side, ground.writers));
    const measured = await measureScenes(scenes, ground);
    printRounds(measured);
    printGain(measured);
  } finally {
    await Promise.all(sides.map((side) => side.stop()));
  }
  await printRedisUse(ground);
};

await withServer(async (bench) => {
  const tenantIds: string[] = [];
  for (let i = 0; i < Number(options.organizations); i++) tenantIds.push(await importGenerated(bench, ORGANIZATION));
  const taker = await startReplyTaker();
  // As many connections whatever the number of organizations.
  const all = writersOf(tenantIds);
  const writers = Array.from({ length: 16 }, (_, i) => all[i % all.length] ?? []).flat();
  const ground = { bench, taker, writers };
  try {
    await (options.soak ? soak(ground, redisUrlOf(bench), Number(options.soak)) : compare(ground));
  } finally {
    taker.close();
  }
});
