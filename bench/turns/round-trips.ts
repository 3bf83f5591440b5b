import { type BenchServer, commandsOf } from '../server.ts';
import { openConnection } from './connection.ts';
import { startProduct } from './sides.ts';
import { startTripCounter } from './trip-counter.ts';
import { TURNS, type Writer } from './turns.ts';

/** What one turn asks of Redis. */
export interface RedisUse {
  /** Times that it waits for Redis: what is sent in one go counts once. */
  readonly roundTrips: number;
  /** Commands that Redis runs, those within scripts included. */
  readonly commands: number;
}

const TURNS_COUNTED = 20;

/** Counts by turns one after the other, on a process of its own whose queue has another way to Redis. */
export const countRedisUse = async (
  bench: BenchServer,
  writer: Writer,
  serviceUrl: string,
): Promise<Readonly<Record<string, RedisUse>>> => {
  const path = 'path' in bench.connection ? bench.connection.path : '';
  const counter = await startTripCounter(path);
  const env = { QUEUE_REDIS_URL: `unix://${path}` };
  const side = await startProduct('counted', bench, { redisUrl: counter.url, env });
  const connection = await openConnection(side.ports[0] ?? 0);
  const used: Record<string, RedisUse> = {};
  for (const [name, make] of Object.entries(TURNS)) {
    await connection.post(make(writer, serviceUrl));
    let roundTrips = 0;
    const commands = await commandsOf(bench.redis, async () => {
      const before = counter.trips();
      for (let i = 0; i < TURNS_COUNTED; i++) await connection.post(make(writer, serviceUrl));
      roundTrips = counter.trips() - before;
    });
    used[name] = { roundTrips: roundTrips / TURNS_COUNTED, commands: commands / TURNS_COUNTED };
  }
  connection.close();
  await side.stop();
  counter.close();
  return used;
};
