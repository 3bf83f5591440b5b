import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type PlaygroundWindow, startPlayground } from '../../../demo/playground.ts';
import type { PlaygroundScene } from '../../../demo/playground-config.ts';
import { type DemoTenantFile, type DemoWindow, demoWindows } from '../../../demo/windows.ts';

/** What a child process gets of the environment, as in the product. */
export const CHILD_ENVIRONMENT = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };

/** The windows of Contoso on free ports. `tenantId` stands in for the demo's own. */
export const contosoWindows = async (tenantId?: string): Promise<[admin: DemoWindow, purchaser: DemoWindow]> => {
  const contoso: DemoTenantFile = JSON.parse(
    await readFile(new URL('../../../demo/contoso.json', import.meta.url), 'utf8'),
  );
  const tenant = { ...contoso.tenant, id: tenantId ?? contoso.tenant.id };
  const [admin, purchaser] = demoWindows({ ...contoso, tenant }, [await freePort(), await freePort()]);
  if (!admin || !purchaser) throw new Error('The demo has two windows');
  return [admin, purchaser];
};

/** A port that nobody listens on. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
};

/** Opens a window whose files lie in a temporary directory until it is stopped. */
export const openWindow = async (
  botUrl: string,
  window: PlaygroundScene & { readonly port: number },
): Promise<PlaygroundWindow> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'playground-'));
  const removeFiles = () => rm(dataDir, { recursive: true, force: true });
  try {
    const log = pino({ level: 'silent' });
    const opened = await startPlayground({ ...window, botUrl, dataDir, env: CHILD_ENVIRONMENT, log });
    return { ...opened, stop: () => opened.stop().finally(removeFiles) };
  } catch (error) {
    await removeFiles();
    throw error;
  }
};
