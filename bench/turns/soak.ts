import type { BenchServer } from '../server.ts';
import { count, printTable, type Row } from '../table.ts';
import { putLoad } from './load.ts';
import { cpuOf, memoryOf } from './processes.ts';
import type { ReplyTaker } from './reply-taker.ts';
import { heapOf, startProduct } from './sides.ts';
import { type MakeActivity, TURNS, type Writer } from './turns.ts';

interface Ground {
  readonly bench: BenchServer;
  readonly taker: ReplyTaker;
  readonly writers: readonly Writer[];
}

const STEPS = 10;
/** What is looked at, by turns; a press on the same purchase again and again would make its history long. */
const LOOKS = Object.entries(TURNS).flatMap(([name, make]) => (name.startsWith('press') ? [] : [make]));

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

/** What a process holds at the start, and after so many turns as fast as it can; how much of its heap stays of a turn. */
export const soak = async ({ bench, taker, writers }: Ground, redisUrl: string, turns: number): Promise<void> => {
  const side = await startProduct('one process', bench, { redisUrl });
  const [pid = 0] = side.pids;
  let made = 0;
  const make: MakeActivity = (writer, serviceUrl) => LOOKS[made++ % LOOKS.length]?.(writer, serviceUrl) ?? {};
  const load = { ports: side.ports, writers, make, serviceUrl: taker.url, lasts: Number.POSITIVE_INFINITY };
  const rows: Row[] = [{ what: 'MB resident after the start', result: megabytes(await memoryOf(pid)) }];
  const heaps: number[] = [];
  for (let step = 1; step <= STEPS; step++) {
    const before = await cpuOf([pid]);
    const { took } = await putLoad({ ...load, most: turns / STEPS });
    const [resident, cpu] = [await memoryOf(pid), ((await cpuOf([pid])) - before) / took.length];
    heaps.push(await heapOf(side, bench.folder));
    const result = `${megabytes(resident)}, ${megabytes(heaps.at(-1) ?? 0)} in use, ${cpu.toFixed(2)} ms of CPU a turn`;
    rows.push({ what: `MB resident after ${count((step * turns) / STEPS)} turns`, result });
  }
  const [half = 0, end = 0] = [heaps[STEPS / 2 - 1], heaps.at(-1)];
  rows.push({
    what: 'bytes of heap that stay of a turn, second half',
    result: ((2 * (end - half)) / turns).toFixed(1),
  });
  await side.stop();
  printTable(rows);
};
