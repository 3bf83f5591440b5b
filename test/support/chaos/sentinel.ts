import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectRedis } from '../../../services/redis/client.ts';
import { freePort } from '../bots/started-bot.ts';
import { keptLog } from '../kept-log.ts';
import { PATH, temporaryDirectory } from '../redis/redis.ts';

/** A Sentinel that has a replica take the place of its master when that is gone for a second. */
export interface Sentinel {
  /** Port of the master as it knows it. */
  master(): Promise<number>;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts one that watches the master on this port, and whom it has for replicas. */
export const startSentinel = async (masterPort: number): Promise<Sentinel> => {
  const [port, folder] = await Promise.all([freePort(), temporaryDirectory()]);
  const file = join(folder, 'sentinel.conf');
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor data 127.0.0.1 ${masterPort} 1`,
    'sentinel down-after-milliseconds data 1000',
    'sentinel failover-timeout data 3000',
  ];
  await writeFile(file, `${settings.join('\n')}\n`);
  const child = spawn('redis-server', [file, '--sentinel'], { env: { PATH }, stdio: 'ignore' });
  running.add(child.once('exit', () => running.delete(child)));
  const asked = await connectRedis({ url: `redis://127.0.0.1:${port}`, log: keptLog, name: 'sentinel' });
  return {
    master: async () => Number((await asked.sendCommand<string[]>(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'data']))[1]),
    async stop() {
      asked.destroy();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
};
