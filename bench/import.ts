/**
 * What an import costs, on the product's own durable server: `npx tsx bench/import.ts [subscriptions]` generates a
 * tenant with as many people, imports it twice, each time in a process of its own, and prints a row for each.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { importTenant } from '../services/commerce/import/index.ts';
import { connectRedis, type Redis, type RedisConnection } from '../services/redis/client.ts';
import { findRedis } from '../services/redis/server.ts';
import { writeTenantFile } from './tenant-file.ts';

const ASSIGNED = 5;
const MEGABYTE = 2 ** 20;
const PATH = ['/usr/local/bin', '/usr/bin', dirname(process.execPath)].join(delimiter);
const log = pino({ level: 'silent' });

const usedMemory = async (redis: Redis): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);

const importHere = async (file: string, connection: RedisConnection): Promise<void> => {
  const redis = await connectRedis({ ...connection, log });
  const { milliseconds } = await importTenant({ redis, file, shiftToToday: true, now: Date.now(), log });
  redis.destroy();
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(JSON.stringify({ seconds: milliseconds / 1000, megabytes: maxRSS / 1024 }));
};

const row = (...cells: (string | number)[]): void => {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(24)).join('')}\n`);
};

const measure = async (subscriptions: number, folder: string, connection: RedisConnection): Promise<void> => {
  const file = join(folder, 'tenant.json');
  await writeTenantFile(file, { subscriptions, people: subscriptions, assigned: ASSIGNED });
  const size = Math.round((await stat(file)).size / MEGABYTE);
  row(`${subscriptions} subscriptions`, `${ASSIGNED} people on each`, `${subscriptions} people`, `${size} MB`);
  row('', 'seconds', 'peak MB RSS', 'Redis bytes/subscription');
  const redis = await connectRedis({ ...connection, log });
  const before = await usedMemory(redis);
  for (const what of ['first import', 'again, replacing it']) {
    const command = ['--import', 'tsx', fileURLToPath(import.meta.url), 'child', file, JSON.stringify(connection)];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    const { seconds, megabytes } = JSON.parse(stdout);
    const bytes = Math.round(((await usedMemory(redis)) - before) / subscriptions);
    row(what, seconds.toFixed(1), Math.round(megabytes), bytes);
  }
  redis.destroy();
};

const run = async (subscriptions: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-import-'));
  const server = await findRedis({ dataDir: folder, path: PATH, log });
  await measure(subscriptions, folder, server.connection).finally(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
};

const [first = '100000', file = '', connection = ''] = process.argv.slice(2);
await (first === 'child' ? importHere(file, JSON.parse(connection)) : run(Number(first)));
