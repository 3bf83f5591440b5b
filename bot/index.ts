import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Logger, pino } from 'pino';
import { createCommerce } from '../services/commerce/index.ts';
import { createConversations } from '../services/conversations.ts';
import { createDeliveries } from '../services/deliveries.ts';
import { startDeliveries } from '../services/jobs/deliveries.ts';
import { startJobs } from '../services/jobs/index.ts';
import { createLinks } from '../services/links.ts';
import { folderMailer } from '../services/mail/folder.ts';
import { smtpMailer } from '../services/mail/smtp.ts';
import { sandboxPayments } from '../services/payments/sandbox.ts';
import { createPending } from '../services/pending.ts';
import { createPreferences } from '../services/preferences.ts';
import { connectRedis } from '../services/redis/client.ts';
import { findRedis } from '../services/redis/server.ts';
import { createAdapter } from './adapter.ts';
import { announce, complain } from './announce.ts';
import { createApp } from './app.ts';
import { tellingOfSavedCards } from './card-saved.ts';
import { openChatWindows } from './chat-windows.ts';
import { commands } from './commands/index.ts';
import { type Config, readConfig } from './config.ts';
import { createDispatch } from './dispatch.ts';
import { createFileConsent } from './file-consent.ts';
import { offeringFiles } from './file-offer.ts';
import { followingBy, followMove } from './follow-move.ts';
import { loadTenants } from './load-tenants.ts';
import { openNotices } from './notices/open-notices.ts';
import { isOneDrive, removeLeftovers } from './onedrive.ts';
import { createPlanner } from './planner/planner.ts';
import { createProactive } from './proactive.ts';
import { type Closing, closeAll, closeOnSignal, startProblem } from './process.ts';
import { createRemembering } from './remembering.ts';
import { createSearch } from './search.ts';
import { startServer } from './server.ts';
import { createAddresses } from './web/addresses.ts';
import { cardPage } from './web/card-page.ts';
import { exportPage } from './web/export-page.ts';
import { invoicePage } from './web/invoice-page.ts';

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

  const conversations = createConversations(redis);
  const { smtpUrl, mailFrom } = config;
  const mailer = smtpUrl ? smtpMailer(smtpUrl, mailFrom) : folderMailer(join(dataDir, 'mail'), mailFrom);
  closing.push(async () => mailer.close());
  const notices = openNotices({ redis, commerce, conversations, preferences, proactive, mailer, log });
  const delivering = await startDeliveries({ commerce, notices, redis, queueConnection, now: Date.now, log });
  closing.push(delivering.close);

  const links = createLinks({ redis, now: Date.now });
  const addresses = createAddresses({ publicUrl, port: () => server.port });
  const shared = { commerce, preferences, conversations, notices, links, addresses, now: Date.now, commands, log };
  const follow = followingBy(jobs, log);
  // The Playground, which has no credentials, takes no files.
  const offerFile = credentials && offeringFiles(proactive, log);
  const propose = createPlanner({ endpoint: config.languageModel, log });
  const dispatch = createDispatch({ ...shared, follow, offerFile, pending: createPending(redis), propose });
  const search = createSearch({ commerce, preferences });
  const folder = join(dataDir, 'exports');
  await removeLeftovers(folder);
  const fileConsent = createFileConsent({ ...shared, proactive, folder, isAllowed: isOneDrive });
  closing.push(fileConsent.close);
  const remember = createRemembering({ commerce, conversations, log });
  const app = createApp({ dispatch, search, deliveries: createDeliveries(redis), fileConsent, remember, update });
  const onTurn = app.run.bind(app);
  const { testCards } = payments;
  const onCardSaved = tellingOfSavedCards(proactive);
  const pages = [cardPage({ ...shared, testCards, onCardSaved }), exportPage(shared), invoicePage(shared)];
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
  announce.started({
    config,
    redisServer,
    tenants,
    mail: mailer.description,
    port: server.port,
    milliseconds: performance.now(),
  });

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
