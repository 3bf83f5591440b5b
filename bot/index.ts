import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Logger, pino } from 'pino';
import { createClock } from '../services/clock/clock.ts';
import { bringUpToDate } from '../services/commerce/index.ts';
import { keepPrivate, makePrivateFiles } from '../services/files/private-folder.ts';
import { startDeliveries } from '../services/jobs/deliveries.ts';
import { startJobs } from '../services/jobs/index.ts';
import { createMailer } from '../services/mail/create-mailer.ts';
import { connectRedis } from '../services/redis/client.ts';
import { createReadiness } from '../services/redis/health/readiness.ts';
import { findRedis } from '../services/redis/server.ts';
import { isOneDrive, removeLeftovers } from './features/exports/onedrive.ts';
import { followAgain, followingBy, followMove } from './features/moves/follow-move.ts';
import { announce, complain } from './start/announce.ts';
import { openChatWindows } from './start/chat-windows.ts';
import { type Config, readConfig } from './start/config.ts';
import { loadTenants } from './start/load-tenants.ts';
import { openAdmission } from './start/open-admission.ts';
import { openBot } from './start/open-bot.ts';
import { openErasing } from './start/open-erasing.ts';
import { openServices } from './start/open-services.ts';
import {
  type Closing,
  closeAll,
  endInOrder,
  keepHeapSmall,
  reportReady,
  startProblem,
  sweepUp,
} from './start/process.ts';
import { startServer } from './teams/server.ts';

/** Puts the product together: config → Redis → data → services → jobs → bot → server → chat windows. */
const start = async (config: Config, files: readonly string[], log: Logger, closing: Closing): Promise<void> => {
  const {
    redisUrl,
    queueRedisUrl,
    dataDir,
    childEnvironment,
    demo,
    credentials,
    host,
    publicUrl,
    languageModel,
    signIn,
    limits,
    keptDays,
  } = config;
  keepHeapSmall();
  makePrivateFiles();
  await keepPrivate(dataDir);
  const path = childEnvironment.PATH;
  const redisServer = await findRedis({ redisUrl, dataDir, path, log });
  closing.push(redisServer.stop);
  const redis = await connectRedis({ ...redisServer.connection, log });
  closing.push(async () => redis.destroy());
  const clock = await createClock(redis);
  closing.push(async () => clock.close());
  const { now } = clock;
  await bringUpToDate({ redis, log });
  const tenants = await loadTenants({ redis, files, demo, now, log });

  const mailer = createMailer(config);
  closing.push(async () => mailer.close());
  const port = () => server.port;
  const queueServer = queueRedisUrl
    ? await findRedis({ redisUrl: queueRedisUrl, variable: 'QUEUE_REDIS_URL', keeps: 'jobs', dataDir, path, log })
    : undefined;
  const queue = queueServer ? await connectRedis({ ...queueServer.connection, log, name: 'readiness' }) : undefined;
  closing.push(async () => queue?.destroy());
  const { connection: queueConnection } = queueServer ?? redisServer;
  const erasing = await openErasing({ redis, queueConnection, dataDir, log });
  closing.push(erasing.close);
  const services = openServices({
    redis,
    now,
    log,
    credentials,
    signIn,
    publicUrl,
    port,
    mailer,
    limits,
    erasing,
    keptDays,
  });
  const { commerce, followedCards, notices, preferences, privacy, proactive, retention } = services;
  const following = followMove({ preferences, update: proactive.update, kept: followedCards });
  const jobs = await startJobs({
    commerce,
    queueConnection,
    now,
    log,
    jobs: [following],
    often: async (tenantId, put) => {
      await privacy.resume(tenantId);
      await followAgain(followedCards, put, tenantId);
    },
    retention,
  });
  closing.push(jobs.close);
  const delivering = await startDeliveries({ commerce, notices, redis, queueConnection, now, log });
  closing.push(delivering.close);

  const folder = join(dataDir, 'exports');
  await removeLeftovers(folder);
  const follow = followingBy(jobs, followedCards, log);
  const takesFiles = credentials !== undefined;
  const bot = openBot(services, { follow, takesFiles, folder, isAllowed: isOneDrive, languageModel });
  closing.push(bot.fileConsent.close);
  const server = await startServer({
    adapter: services.adapter,
    onTurn: bot.onTurn,
    inTime: bot.inTime,
    checkReady: createReadiness({ redis, queue }),
    admission: openAdmission(config, services),
    onRefused: (why) => services.securityLog.note({ kind: 'authentication-failed', why }),
    secure: credentials !== undefined || publicUrl?.startsWith('https:') === true,
    log,
    host,
    port: config.port,
    pages: bot.pages,
  });
  closing.push(server.close);
  sweepUp();
  const milliseconds = performance.now();
  const warnings = [...redisServer.warnings, ...(queueServer?.warnings ?? [])];
  announce.started({
    config,
    redisServer,
    warnings,
    tenants,
    mail: mailer.description,
    port: server.port,
    milliseconds,
  });

  const windows = await openChatWindows({ config, tenants, port: server.port, log });
  closing.push(...windows.closing);
  announce.windows(windows, performance.now());
  reportReady();
};

const closing: Closing = [];
const main = async (): Promise<void> => {
  const config = readConfig();
  const log = pino({ level: config.logLevel }, pino.destination(2));
  endInOrder(closing, log);
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
