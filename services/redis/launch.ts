import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export interface LaunchOptions {
  /** The path of `redis-server` or `valkey-server`. */
  readonly program: string;
  /** What the program itself may need to find, in the form of the PATH variable. */
  readonly path: string;
  readonly dataDir: string;
  readonly socket: string;
}

export interface Launched {
  readonly child: ChildProcess;
  hasEnded(): boolean;
  /** The last lines that the server wrote into its log, in one. */
  lastWords(): Promise<string>;
}

/** Starts a server that keeps its data in `dataDir` and writes its log to `redis.log` there. It may end at once. */
export const launch = async ({ program, path, dataDir, socket }: LaunchOptions): Promise<Launched> => {
  await mkdir(dirname(socket), { recursive: true, mode: 0o700 });
  const logFile = join(dataDir, 'redis.log');
  const log = await open(logFile, 'a', 0o600);
  const { size } = await log.stat();
  const child = spawn(program, settings(socket), {
    cwd: dataDir,
    env: { PATH: path, HOME: homedir() },
    // Ctrl+C must not reach the server before the bot has finished with it.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  await log.close();
  return {
    child,
    hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    lastWords: async () => failure?.message ?? (await tail(logFile, size)),
  };
};

const settings = (socket: string): string[] =>
  Object.entries({
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
    save: '',
    daemonize: 'no',
    pidfile: 'redis.pid',
  }).flatMap(([name, value]) => [`--${name}`, value]);

const LINES = 3;

const tail = async (file: string, from: number): Promise<string> => {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.toString('utf8').trim().split('\n').slice(-LINES).join(' | ');
  } finally {
    await handle.close();
  }
};
