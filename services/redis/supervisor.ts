import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type Redis, type RedisLog } from './client.ts';
import type { Launched } from './launch.ts';
import { nothingListens, RedisUnavailable, reasonOf } from './unavailable.ts';

/**
 * The name of the one connection that each process using a data directory's server holds. Who sees no other may stop
 * the server, even one whose starter was killed.
 */
const SUPERVISOR = 'supervisor';

const SILENT: RedisLog = { info: () => {}, warn: () => {}, error: () => {} };

/** Milliseconds. */
const LONGEST_START = 30_000;
const LONGEST_SHUTDOWN = 5_000;

/** A connection that counts as a use of the server, and the server's process. */
export interface Supervisor {
  readonly redis: Redis;
  readonly pid: number;
}

/**
 * Joins those who use the server on this socket, once it has loaded its data; undefined if there is none.
 * @throws {RedisUnavailable} when something listens there but does not answer
 */
export const attach = async (socket: string): Promise<Supervisor | undefined> => {
  try {
    const redis = await connectRedis({ path: socket, log: SILENT, name: SUPERVISOR, patience: 0 });
    return { redis, pid: await pidOf(redis) };
  } catch (error) {
    if (nothingListens(error)) return undefined;
    throw new RedisUnavailable(`The Redis server at ${socket} does not answer: ${reasonOf(error)}`, { cause: error });
  }
};

const pidOf = async (redis: Redis): Promise<number> => {
  try {
    return Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);
  } catch (error) {
    redis.destroy();
    throw error;
  }
};

/**
 * Joins a server just launched.
 * @throws {RedisUnavailable} when it ends instead, with its last words
 */
export const firstAnswer = async (socket: string, { child, hasEnded, lastWords }: Launched): Promise<Supervisor> => {
  const giveUpAt = performance.now() + LONGEST_START;
  while (!hasEnded() && performance.now() < giveUpAt) {
    const supervisor = await attach(socket).catch(() => undefined);
    if (supervisor) return supervisor;
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new RedisUnavailable(`${child.spawnfile} does not start: ${await lastWords()}`);
};

/** Leaves the server, and stops it if it is there and nobody else uses it: kindly at first. Says whether it was stopped. */
export const leave = async ({ redis, pid }: Supervisor): Promise<boolean> => {
  if (!redis.isReady) return false;
  const lost = new Promise<'ended'>((resolve) => redis.once('error', () => resolve('ended')));
  const asked = shutDownUnlessUsed(redis, lost).catch(() => 'silent' as const);
  const outcome = await Promise.race([asked, sleep(LONGEST_SHUTDOWN, 'silent' as const, { ref: false })]);
  if (outcome === 'silent') {
    process.kill(pid, 'SIGKILL');
    await lost;
  }
  return outcome !== 'used';
};

const shutDownUnlessUsed = async (redis: Redis, lost: Promise<'ended'>): Promise<'used' | 'ended'> => {
  const names = (await redis.clientList()).map(({ name }) => name);
  if (names.filter((name) => name === SUPERVISOR).length > 1) {
    // The server may learn of a closed connection only after the next one has counted.
    await redis.clientSetName('left');
    return 'used';
  }
  // It is answered by the end of the connection.
  redis.sendCommand(['SHUTDOWN']).catch(() => undefined);
  return await lost;
};
