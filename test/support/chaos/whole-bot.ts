import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../bots/started-bot.ts';
import { PATH } from '../redis/redis.ts';
import { ROOT } from '../tree/sources.ts';

/** The process that `npm start` keeps running; started again by whoever ends it, at once and on the same port. */
export interface WholeBot {
  readonly port: number;
  readonly pid: number;
  /** What it has said of what went wrong. */
  complained(): string;
  /** Starts it again; resolves when it is ready. */
  start(): Promise<void>;
  /** Sends the signal; resolves with its exit code once it has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface WholeBotOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly dataDir: string;
  /** A module that is loaded before anything else. */
  readonly preload?: string;
}

const running = new Set<ChildProcess>();

// They would outlive a test run that is broken off.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts it without demo and chat windows. */
export const startWholeBot = async ({ env, dataDir, preload }: WholeBotOptions): Promise<WholeBot> => {
  const port = await freePort();
  let said = '';
  let child: ChildProcess;
  const start = async () => {
    const before = preload === undefined ? [] : ['--import', preload];
    child = spawn(process.execPath, [...before, 'tools/run.mjs', 'bot/index.ts'], {
      cwd: ROOT,
      env: {
        PATH,
        HOME: process.env['HOME'],
        PORT: String(port),
        DATA_DIR: dataDir,
        DEMO: 'off',
        PLAYGROUND: 'off',
        LIMITS_FACTOR: '10000',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const started = child;
    running.add(started.once('exit', () => running.delete(started)));
    started.stderr?.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const [ready] = await Promise.race([once(started, 'message'), once(started, 'exit')]);
    if (ready !== 'ready') throw new Error(`The bot ended (${ready}) before it was ready:\n${said}`);
  };
  await start();
  return {
    port,
    get pid() {
      return child.pid ?? 0;
    },
    complained: () => said,
    start,
    async end(signal) {
      const ended = child;
      if (ended.exitCode !== null || ended.signalCode !== null) return ended.exitCode;
      const gone = once(ended, 'exit');
      ended.kill(signal);
      await gone;
      return ended.exitCode;
    },
  };
};
