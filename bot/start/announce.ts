import type { RedisServer } from '../../services/redis/redis-server.ts';
import type { ChatWindows } from './chat-windows.ts';
import type { Config } from './config.ts';
import type { LoadedTenant } from './load-tenants.ts';

interface Started {
  readonly config: Config;
  readonly redisServer: RedisServer;
  /** What puts data and jobs at risk, in plain sentences. */
  readonly warnings: readonly string[];
  readonly tenants: readonly LoadedTenant[];
  /** Where mails go. */
  readonly mail: string;
  readonly port: number;
  /** Since the process began. */
  readonly milliseconds: number;
}

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const authentication = ({ credentials }: Config): string =>
  credentials ? 'authentication on, all interfaces' : 'AUTHENTICATION OFF (no MicrosoftAppId), so this machine only';

const data = (tenants: readonly LoadedTenant[]): string =>
  tenants.map(({ tenantName, kept }) => `${tenantName} (${kept ? 'kept' : 'imported'})`).join(', ') ||
  'whatever Redis holds';

/** The few lines that the person who started the bot reads; the log is for machines and goes to standard error. */
export const announce = {
  started: ({ config, redisServer, warnings, tenants, mail, port, milliseconds }: Started): void =>
    say(
      `Bot      http://${config.host}:${port}/api/messages · ready after ${seconds(milliseconds)} · ${authentication(config)}`,
      `Redis    ${redisServer.description}`,
      ...warnings.map((warning) => `WARNING  ${warning}`),
      `Data     ${data(tenants)}`,
      `Mail     ${mail}`,
    ),

  windows: ({ opened, note }: ChatWindows, milliseconds: number): void =>
    say(
      ...opened.map(({ url, name, begins }) => `Chat     ${url} · ${name} · begin with: ${begins}`),
      note ?? `Open a chat in the browser (they took ${seconds(milliseconds)}); Ctrl+C stops everything.`,
    ),
};

/** One readable line for a start that cannot go on. */
export const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
