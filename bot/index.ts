import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Logger, pino } from 'pino';
import { createCommerce } from '../services/commerce/index.ts';
import { createDeliveries } from '../services/deliveries.ts';
import { startJobs } from '../services/jobs/index.ts';
import { createLinks } from '../services/links.ts';
import { sandboxPayments } from '../services/payments/sandbox.ts';
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
import { createFileConsent } from './file-consent.ts';
import { offeringFiles } from './file-offer.ts';
import { followingBy, followMove } from './follow-move.ts';
import { loadTenants } from './load-tenants.ts';
import { isOneDrive, removeLeftovers } from './onedrive.ts';
import { createProactive } from './proactive.ts';
import { type Closing, closeAll, closeOnSignal, startProblem } from './process.ts';
import { createSearch } from './search.ts';
import { startServer } from './server.ts';
import { createAddresses } from './web/addresses.ts';
import { cardPage } from './web/card-page.ts';
import { exportPage } from './web/export-page.ts';

/** Puts the product together: config → Redis → data → services → bot → server → chat windows. */
const start = async (config: Config, files: readonly string[], log: Logger, closing: Closing): Promise<void> => {
  const { redisUrl, queueRedisUrl, dataDir, childEnvironment, demo, credentials, host, port, publicUrl } = config;
  const redisServer = await findRedis({ redisUrl, dataDir, path: childEnvironment.PATH, log });
  closing.push(redisServer.stop);
  const redis = await connectRedis({ ...redisServer.connection, log });
  closing.push(async () => redis.destroy());
  const tenants = await loadTenants({ redis, files, demo, log });

  const payments = sandboxPayments(redis);
  const commerce = createCommerce({ redis, now: Date.now, payments, vault: payments });
  const queueConnection = queueRedisUrl ? { url: queueRedisUrl } : redisServer.connection;
  const preferences = createPreferences(redis);
  const adapter = createAdapter(credentials, log);
  const proactive = createProactive(adapter, credentials?.['MicrosoftAppId'] ?? '');
  const { update } = proactive;
  const jobs = await startJobs({ commerce, queueConnection, log, jobs: [followMove({ preferences, update })] });
  closing.push(jobs.close);

  const links = createLinks({ redis, now: Date.now });
  const addresses = createAddresses({ publicUrl, port: () => server.port });
  const shared = { commerce, preferences, links, addresses, now: Date.now, commands, log };
  const follow = followingBy(jobs, log);
  // The Playground, which has no credentials, takes no files.
  const offerFile = credentials && offeringFiles(proactive, log);
  const dispatch = createDispatch({ ...shared, follow, offerFile });
  const search = createSearch({ commerce, preferences });
  const folder = join(dataDir, 'exports');
  await removeLeftovers(folder);
  const fileConsent = createFileConsent({ ...shared, proactive, folder, isAllowed: isOneDrive });
  closing.push(fileConsent.close);
  const app = createApp({ dispatch, search, deliveries: createDeliveries(redis), fileConsent, update });
  const onTurn = app.run.bind(app);
  const { testCards } = payments;
  const onCardSaved = async () => {};
  const pages = [cardPage({ ...shared, testCards, onCardSaved }), exportPage(shared)];
  const server = await startServer({
    adapter,
    onTurn,
    checkReady: () => redis.ping(),
    onlyLocal: !credentials,
    host,
    port,
    pages,
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
