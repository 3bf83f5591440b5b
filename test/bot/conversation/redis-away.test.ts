import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { connectRedis, type Redis } from '../../../services/redis/client.ts';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { readCard } from '../../support/chat/conversation.ts';
import { sayTo } from '../../support/chat/pressing.ts';
import { temporaryDirectory } from '../../support/redis/redis.ts';

describe('While Redis is away', () => {
  let folder: string;
  let server: ChildProcess;
  let redis: Redis;
  let bot: RunningBot;

  const startServer = (): ChildProcess =>
    spawn('redis-server', [
      '--port',
      '0',
      '--unixsocket',
      join(folder, 'r.sock'),
      '--dir',
      folder,
      '--appendonly',
      'yes',
    ]);
  const stopServer = async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
  };

  before(async () => {
    folder = await temporaryDirectory();
    server = startServer();
    redis = await connectRedis({ path: join(folder, 'r.sock'), log: pino({ level: 'silent' }) });
    bot = await startBot(redis);
  });
  after(async () => {
    await bot.close();
    redis.destroy();
    await stopServer();
    await rm(folder, { recursive: true });
  });

  const ready = async () => {
    const response = await fetch(`${bot.url}/ready`);
    return { status: response.status, body: await response.json() };
  };
  const ask = async (text = 'subscriptions') => readCard(await sayTo(bot, 'Adele', text));

  it('the bot says so in the person’s language, is not ready, and recovers by itself', async () => {
    assert.match(await ask(), /Self-service purchases/);
    await stopServer();

    assert.match(await ask(), /cannot reach my data right now/);
    assert.match(await ask('prenumerationer'), /når inte mina data just nu/);
    const away = await ready();
    assert.deepEqual(away, { status: 503, body: { status: 'not ready', codes: ['redis-unreachable'] } });
    assert.equal((await fetch(`${bot.url}/health`)).status, 200);

    server = startServer();
    while ((await ready()).status !== 200) await sleep(50);
    assert.match(await ask(), /Self-service purchases/);
  });
});
