import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pino } from 'pino';
import { connectRedis, type Redis, type RedisConnection } from '../services/redis/client.ts';
import { findRedis } from '../services/redis/server.ts';

const PATH = ['/usr/local/bin', '/usr/bin', dirname(process.execPath)].join(delimiter);
export const silent = pino({ level: 'silent' });

/** The product's own durable server, with an empty directory, for as long as a measurement takes. */
export interface BenchServer {
  readonly connection: RedisConnection;
  /** A client, closed in the end. */
  readonly redis: Redis;
  /** For files of the measurement, removed in the end. */
  readonly folder: string;
}

/** Runs a measurement on a server of its own. */
export const withServer = async <Result>(measure: (server: BenchServer) => Promise<Result>): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const server = await findRedis({ dataDir: folder, path: PATH, log: silent });
  const redis = await connectRedis({ ...server.connection, log: silent });
  return await measure({ connection: server.connection, redis, folder }).finally(async () => {
    redis.destroy();
    await server.stop();
    await rm(folder, { recursive: true });
  });
};

/** Bytes that the server uses. */
export const usedMemory = async (redis: Redis): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);

/** Sent by the client for itself, and by the measurement. */
const NOT_COUNTED = /^(config|info|ping)/;

/** How many commands the work makes Redis run, scripts and what they run included. */
export const commandsOf = async (redis: Redis, work: () => Promise<unknown>): Promise<number> => {
  await redis.configResetStat();
  await work();
  const stats = [...(await redis.info('commandstats')).matchAll(/cmdstat_(\S+?):calls=(\d+)/g)];
  return stats.reduce((total, [, name = '', calls]) => (NOT_COUNTED.test(name) ? total : total + Number(calls)), 0);
};
