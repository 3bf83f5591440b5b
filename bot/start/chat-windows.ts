import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { playgroundInstalled, startPlayground } from '../../demo/playground.ts';
import { type DemoTenantFile, demoWindows } from '../../demo/windows.ts';
import type { Config } from './config.ts';
import type { LoadedTenant } from './load-tenants.ts';
import type { Closing } from './process.ts';

interface ChatWindow {
  readonly url: string;
  readonly name: string;
  /** What to type first. */
  readonly begins: string;
}

export interface ChatWindows {
  readonly opened: readonly ChatWindow[];
  /** Why there are none. */
  readonly note?: string;
  readonly closing: Closing;
}

interface ChatWindowOptions {
  readonly config: Config;
  readonly tenants: readonly LoadedTenant[];
  readonly port: number;
  readonly log: Logger;
}

const BEGINS = ['subscriptions', 'my subscriptions'] as const;

/** Opens a chat in the browser for an admin and for a purchaser of the demo, where they are wanted and there. */
export const openChatWindows = async ({ config, tenants, port, log }: ChatWindowOptions): Promise<ChatWindows> => {
  if (!config.playground) return without('No chat windows (PLAYGROUND=off, or a real app registration).');
  if (!playgroundInstalled())
    return without(
      'No chat windows: @microsoft/m365agentsplayground is not installed (npm ci installs it, --omit=dev does not).',
    );
  const demo: DemoTenantFile & { tenant: { id: string } } = JSON.parse(
    await readFile(new URL('../../demo/contoso.json', import.meta.url), 'utf8'),
  );
  if (!tenants.some(({ tenantId }) => tenantId === demo.tenant.id))
    return without('No chat windows: they show people of the demo, which is not loaded.');
  const { dataDir, childEnvironment: env, playgroundPort } = config;
  const botUrl = `http://127.0.0.1:${port}/api/messages`;
  const scenes = demoWindows(demo, [playgroundPort, playgroundPort + 1]);
  const windows = await Promise.all(scenes.map((scene) => startPlayground({ ...scene, botUrl, dataDir, env, log })));
  return {
    opened: windows.map(({ url }, i) => ({
      url,
      name: scenes[i]?.user.displayName ?? '',
      begins: BEGINS[i] ?? 'help',
    })),
    closing: windows.map(({ stop }) => stop),
  };
};

const without = (note: string): ChatWindows => ({ opened: [], note, closing: [] });
