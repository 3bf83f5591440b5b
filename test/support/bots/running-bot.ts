import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { FileConsent } from '../../../bot/features/exports/file-consent.ts';
import { followingBy } from '../../../bot/features/moves/follow-move.ts';
import type { Config } from '../../../bot/start/config.ts';
import { openAdmission } from '../../../bot/start/open-admission.ts';
import { openBot } from '../../../bot/start/open-bot.ts';
import { openServices } from '../../../bot/start/open-services.ts';
import type { Authority } from '../../../bot/teams/door/clouds.ts';
import { type Server, startServer } from '../../../bot/teams/server.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import type { Preferences } from '../../../services/conversations/preferences.ts';
import type { Conversations } from '../../../services/conversations/references.ts';
import { type LimitTable, multipliedLimits } from '../../../services/limits/limits.ts';
import { createFolderMailer } from '../../../services/mail/folder.ts';
import type { Notices } from '../../../services/notices/index.ts';
import { dataFolder } from '../../../services/privacy/places/data-folder.ts';
import type { Redis, RedisConnection } from '../../../services/redis/client.ts';
import { createReadiness } from '../../../services/redis/health/readiness.ts';
import type { SecurityLog } from '../../../services/security-log/security-log.ts';
import type { SignInRegistration } from '../../../services/sign-in/authority.ts';
import { filesWithNumbers } from '../cards/kept-numbers.ts';
import { keptLog } from '../kept-log.ts';
import { type Channel, startChannel } from '../stand-ins/channel.ts';
import { type ImportedTenant, importCast } from '../tenants/imported-tenant.ts';
import { startFollowing } from './following.ts';

export interface RunningBot {
  readonly url: string;
  readonly channel: Channel;
  readonly contoso: ImportedTenant;
  readonly server: Server;
  /** The service that the bot uses. */
  readonly commerce: Commerce;
  readonly conversations: Conversations;
  readonly preferences: Preferences;
  /** Nothing is delivered until a test has it delivered; mails are written below `folder`. */
  readonly notices: Notices;
  readonly securityLog: SecurityLog;
  readonly fileConsent: FileConsent;
  /** Where files stand while they are put into OneDrive. */
  readonly folder: string;
  /** A message activity as Teams sends it, from that person in a personal chat. */
  activity(who: string, extra?: Record<string, unknown>): Record<string, unknown>;
  /** POSTs a body to /api/messages; a string goes as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

let activities = 0;

/** For a bot that does the jobs, too. */
interface JobsWanted {
  readonly queueConnection: RedisConnection;
  /** Milliseconds that each step of a move takes besides. */
  readonly stepsTake?: number;
}

/** How the bot is registered; without credentials it is not. */
export interface TestRegistration {
  readonly credentials?: Readonly<Record<string, string>>;
  /** Who speaks for Teams. */
  readonly authority?: Authority;
  readonly allowedTenants?: readonly string[];
  readonly log?: Logger;
}

interface BotParts {
  readonly limits?: LimitTable;
  readonly languageModel?: Config['languageModel'];
  readonly signIn?: SignInRegistration;
  /** Whether it answers for a turn that takes long, as the product does; without it every turn is waited for. */
  readonly isHurried?: boolean;
}

/** The bot behind its real HTTP server and adapter, on real data, with a channel that takes the replies. */
export const startBot = async (
  redis: Redis,
  registration: TestRegistration = {},
  jobsWanted?: JobsWanted,
  { limits = multipliedLimits(100), languageModel, signIn, isHurried = false }: BotParts = {},
): Promise<RunningBot> => {
  const { credentials, log = keptLog } = registration;
  const [channel, contoso] = await Promise.all([startChannel(), importCast(redis, 'contoso')]);
  const folder = await mkdtemp(join(tmpdir(), 'running-bot-'));
  const mailer = createFolderMailer(join(folder, 'mail'), { name: 'Purchases', address: 'no-reply@example.com' });
  const port = () => server.port;
  const services = openServices({
    redis,
    now: contoso.now,
    log,
    credentials,
    signIn,
    publicUrl: undefined,
    port,
    mailer,
    limits,
    keptDays: { audit: 2555, notices: 60, securityLog: 365 },
    erasing: { places: [dataFolder(folder)] },
  });
  const { commerce, conversations, preferences, notices, proactive } = services;
  const jobs =
    jobsWanted &&
    (await startFollowing(jobsWanted, {
      commerce,
      preferences,
      update: proactive.update,
      kept: services.followedCards,
    }));
  const bot = openBot(services, {
    follow: jobs ? followingBy(jobs, services.followedCards, log) : async () => {},
    takesFiles: true,
    folder,
    // A test's own OneDrive is on this machine.
    isAllowed: (address) => address.startsWith('http://127.0.0.1:'),
    languageModel,
  });
  const { fileConsent } = bot;
  const server: Server = await startServer({
    adapter: services.adapter,
    onTurn: bot.onTurn,
    ...(isHurried && { inTime: bot.inTime }),
    checkReady: createReadiness({ redis }),
    admission: openAdmission({ credentials, cloud: 'public', allowedTenants: undefined, ...registration }, services),
    onRefused: (why) => services.securityLog.note({ kind: 'authentication-failed', why }),
    log,
    host: '127.0.0.1',
    port: 0,
    pages: bot.pages,
  });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    channel,
    contoso,
    server,
    commerce,
    conversations,
    preferences,
    notices,
    securityLog: services.securityLog,
    fileConsent,
    folder,
    activity: (who, extra = {}) => ({
      type: 'message',
      id: `activity-${++activities}`,
      channelId: 'msteams',
      serviceUrl: channel.url,
      locale: 'en-US',
      from: { id: `29:${who}`, name: who, aadObjectId: contoso.userId(who) },
      recipient: { id: '28:bot', name: 'bot' },
      conversation: { id: `personal-${who}`, conversationType: 'personal', tenantId: contoso.tenantId },
      channelData: { tenant: { id: contoso.tenantId } },
      ...extra,
    }),
    post: async (body, headers = {}) => {
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    },
    close: async () => {
      await server.close();
      await fileConsent.close();
      assert.deepEqual(await filesWithNumbers(folder), []);
      await rm(folder, { recursive: true, force: true });
      await jobs?.close();
      await channel.close();
    },
  };
};
