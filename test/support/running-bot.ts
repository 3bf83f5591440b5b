import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createAdapter } from '../../bot/adapter.ts';
import { createApp } from '../../bot/app.ts';
import { tellingOfSavedCards } from '../../bot/card-saved.ts';
import { commands } from '../../bot/commands/index.ts';
import { createDispatch } from '../../bot/dispatch.ts';
import { createFileConsent, type FileConsent } from '../../bot/file-consent.ts';
import { offeringFiles } from '../../bot/file-offer.ts';
import { followingBy } from '../../bot/follow-move.ts';
import { openNotices } from '../../bot/notices/open-notices.ts';
import { createPlanner } from '../../bot/planner/planner.ts';
import { createProactive } from '../../bot/proactive.ts';
import { createRemembering } from '../../bot/remembering.ts';
import { createSearch } from '../../bot/search.ts';
import { type Server, startServer } from '../../bot/server.ts';
import { createAddresses } from '../../bot/web/addresses.ts';
import { cardPage } from '../../bot/web/card-page.ts';
import { exportPage } from '../../bot/web/export-page.ts';
import { invoicePage } from '../../bot/web/invoice-page.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import { type Conversations, createConversations } from '../../services/conversations.ts';
import { createDeliveries } from '../../services/deliveries.ts';
import { createLinks } from '../../services/links.ts';
import { folderMailer } from '../../services/mail/folder.ts';
import type { Notices } from '../../services/notices/index.ts';
import { TEST_CARDS } from '../../services/payments/test-cards.ts';
import { createPending } from '../../services/pending.ts';
import { createPreferences, type Preferences } from '../../services/preferences.ts';
import type { Redis, RedisConnection } from '../../services/redis/client.ts';
import { type Channel, startChannel } from './channel.ts';
import { type DemoTenant, importDemo } from './demo-tenants.ts';
import { startFollowing } from './following.ts';

export interface RunningBot {
  readonly url: string;
  readonly channel: Channel;
  readonly contoso: DemoTenant;
  readonly server: Server;
  /** The service that the bot uses. */
  readonly commerce: Commerce;
  readonly conversations: Conversations;
  readonly preferences: Preferences;
  /** Nothing is delivered until a test has it delivered; mails are written below `folder`. */
  readonly notices: Notices;
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

/** The bot behind its real HTTP server and adapter, on real data, with a channel that takes the replies. */
export const startBot = async (
  redis: Redis,
  credentials?: Readonly<Record<string, string>>,
  jobsWanted?: JobsWanted,
): Promise<RunningBot> => {
  const log = pino({ level: 'silent' });
  const [channel, contoso] = await Promise.all([startChannel(), importDemo(redis, 'contoso')]);
  const commerce = createCommerce({ redis, now: contoso.now });
  const preferences = createPreferences(redis);
  const adapter = createAdapter(credentials, log);
  const proactive = createProactive(adapter, credentials?.['MicrosoftAppId'] ?? '');
  const jobs = jobsWanted && (await startFollowing(jobsWanted, { commerce, preferences, update: proactive.update }));
  const follow = jobs ? followingBy(jobs, log) : async () => {};
  const links = createLinks({ redis, now: contoso.now });
  const addresses = createAddresses({ publicUrl: undefined, port: () => server.port });
  const conversations = createConversations(redis);
  const folder = await mkdtemp(join(tmpdir(), 'running-bot-'));
  const mailer = folderMailer(join(folder, 'mail'), { name: 'Purchases', address: 'no-reply@example.com' });
  const notices = openNotices({ redis, commerce, conversations, preferences, proactive, mailer, log });
  const shared = { commerce, preferences, conversations, notices, links, addresses, now: contoso.now, commands, log };
  const offerFile = offeringFiles(proactive, log);
  const dispatch = createDispatch({
    ...shared,
    follow,
    offerFile,
    pending: createPending(redis),
    propose: createPlanner({ endpoint: undefined, log }),
  });
  // A test's own OneDrive is on this machine.
  const isAllowed = (address: string) => address.startsWith('http://127.0.0.1:');
  const fileConsent = createFileConsent({ ...shared, proactive, folder, isAllowed });
  const app = createApp({
    dispatch,
    search: createSearch({ commerce, preferences }),
    deliveries: createDeliveries(redis),
    fileConsent,
    remember: createRemembering({ commerce, conversations, log }),
    update: proactive.update,
  });
  const onCardSaved = tellingOfSavedCards(proactive);
  const server: Server = await startServer({
    adapter,
    onTurn: (context) => app.run(context),
    checkReady: () => redis.ping(),
    onlyLocal: !credentials,
    host: '127.0.0.1',
    port: 0,
    pages: [cardPage({ ...shared, testCards: TEST_CARDS, onCardSaved }), exportPage(shared), invoicePage(shared)],
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
      await rm(folder, { recursive: true, force: true });
      await jobs?.close();
      await channel.close();
    },
  };
};
