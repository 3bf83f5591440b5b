import { parseArgs } from 'node:util';
import { type Logger, pino } from 'pino';
import { createClock } from '../../services/clock/clock.ts';
import { importTenant, refreshTenant } from '../../services/commerce/index.ts';
import { keepPrivate, makePrivateFiles } from '../../services/files/private-folder.ts';
import { connectRedis, type Redis } from '../../services/redis/client.ts';
import { findRedis } from '../../services/redis/server.ts';
import { complain } from './announce.ts';
import { readConfig } from './config.ts';
import { type Closing, closeAll, startProblem, UsageError } from './process.ts';

const USAGE = 'Usage: npm run import -- [--refresh | --replace] [--shift-to-today] FILE…';

const OPTIONS = {
  refresh: { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  'shift-to-today': { type: 'boolean', default: false },
} as const;

interface Importing {
  readonly redis: Redis;
  readonly file: string;
  readonly replace: boolean;
  readonly shiftToToday: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly log: Logger;
}

/** What was done, for the person at the keyboard. */
const importOne = async (request: Importing): Promise<string> => {
  const done = await importTenant(request);
  const { tenantName, subscriptions, people, products, milliseconds } = done;
  return `${tenantName}: ${subscriptions} subscriptions, ${people} people, ${products} products imported in ${milliseconds} ms`;
};

const refreshOne = async (request: Importing): Promise<string> => {
  const { tenantName, ...counts } = await refreshTenant(request);
  const { added, changed, left, products, productsKept } = counts;
  const people = `${added} people added, ${changed} changed, ${left} not there any more and disabled`;
  const kept = productsKept > 0 ? `; ${productsKept} that the file does not have are kept` : '';
  return `${tenantName}: ${people}; ${products} products added or changed${kept}`;
};

/** `npm run import`: loads tenant files into the Redis that the bot uses, each in one step. */
const main = async (closing: Closing): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  if (positionals.length === 0 || (values.refresh && (values.replace || values['shift-to-today'])))
    throw new UsageError(USAGE);
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
  const { refresh, replace, 'shift-to-today': shiftToToday } = values;
  process.stdout.write(`Importing into ${redisServer.description}\n`);
  for (const file of positionals) {
    const done = await (refresh ? refreshOne : importOne)({
      redis,
      file,
      replace,
      shiftToToday,
      log,
      now: clock.now(),
    });
    process.stdout.write(`${done}\n`);
  }
};

const closing: Closing = [];
main(closing)
  .catch((error: unknown) => {
    complain(startProblem(error) ?? `The import failed: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  })
  .finally(() => closeAll(closing, pino({ level: 'silent' })));
