import { type Logger, pino } from 'pino';
import { createClock } from '../../services/clock/clock.ts';
import { assertKnownSchema, bringUpToDate } from '../../services/commerce/index.ts';
import { keepPrivate, makePrivateFiles } from '../../services/files/private-folder.ts';
import { connectRedis, type Redis, type RedisConnection } from '../../services/redis/client.ts';
import { findRedis } from '../../services/redis/server.ts';
import { readConfig } from './config.ts';
import { type Closing, UsageError } from './process.ts';

/** The Redis that the bot uses, for a command beside it. */
export interface OpenData {
  readonly redis: Redis;
  readonly connection: RedisConnection;
  /** Where it is, for people. */
  readonly description: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** On standard error, warnings alone unless more is asked for. */
  readonly log: Logger;
}

/**
 * Finds the Redis that the bot uses, and starts the bot's own where it has one and is not running. What is stored there
 * has the form of this version then, unless it is wanted as it is.
 * @throws {UsageError} there is none that keeps data
 * @throws {NewerData} a newer version has written there
 */
export const openData = async (closing: Closing, { asItIs = false } = {}): Promise<OpenData> => {
  const { redisUrl, dataDir, childEnvironment, logLevel } = readConfig();
  const log = pino({ level: logLevel === 'info' ? 'warn' : logLevel }, pino.destination(2));
  makePrivateFiles();
  await keepPrivate(dataDir);
  const { connection, description, keepsData, stop } = await findRedis({
    redisUrl,
    dataDir,
    path: childEnvironment.PATH,
    log,
  });
  closing.push(stop);
  if (!keepsData) throw new UsageError('There is no Redis that keeps data: set REDIS_URL or install redis-server.');
  const redis = await connectRedis({ ...connection, log });
  closing.push(async () => redis.destroy());
  const clock = await createClock(redis);
  closing.push(async () => clock.close());
  if (asItIs) await assertKnownSchema(redis);
  else await bringUpToDate({ redis, log });
  return { redis, connection, description, now: clock.now, log };
};
