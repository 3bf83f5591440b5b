import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createClock } from '../../services/clock/clock.ts';
import { importTenant } from '../../services/commerce/index.ts';
import { keepPrivate, makePrivateFiles } from '../../services/files/private-folder.ts';
import { connectRedis } from '../../services/redis/client.ts';
import { findRedis } from '../../services/redis/server.ts';
import { complain } from './announce.ts';
import { readConfig } from './config.ts';
import { type Closing, closeAll, startProblem, UsageError } from './process.ts';

const USAGE = 'Usage: npm run import -- [--replace] [--shift-to-today] FILE…';

/** `npm run import`: loads tenant files into the Redis that the bot uses, each in one step. */
const main = async (closing: Closing): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false }, 'shift-to-today': { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) throw new UsageError(USAGE);
  const { redisUrl, dataDir, childEnvironment, logLevel } = readConfig();
  const log = pino({ level: logLevel === 'info' ? 'warn' : logLevel }, pino.destination(2));
  makePrivateFiles();
  await keepPrivate(dataDir);
  const redisServer = await findRedis({ redisUrl, dataDir, path: childEnvironment.PATH, log });
  closing.push(redisServer.stop);
  const redis = await connectRedis({ ...redisServer.connection, log });
  closing.push(async () => redis.destroy());
  if (!redisServer.keepsData)
    throw new UsageError('There is no Redis to import into: set REDIS_URL or install redis-server.');

  const clock = await createClock(redis);
  closing.push(async () => clock.close());
  for (const file of positionals) {
    const { replace, 'shift-to-today': shiftToToday } = values;
    const done = await importTenant({ redis, file, shiftToToday, replace, now: clock.now(), log });
    const { tenantName, subscriptions, people, products, milliseconds } = done;
    const counts = `${subscriptions} subscriptions, ${people} people, ${products} products`;
    process.stdout.write(`${tenantName}: ${counts} imported into ${redisServer.description} in ${milliseconds} ms\n`);
  }
};

const closing: Closing = [];
main(closing)
  .catch((error: unknown) => {
    complain(startProblem(error) ?? `The import failed: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  })
  .finally(() => closeAll(closing, pino({ level: 'silent' })));
