import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type Redis } from '../../../services/redis/client.ts';
import { freePort } from '../bots/started-bot.ts';
import { keptLog } from '../kept-log.ts';
import { PATH, temporaryDirectory } from './redis.ts';

/** A `redis-server` of an administrator's, on a port, with settings as on its command line. */
export interface RedisProcess {
  readonly port: number;
  readonly url: string;
  readonly folder: string;
  readonly pid: number;
  /** For what an administrator does; closed by `stop()`. */
  readonly admin: Redis;
  /** Makes it the replica of another one, and returns when it has its data. */
  follow(master: { readonly port: number }): Promise<void>;
  /** Ends the process; what it has written stays. */
  kill(): Promise<void>;
  /** Starts it again on what it has written, and returns at once. */
  again(): Promise<void>;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

// They would outlive a test run that is broken off.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const started = (port: number, folder: string, more: Readonly<Record<string, string>>): ChildProcess => {
  // A replica is given the data at once.
  const settings = { bind: '127.0.0.1', dir: folder, save: '', 'repl-diskless-sync-delay': '0', ...more };
  const given = Object.entries({ port: String(port), ...settings }).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('redis-server', given, { env: { PATH }, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child.once('exit', () => running.delete(child)));
  return child;
};

const untilItSays = async (child: ChildProcess, pattern: RegExp): Promise<void> => {
  if (child.stdout) for await (const line of createInterface({ input: child.stdout })) if (pattern.test(line)) break;
  child.stdout?.resume();
};

/** Starts it on a free port. */
export const startRedisProcess = async (settings: Readonly<Record<string, string>> = {}): Promise<RedisProcess> => {
  const [port, folder] = await Promise.all([freePort(), temporaryDirectory()]);
  let child = started(port, folder, settings);
  await untilItSays(child, /Ready to accept connections/);
  const url = `redis://127.0.0.1:${port}`;
  const admin = await connectRedis({ url, log: keptLog, name: 'admin' });
  const kill = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    port,
    url,
    folder,
    get pid() {
      return child.pid ?? 0;
    },
    admin,
    async follow(master) {
      await admin.sendCommand(['REPLICAOF', '127.0.0.1', String(master.port)]);
      while (!/master_link_status:up/.test(await admin.info('replication'))) await sleep(20);
    },
    kill,
    async again() {
      child = started(port, folder, settings);
      child.stdout?.resume();
    },
    async stop() {
      admin.destroy();
      if (child.exitCode === null && child.signalCode === null) await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
