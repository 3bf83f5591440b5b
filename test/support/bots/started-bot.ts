import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesWithNumbers, keptNumbers } from '../cards/kept-numbers.ts';
import { ROOT } from '../tree/sources.ts';

/** Milliseconds that a word of it is waited for: less than a hook may take. */
const PATIENCE = 110_000;

/** The whole product in a process of its own, kept running by another, as `npm start` starts them. */
export interface StartedBot {
  /** The one that keeps it running. */
  readonly child: ChildProcess;
  readonly port: number;
  readonly dataDir: string;
  /** Everything it has printed for a person so far. */
  printed(): string;
  /** What it has logged and complained of so far. */
  complained(): string;
  /** Resolves with the match once the output has it; rejects with all it said when the process ends or two minutes pass before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends the signal and resolves with the exit code once it has ended. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null }>;
}

interface StartOptions {
  /** Of the tree that is started; the project's own if not given. */
  readonly root?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** To start again on what another start left; its owner removes it. */
  readonly dataDir?: string;
}

/**
 * A port that nobody uses now, with a free one after it; below those that the system gives to connections, which could
 * take them meanwhile.
 */
export const freePort = async (): Promise<number> => {
  const port = randomInt(20_000, 32_000);
  return (await isFree(port)) && (await isFree(port + 1)) ? port : freePort();
};

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1');
  const listens = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (listens) await once(server.close(), 'close');
  return listens;
};

/** Starts the product on free ports. Without options: with a Redis of its own and the demo, without chat windows. */
export const spawnBot = async ({
  root = ROOT,
  env = {},
  args = [],
  dataDir,
}: StartOptions = {}): Promise<StartedBot> => {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'started-bot-')));
  const [port, windowPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ['tools/keep-running.mjs', 'tools/run.mjs', 'bot/index.ts', ...args], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(port),
      PLAYGROUND: 'off',
      PLAYGROUND_PORT: String(windowPort),
      DATA_DIR: folder,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  return {
    child,
    port,
    dataDir: folder,
    printed: () => out,
    complained: () => err,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (how: string) => reject(new Error(`The bot ${how} ${pattern}:\n${out}\n${err}`));
        const patience = setTimeout(() => fail(`has in ${PATIENCE / 1000} s not printed`), PATIENCE);
        const look = () => {
          const match = pattern.exec(out);
          if (!match) return;
          clearTimeout(patience);
          resolve(match);
        };
        child.stdout.on('data', look);
        void ended.then(() => {
          clearTimeout(patience);
          fail('ended before it printed');
        });
        look();
      }),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null) child.kill(signal);
      await ended;
      assert.deepEqual([...keptNumbers(out + err), ...(await filesWithNumbers(folder))], []);
      // Where only what keeps it running was killed, the bot still writes for a moment.
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
      return { code: child.exitCode };
    },
  };
};
