import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePrivateFolder } from '../services/files/private-folder.ts';

export interface ProcessOptions {
  /** The Playground's `cli.js`. */
  readonly program: string;
  /** The content of its configuration file. */
  readonly config: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly botUrl: string;
  readonly port: number;
  readonly dataDir: string;
  readonly env: { readonly PATH: string; readonly HOME: string };
}

export interface PlaygroundProcess {
  /** Settles when the page can be loaded, or rejects with what the Playground complains of. */
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds. */
const STARTING_TAKES = 60_000;
const STOPPING_TAKES = 3_000;
const POLLING = 50;

const PRELOAD = new URL('./playground-preload.js', import.meta.url).href;

/** Runs the Playground on its own, with nothing but what it needs, and no word to the outside. */
export const launch = async (options: ProcessOptions): Promise<PlaygroundProcess> => {
  const { program, config, botUrl, port, env, timeZone } = options;
  const folder = resolve(options.dataDir, 'playground', String(port));
  const configFile = join(folder, '.m365agentsplayground.yml');
  const logFile = join(folder, 'playground.log');
  await makePrivateFolder(folder);
  await Promise.all([writeFile(configFile, config, { mode: 0o600 }), rm(logFile, { force: true })]);
  const settings = ['start', '-e', botUrl, '-c', 'msteams', '-p', String(port), '--service-url', serviceUrl(port)];
  const child = spawn(process.execPath, ['--import', PRELOAD, program, ...settings, '--disable-telemetry'], {
    cwd: folder,
    env: {
      ...env,
      TZ: timeZone,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
      M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
      // Its statistics know nothing of --disable-telemetry.
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
    },
    // Ctrl+C must not end it before its window is closed on purpose.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  return { ready: whenReady(child, ended, port, logFile), ended, stop: () => stop(child, ended) };
};

const serviceUrl = (port: number): string => `http://127.0.0.1:${port}/_connector`;

const whenReady = async (
  { stdout }: ChildProcess,
  ended: Promise<void>,
  port: number,
  logFile: string,
): Promise<void> => {
  if (!stdout) throw new Error('Its output is not piped');
  const given = new AbortController();
  const signal = AbortSignal.any([given.signal, AbortSignal.timeout(STARTING_TAKES)]);
  const listening = once(createInterface({ input: stdout }), 'line', { signal });
  const listensThere = listening.then(([line]) => line === `Listening on ${port}` && answers(port, signal));
  const isReady = await Promise.race([listensThere, ended.then(() => false)]).finally(() => given.abort());
  if (!isReady) throw new Error(await complaintIn(logFile));
};

/** True once its services answer; the page itself is there before the configuration has been read. */
const answers = async (port: number, signal: AbortSignal): Promise<true> => {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/_debug/ping`, { signal }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await sleep(POLLING, undefined, { signal });
  }
};

/** The Playground takes another port when its own is in use, and names faults nowhere but in its log. */
const complaintIn = async (logFile: string): Promise<string> => {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const [, warning, error] = /^warn (Port \d+ is already in use)|^error Reason: (.+)$/m.exec(log) ?? [];
  return warning ?? error ?? 'It ended without a reason';
};

const stop = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  child.kill();
  const patience = setTimeout(() => child.kill('SIGKILL'), STOPPING_TAKES);
  await ended;
  clearTimeout(patience);
};
