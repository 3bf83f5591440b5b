import { performance } from 'node:perf_hooks';
import { type Logger, pino } from 'pino';
import { createCommerce } from '../services/commerce/index.ts';
import { createDeliveries } from '../services/deliveries.ts';
import { startJobs } from '../services/jobs/index.ts';
import { createPreferences } from '../services/preferences.ts';
import { connectRedis } from '../services/redis/client.ts';
import { findRedis } from '../services/redis/server.ts';
import { createAdapter } from './adapter.ts';
import { announce, complain } from './announce.ts';
import { createApp } from './app.ts';
import { openChatWindows } from './chat-windows.ts';
import { commands } from './commands/index.ts';
import { type Config, readConfig } from './config.ts';
import { createDispatch } from './dispatch.ts';
import { loadTenants } from './load-tenants.ts';
import { type Closing, closeAll, closeOnSignal, startProblem } from './process.ts';
import { startServer } from './server.ts';

/** Puts the product together: config → Redis → data → services → bot → server → chat windows. */
const start = async (config: Config, files: readonly string[], log: Logger, closing: Closing): Promise<void> => {
  const { redisUrl, queueRedisUrl, dataDir, childEnvironment, demo, credentials, host, port } = config;
  const redisServer = await findRedis({ redisUrl, dataDir, path: childEnvironment.PATH, log });
  closing.push(redisServer.stop);
  const redis = await connectRedis({ ...redisServer.connection, log });
  closing.push(async () => redis.destroy());
  const tenants = await loadTenants({ redis, files, demo, log });

  const commerce = createCommerce({ redis, now: Date.now });
  const queueConnection = queueRedisUrl ? { url: queueRedisUrl } : redisServer.connection;
  const jobs = await startJobs({ commerce, queueConnection, log });
  closing.push(jobs.close);

  const dispatch = createDispatch({ commerce, preferences: createPreferences(redis), commands, log });
  const app = createApp({ dispatch, deliveries: createDeliveries(redis) });
  const adapter = createAdapter(credentials, log);
  const onTurn = app.run.bind(app);
  const server = await startServer({
    adapter,
    onTurn,
    checkReady: () => redis.ping(),
    onlyLocal: !credentials,
    host,
    port,
  });
  closing.push(server.close);
  announce.started({ config, redisServer, tenants, port: server.port, milliseconds: performance.now() });

  const windows = await openChatWindows({ config, tenants, port: server.port, log });
  closing.push(...windows.closing);
  announce.windows(windows, performance.now());
};

const closing: Closing = [];
const main = async (): Promise<void> => {
  const config = readConfig();
  const log = pino({ level: config.logLevel }, pino.destination(2));
  closeOnSignal(closing, log);
  try {
    await start(config, process.argv.slice(2), log, closing);
  } catch (error) {
    await closeAll(closing, log);
    throw error;
  }
};

main().catch((error: unknown) => {
  complain(startProblem(error) ?? `The bot could not start: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 1;
});
