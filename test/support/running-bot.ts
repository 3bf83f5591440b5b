import { pino } from 'pino';
import { createAdapter } from '../../bot/adapter.ts';
import { createApp } from '../../bot/app.ts';
import { commands } from '../../bot/commands/index.ts';
import { createDispatch } from '../../bot/dispatch.ts';
import { type Server, startServer } from '../../bot/server.ts';
import { createCommerce } from '../../services/commerce/index.ts';
import { createDeliveries } from '../../services/deliveries.ts';
import { createPreferences } from '../../services/preferences.ts';
import type { Redis } from '../../services/redis/client.ts';
import { type Channel, startChannel } from './channel.ts';
import { type DemoTenant, importDemo } from './demo-tenants.ts';

export interface RunningBot {
  readonly url: string;
  readonly channel: Channel;
  readonly contoso: DemoTenant;
  readonly server: Server;
  /** A message activity as Teams sends it, from that person in a personal chat. */
  activity(who: string, extra?: Record<string, unknown>): Record<string, unknown>;
  /** POSTs a body to /api/messages; a string goes as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

let activities = 0;

/** The bot behind its real HTTP server and adapter, on real data, with a channel that takes the replies. */
export const startBot = async (redis: Redis, credentials?: Readonly<Record<string, string>>): Promise<RunningBot> => {
  const log = pino({ level: 'silent' });
  const [channel, contoso] = await Promise.all([startChannel(), importDemo(redis, 'contoso')]);
  const commerce = createCommerce({ redis, now: contoso.now });
  const dispatch = createDispatch({ commerce, preferences: createPreferences(redis), commands, log });
  const app = createApp({ dispatch, deliveries: createDeliveries(redis) });
  const server = await startServer({
    adapter: createAdapter(credentials, log),
    onTurn: (context) => app.run(context),
    checkReady: () => redis.ping(),
    onlyLocal: !credentials,
    host: '127.0.0.1',
    port: 0,
  });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    channel,
    contoso,
    server,
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
      await channel.close();
    },
  };
};
