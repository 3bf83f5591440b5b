import { median, percentile } from '../table.ts';
import { type LoadResult, putLoad } from './load.ts';
import { cpuOf, memoryOf } from './processes.ts';
import type { ReplyTaker } from './reply-taker.ts';
import { loopDelaysOf, type Side } from './sides.ts';
import { TURNS, type Writer } from './turns.ts';

/** Turns of one kind that one side takes. */
export interface Scene {
  readonly side: Side;
  /** One of `TURNS`. */
  readonly turn: string;
  readonly writers: readonly Writer[];
}

/** What a round came to, for each turn unless said otherwise. */
export interface Round {
  readonly turnsPerSecond: number;
  /** Milliseconds of CPU, of the bot's processes and of its Redis. */
  readonly cpu: number;
  readonly redisCpu: number;
  /** Milliseconds until the answer, of half and of 99 of 100 of the turns. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes of a reply, or of the answer to a press. */
  readonly bytes: number;
  /** Of the loop, as `loopDelaysOf` gives them. */
  readonly delays: string;
  /** Bytes of the side's first process after the round. */
  readonly memory: number;
}

/** Lets a side take turns for some milliseconds. */
export const measureRound = async (
  { side, turn, writers }: Scene,
  { taker, folder, lasts }: { readonly taker: ReplyTaker; readonly folder: string; readonly lasts: number },
): Promise<Round> => {
  const make = TURNS[turn] ?? fail(turn);
  const redisPids = side.redisPid === undefined ? [] : [side.redisPid];
  const [cpu, redisCpu] = [await cpuOf(side.pids), await cpuOf(redisPids)];
  await loopDelaysOf(side, folder);
  const [replies, replyBytes] = [taker.replies(), taker.bytes()];
  const { ports, headers } = side;
  const load = await putLoad({ ports, writers, make, serviceUrl: taker.url, lasts, ...(headers && { headers }) });
  const turns = load.took.length;
  return {
    ...speedOf(load),
    cpu: ((await cpuOf(side.pids)) - cpu) / turns,
    redisCpu: ((await cpuOf(redisPids)) - redisCpu) / turns,
    bytes: taker.replies() > replies ? (taker.bytes() - replyBytes) / turns : load.bytes / turns,
    delays: await loopDelaysOf(side, folder),
    memory: await memoryOf(side.pids[0] ?? 0),
  };
};

const fail = (turn: string): never => {
  throw new Error(`There is no turn ${turn}`);
};

const speedOf = ({ took, lasted }: LoadResult) => ({
  turnsPerSecond: (1000 * took.length) / lasted,
  p50: median(took),
  p99: percentile(took, 0.99),
});
