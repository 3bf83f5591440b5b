import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, spawnBot } from '../../test/support/bots/started-bot.ts';
import type { BenchServer } from '../server.ts';
import { pidsBelow } from './processes.ts';

/** A bot under load, in one process or several. */
export interface Side {
  readonly name: string;
  readonly ports: readonly number[];
  /** The processes that answer, one for each port, then those beside them. */
  readonly pids: readonly number[];
  /** That of its Redis, if it has one. */
  readonly redisPid?: number;
  /** Lines of its requests besides the usual ones. */
  readonly headers?: string;
  stop(): Promise<unknown>;
}

const PEERS = fileURLToPath(new URL('../peers', import.meta.url));
/** Where they run, so that nothing of theirs is taken for the product's. */
const INSTALLED = fileURLToPath(new URL('../../build/peers', import.meta.url));
const OBSERVER = new URL('./loop-delay.mjs', import.meta.url).href;

/** What a process needs to tell how long its loop is held up. */
const observed = (folder: string) => ({ NODE_OPTIONS: `--import ${OBSERVER}`, LOOP_DELAYS: folder });

/** Installs the peers with their libraries, which the product does not have, and names them. */
export const installPeers = async (): Promise<string[]> => {
  await cp(PEERS, INSTALLED, { recursive: true });
  if (!existsSync(`${INSTALLED}/node_modules`)) await promisify(execFile)('npm', ['ci'], { cwd: INSTALLED });
  return (await readdir(PEERS)).flatMap((file) => (file.endsWith('.mjs') ? file.replace('.mjs', '') : []));
};

/** Starts a peer's echo bot. */
export const startPeer = async (name: string, folder: string): Promise<Side> => {
  const port = await freePort();
  const child = spawn(process.execPath, [`${name}.mjs`], {
    cwd: INSTALLED,
    env: { PATH: process.env['PATH'], PORT: String(port), ...observed(folder) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [code] = await Promise.race([once(child.stdout, 'data'), ended]);
  if (typeof code === 'number') throw new Error(`The echo bot of ${name} could not start`);
  return {
    name,
    ports: [port],
    pids: [child.pid ?? 0],
    stop: () => {
      child.kill();
      return ended;
    },
  };
};

interface ProductOptions {
  readonly redisUrl: string;
  /** That it is started in; one if not given. */
  readonly processes?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the product on a Redis where its organizations are. */
export const startProduct = async (
  name: string,
  { redis, folder }: BenchServer,
  { redisUrl, processes = 1, env = {} }: ProductOptions,
): Promise<Side> => {
  const settings = {
    REDIS_URL: redisUrl,
    DEMO: 'off',
    LIMITS_FACTOR: '10000',
    LOG_LEVEL: 'error',
  };
  const bots = await Promise.all(
    Array.from({ length: processes }, () => spawnBot({ env: { ...settings, ...observed(folder), ...env } })),
  );
  await Promise.all(bots.map((bot) => bot.prints(/^Data/m)));
  const pids = await Promise.all(bots.map(async ({ child }) => (await pidsBelow(child.pid ?? 0)).slice(1)));
  return {
    name,
    ports: bots.map(({ port }) => port),
    pids: [...pids.map(([answering = 0]) => answering), ...pids.flatMap(([, ...beside]) => beside)],
    redisPid: await pidOf(redis),
    stop: () => Promise.all(bots.map((bot) => bot.stop())),
  };
};

/** Starts the product as it is with a registration: it asks for tokens, and is shown one that is good for that service. */
export const startRegistered = async (
  { redis, folder }: BenchServer,
  { redisUrl, serviceUrl }: { readonly redisUrl: string; readonly serviceUrl: string },
): Promise<Side> => {
  const program = ['tools/run.mjs', 'bench/turns/registered.ts', redisUrl, serviceUrl];
  const child = spawn(process.execPath, program, {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...observed(folder) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  if (typeof line === 'number') throw new Error('The registered bot could not start');
  const { port, token } = JSON.parse(String(line));
  return {
    name: 'with a registration',
    ports: [port],
    pids: [child.pid ?? 0],
    redisPid: await pidOf(redis),
    headers: `authorization: Bearer ${token}\r\n`,
    stop: () => {
      child.kill();
      return ended;
    },
  };
};

const pidOf = async (redis: BenchServer['redis']): Promise<number> =>
  Number(/process_id:(\d+)/.exec(await redis.info('server'))?.[1]);

/** How long the loop of a side's first process was held up since this was asked last: 50 / 90 / 99 / 100 %, in ms. */
export const loopDelaysOf = async ({ pids: [pid = 0] }: Side, folder: string): Promise<string> => {
  process.kill(pid, 'SIGUSR2');
  await new Promise((resolve) => setTimeout(resolve, 100));
  return readFile(`${folder}/${pid}`, 'utf8');
};

/** Bytes of the heap of a side's first process that are in use after a sweep. */
export const heapOf = async ({ pids: [pid = 0] }: Side, folder: string): Promise<number> => {
  const file = `${folder}/${pid}.heap`;
  await rm(file, { force: true });
  process.kill(pid, 'SIGURG');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text) return Number(text);
  }
};
