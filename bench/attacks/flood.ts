import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StartedBot, spawnBot } from '../../test/support/bots/started-bot.ts';
import { freshTenantId } from '../../test/support/redis/redis.ts';
import { type Channel, startChannel } from '../../test/support/stand-ins/channel.ts';
import { contoso } from '../../test/support/tenants/cast/contoso.ts';
import type { TenantFile } from '../../test/support/tenants/parts.ts';
import { median, percentile } from '../table.ts';
import { cpuOf, pidsBelow } from '../turns/processes.ts';
import type { Flood } from './flooder.ts';

const CONNECTIONS = 40;
/** Quiet and flood by turns, so that whatever else the machine does falls on both alike; in milliseconds. */
const ROUNDS = 6;
const ROUND = 2_000;
/** Until what was under way when a flood stopped has ended. */
const SETTLES = 1_000;
/** Milliseconds between two sentences of those who ask quietly. */
const PAUSE = 100;

interface Person {
  readonly id: string;
  readonly displayName: string;
}

const activityOf = (channel: Channel, { tenant }: TenantFile, { id, displayName }: Person, said: string): object => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: channel.url,
  locale: 'en-US',
  text: said,
  from: { id: `29:${id}`, name: displayName, aadObjectId: id },
  recipient: { id: '28:bot', name: 'bot' },
  conversation: { id: `personal-${id}`, conversationType: 'personal', tenantId: tenant.id },
  channelData: { tenant: { id: tenant.id } },
});

const gibberish = Array.from({ length: 200 }, (_, i) => `q${(i * 7919).toString(36)}`)
  .join(' ')
  .slice(0, 1000);
const hundredNames = `assign S-1001 to ${Array.from({ length: 100 }, (_, i) => `Na${i % 10} Xy`).join(', ')}`.slice(
  0,
  1000,
);

/** What is said in a flood, and by how many; the first is an admin. */
const FLOODS: Readonly<Record<string, { readonly people: number; readonly said: readonly string[] }>> = {
  'lists, one person': { people: 1, said: ['subscriptions'] },
  '1,000 characters of gibberish, one person': { people: 1, said: [gibberish] },
  '100 names, one person': { people: 1, said: [hundredNames] },
  'a question, then 1,000 times &, one person': { people: 1, said: ['assign', '&'.repeat(1000)] },
  'lists, everybody': { people: 100, said: ['subscriptions', 'my subscriptions', 'help'] },
};

/** Milliseconds that each answer took, of people of the other tenant who ask in turns. */
const askQuietly = async (bot: StartedBot, activities: readonly object[], until: number): Promise<number[]> => {
  const took: number[] = [];
  for (let i = 0; Date.now() < until; i++) {
    const start = performance.now();
    const body = JSON.stringify({ ...activities[i % activities.length], id: `quiet-${i}-${start}` });
    const headers = { 'content-type': 'application/json' };
    await (await fetch(`http://127.0.0.1:${bot.port}/api/messages`, { method: 'POST', headers, body })).text();
    took.push(performance.now() - start);
    await sleep(PAUSE);
  }
  return took;
};

const startFlood = (flood: Flood): ChildProcess =>
  spawn(
    process.execPath,
    ['--import', 'tsx', new URL('./flooder.ts', import.meta.url).pathname, JSON.stringify(flood)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );

const endFlood = async (flooder: ChildProcess): Promise<number> => {
  const said = flooder.stdout ? text(flooder.stdout) : '';
  flooder.kill();
  await once(flooder, 'close');
  return Number(await said);
};

const inMs = (values: readonly number[]): string =>
  `${median(values).toFixed(1)} / ${percentile(values, 0.95).toFixed(1)}`;

interface Scene {
  readonly bot: StartedBot;
  readonly pids: readonly number[];
  readonly channel: Channel;
  readonly loud: TenantFile;
  readonly quiet: TenantFile;
}

const measureFlood = async (
  { bot, pids, channel, loud, quiet }: Scene,
  name: string,
  position: number,
): Promise<void> => {
  const { people, said } = FLOODS[name] ?? { people: 1, said: [] };
  const enabled = (file: TenantFile) => file.users.filter(({ enabled, userType }) => enabled && userType !== 'guest');
  const asking = enabled(quiet).map((person) => activityOf(channel, quiet, person, 'my subscriptions'));
  // Each flood is somebody else's, so that the one before has not used up its limit.
  const flooding = people === 1 ? enabled(loud).slice(position, position + 1) : enabled(loud);
  const activities = flooding.flatMap((person) => said.map((each) => activityOf(channel, loud, person, each)));
  const flooder = startFlood({
    url: `http://127.0.0.1:${bot.port}/api/messages`,
    connections: CONNECTIONS,
    activities,
  });
  const [before, during]: [number[], number[]] = [[], []];
  let used = 0;
  for (let round = 0; round < ROUNDS; round++) {
    flooder.kill('SIGSTOP');
    await sleep(SETTLES);
    before.push(...(await askQuietly(bot, asking, Date.now() + ROUND)));
    flooder.kill('SIGCONT');
    const cpu = await cpuOf(pids);
    during.push(...(await askQuietly(bot, asking, Date.now() + ROUND)));
    used += (await cpuOf(pids)) - cpu;
  }
  const sent = await endFlood(flooder);
  const ratio = (median(during) / median(before)).toFixed(2);
  const row = [name, sent, inMs(before), inMs(during), ratio, `${Math.round((100 * used) / (ROUNDS * ROUND))} %`];
  process.stdout.write(`| ${row.join(' | ')} |\n`);
};

/** The whole product, with the limits as they are or so high that only the lines of turns are left. */
const measureBot = async (factor: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'flood-'));
  const files = await Promise.all(
    ['loud', 'quiet'].map(async (name) => {
      const file = contoso(freshTenantId());
      await writeFile(join(folder, `${name}.json`), JSON.stringify(file));
      return file;
    }),
  );
  const [loud, quiet] = files;
  if (!loud || !quiet) return;
  const channel = await startChannel();
  const args = ['loud', 'quiet'].map((name) => join(folder, `${name}.json`));
  const bot = await spawnBot({ args, env: { LIMITS_FACTOR: factor, LOG_LEVEL: 'error' } });
  try {
    await bot.prints(/^Data/m);
    const scene: Scene = { bot, pids: await pidsBelow(bot.child.pid ?? 0), channel, loud, quiet };
    for (const [position, name] of Object.keys(FLOODS).entries()) await measureFlood(scene, name, position);
  } finally {
    await bot.stop();
    await channel.close();
    await rm(folder, { recursive: true });
  }
};

for (const [factor, title] of [
  ['1', 'With the limits'],
  ['10000', 'Without limits, with a line for each tenant'],
] as const) {
  process.stdout.write(`\n${title}: milliseconds that people of another tenant wait, median / 95 %\n\n`);
  process.stdout.write(
    '| flood by 40 connections | requests | without | with | ratio | CPU of the bot |\n|---|---|---|---|---|---|\n',
  );
  await measureBot(factor);
}
