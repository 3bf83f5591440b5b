import { randomUUID } from 'node:crypto';
import type { SubscriptionRef } from '../services/commerce/api/types.ts';
import { createCommerce } from '../services/commerce/index.ts';
import type { Redis } from '../services/redis/client.ts';
import type { BenchServer } from './server.ts';
import { count, median, type Row, timed } from './table.ts';
import { generatedActor, importGenerated } from './tenants.ts';

const PEOPLE = 5000;
const SOURCE = 'S-1000' as SubscriptionRef;
const TARGET = 'C-1009' as SubscriptionRef;

/** Other work of the machine only ever adds to a time, so the middle one of several moves is told. */
const ROUNDS = 5;

/** A move of 5,000 people from its beginning to the end, and the longest that Redis was busy with one command of it. */
export const measureMove = async (server: BenchServer): Promise<Row[]> => {
  await server.redis.configSet({ 'slowlog-max-len': '100000', 'slowlog-log-slower-than': '-1' });
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await moveOnce(server));
  const seconds = median(rounds.map(({ total }) => total)) / 1000;
  const longest = median(rounds.map((round) => round.longest));
  return [
    { what: `a move of ${count(PEOPLE)} people`, result: `${seconds.toFixed(2)} s`, aim: '< 1 s' },
    { what: 'its longest single Redis command', result: `${longest.toFixed(1)} ms`, aim: '< 5 ms' },
  ];
};

/** Milliseconds. */
interface Round {
  readonly total: number;
  readonly longest: number;
}

const moveOnce = async (server: BenchServer): Promise<Round> => {
  const { redis } = server;
  const tenantId = await importGenerated(server, { subscriptions: 10, people: PEOPLE, assigned: 0, crowd: PEOPLE });
  const admin = generatedActor(tenantId, 0);
  const commerce = createCommerce({ redis, now: Date.now });
  await redis.sendCommand(['SLOWLOG', 'RESET']);
  await redis.configSet('slowlog-log-slower-than', '0');
  const total = await timed(async () => {
    await commerce.moveUsers(admin, { source: SOURCE, target: TARGET }, { operationId: randomUUID() });
    await commerce.continueWork({ kind: 'move-users', tenantId, subscription: SOURCE });
  });
  const longest = await longestCommand(redis);
  await redis.configSet('slowlog-log-slower-than', '-1');
  const { moved, state } = await commerce.getMove(admin, SOURCE);
  if (state !== 'finished' || moved !== PEOPLE) throw new Error(`The move is ${state} after ${moved} people`);
  return { total, longest };
};

const longestCommand = async (redis: Redis): Promise<number> => {
  const entries = (await redis.sendCommand(['SLOWLOG', 'GET', '-1'])) as unknown as [unknown, unknown, number][];
  return Math.max(...entries.map(([, , microseconds]) => microseconds)) / 1000;
};
