import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { connectRedis, type Redis } from '../../../services/redis/client.ts';
import type { RedisServer } from '../../../services/redis/redis-server.ts';
import { findRedis } from '../../../services/redis/server.ts';

/** Where programs are found, as for the product. */
export const PATH = process.env['PATH'] ?? '';

const log = pino({ level: 'silent' });

/** Milliseconds that a busy machine may hold this process or the server up without either being taken for lost. */
const BUSY_FOR = 60_000;

/** A server of its own for a test that kills or stops it. */
export interface TestRedis extends RedisServer {
  readonly dataDir: string;
  /** A client, closed by `stop()`. */
  readonly redis: Redis;
  /** Kills the server without warning; it is started again by itself, as in the product. */
  kill9(): Promise<void>;
}

const running = new Set<string>();

const killServerIn = (dataDir: string): void => {
  try {
    process.kill(Number(readFileSync(join(dataDir, 'redis.pid'), 'utf8')), 'SIGKILL');
  } catch {
    // It has ended.
  }
  rmSync(dataDir, { recursive: true, force: true });
};

// The product's servers outlive its process; those of a test run that is broken off must not.
process.once('exit', () => running.forEach(killServerIn));
process.once('SIGTERM', () => process.exit(143));

/** Starts a server in a temporary directory, which `stop()` removes. */
export const startRedis = async (): Promise<TestRedis> => {
  const dataDir = await temporaryDirectory();
  const server = await findRedis({ dataDir, path: PATH, log });
  const redis = await connectRedis({ ...server.connection, log, silentAfter: BUSY_FOR });
  running.add(dataDir);
  const stop = async () => {
    redis.destroy();
    await server.stop();
    running.delete(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  };
  const kill = async () => {
    if (!server.keepsData) throw new Error('js-redis-server runs inside this process and cannot be killed');
    await kill9(await serverPid(redis));
  };
  return { ...server, dataDir, redis, kill9: kill, stop };
};

/** An empty directory; whoever asks removes it. */
export const temporaryDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'test-redis-'));

/** The process that serves this client. */
export const serverPid = async (redis: Redis): Promise<number> =>
  Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);

/** Kills a process, and returns once it is gone. */
export const kill9 = async (pid: number): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  await untilGone(pid);
};

/** Returns once the process is gone. */
export const untilGone = async (pid: number): Promise<void> => {
  while (isThere(pid)) await sleep(5);
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

let shared: Promise<TestRedis> | undefined;

/** The client of the server that all tests share. Take a `freshTenantId()` so as not to meet another test's data. */
export const testRedis = async (): Promise<Redis> => {
  shared ??= startShared();
  return (await shared).redis;
};

const startShared = async (): Promise<TestRedis> => {
  const server = await startRedis();
  // Tests that are about what is on disk start a server of their own.
  if (server.keepsData) await server.redis.configSet('appendfsync', 'no');
  else process.stderr.write(`\nTHE TESTS DO NOT RUN ON A REAL REDIS, but on ${server.description}.\n\n`);
  return server;
};

/** The shared client, if a test has asked for it. */
export const runningTestRedis = async (): Promise<Redis | undefined> => (await shared)?.redis;

/** Stops the shared server, if a test has asked for it. */
export const stopTestRedis = async (): Promise<void> => {
  await (await shared)?.stop();
  shared = undefined;
};

/** A tenant that no other test has. */
export const freshTenantId = (): TenantId => randomUUID() as TenantId;
