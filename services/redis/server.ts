import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FolderNotPrivate } from '../files/private-folder.ts';
import { connectRedis, type Redis, type RedisLog } from './client.ts';
import { durabilityWarnings, type Kept } from './durability.ts';
import { troubleWriting } from './health/readiness.ts';
import type { RedisServer } from './redis-server.ts';
import { missingRight } from './rights.ts';
import { superviseServer } from './server-process.ts';
import { RedisUnavailable, reasonOf } from './unavailable.ts';

export { RedisUnavailable } from './unavailable.ts';

/** Milliseconds. */
const PATIENCE = 5_000;
const TRIED_EVERY = 200;

export interface FindRedisOptions {
  /** `redis://`, `rediss://` or `unix://`; goes before everything else. */
  readonly redisUrl?: string | undefined;
  /** That gave the address; `REDIS_URL` if not given. */
  readonly variable?: string;
  /** What it is to keep; the tenants' data if not given. */
  readonly keeps?: Kept;
  /** Where a server of our own keeps its data; made if missing. */
  readonly dataDir: string;
  /** Where `redis-server` or `valkey-server` is looked for, in the form of the PATH variable. */
  readonly path: string;
  readonly log: RedisLog;
  /** How long a given Redis is tried, in ms; 5,000 if not given. */
  readonly patience?: number;
}

/**
 * The Redis to use: the given one, else a server of our own in `dataDir`, else one inside this process.
 * @throws {RedisUnavailable} when the first of these that applies cannot be used
 */
export const findRedis = async (options: FindRedisOptions): Promise<RedisServer> => {
  const { redisUrl, variable = 'REDIS_URL', keeps = 'data', dataDir, path, log, patience = PATIENCE } = options;
  if (redisUrl) return await externalServer({ url: redisUrl, variable, keeps }, patience, log);
  const program = await findProgram(path);
  // Loaded where it is needed alone: it takes megabytes.
  if (program === undefined) return await (await import('./server-in-process.ts')).startServerInProcess();
  return await superviseServer({ program, path, dataDir: resolve(dataDir), log }).catch((error: unknown) => {
    if (error instanceof RedisUnavailable || error instanceof FolderNotPrivate) throw error;
    throw new RedisUnavailable(`Redis cannot use the directory ${dataDir}: ${reasonOf(error)}`, { cause: error });
  });
};

const findProgram = async (path: string): Promise<string | undefined> => {
  const directories = path.split(delimiter).filter((directory) => directory !== '');
  for (const name of ['redis-server', 'valkey-server'])
    for (const directory of directories) if (await isProgram(join(directory, name))) return join(directory, name);
  return undefined;
};

const isProgram = (file: string): Promise<boolean> =>
  Promise.all([stat(file), access(file, constants.X_OK)]).then(
    ([status]) => status.isFile(),
    () => false,
  );

interface Given {
  readonly url: string;
  readonly variable: string;
  readonly keeps: Kept;
}

const externalServer = async (given: Given, patience: number, log: RedisLog): Promise<RedisServer> => {
  const { url, keeps } = given;
  try {
    const redis = await connectRedis({ url, log, patience, silentAfter: patience });
    const warnings = await warningsOf(redis, keeps, patience).finally(() => redis.destroy());
    const description = `Redis at ${withoutPassword(url)}`;
    return { connection: { url }, keepsData: true, description, warnings, stop: async () => {} };
  } catch (error) {
    // Not passed on as the cause: the error about a malformed address contains it.
    throw new RedisUnavailable(complaint(given, error));
  }
};

/** @throws {Error} in a few words, where it cannot be worked with */
const warningsOf = async (redis: Redis, keeps: Kept, patience: number): Promise<string[]> => {
  const [warnings, missing] = await Promise.all([durabilityWarnings(redis, keeps), missingRight(redis)]);
  if (missing !== undefined) throw new Error(`its user may do too little, see the README (${missing})`);
  const giveUpAt = performance.now() + patience;
  for (;;) {
    const trouble = await troubleWriting(redis);
    if (!trouble) return warnings;
    if (performance.now() >= giveUpAt) throw new Error(`it takes no writes, see the README (${trouble})`);
    await sleep(TRIED_EVERY);
  }
};

const complaint = ({ url, variable }: Given, error: unknown): string =>
  error instanceof TypeError
    ? `${variable} is not an address such as redis://user:password@host:6379/0`
    : `${variable}: ${withoutPassword(url)} cannot be used: ${reasonOf(error)}`;

/** Up to the last @: a password may contain one. */
const withoutPassword = (url: string): string => url.replace(/\/\/.*@/, '//');
