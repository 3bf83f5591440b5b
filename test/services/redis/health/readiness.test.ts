import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type Redis } from '../../../../services/redis/client.ts';
import { createReadiness, type ReadinessCode } from '../../../../services/redis/health/readiness.ts';
import { probeKeys } from '../../../../services/redis/keys.ts';
import { keptLog } from '../../../support/kept-log.ts';
import { type RedisProcess, startRedisProcess } from '../../../support/redis/redis-process.ts';
import { buildRoad, type Road } from '../../../support/redis/road.ts';

describe('Whether the bot is ready', () => {
  let server: RedisProcess;
  let road: Road;
  let redis: Redis;
  let check: () => Promise<ReadinessCode[]>;

  beforeEach(async () => {
    server = await startRedisProcess({ 'enable-debug-command': 'yes' });
    road = await buildRoad(server.port);
    redis = await connectRedis({ url: road.url, log: keptLog });
    check = createReadiness({ redis });
  });
  afterEach(async () => {
    redis.destroy();
    await road.stop();
    await server.stop();
  });

  /** An answer holds for a moment. */
  const until = async (...codes: readonly ReadinessCode[]) => {
    for (;;) {
      const found = await check();
      if (found.join() === codes.join()) return;
      await sleep(20);
    }
  };
  const set = (name: string, value: string) => server.admin.sendCommand(['CONFIG', 'SET', name, value]);

  it('is shown by a write that leaves nothing behind', async () => {
    assert.deepEqual(await check(), []);
    assert.ok((await server.admin.pTTL(probeKeys.written)) > 0);
  });

  it('is told of a replica, and again when it is a master', async () => {
    await server.admin.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    await until('redis-read-only');
    await server.admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await until();
  });

  it('is told of a server whose memory is full', async () => {
    await set('maxmemory', '1');
    await until('redis-full');
    await set('maxmemory', '0');
    await until();
  });

  it('is told of a server that misses its replicas', async () => {
    await set('min-replicas-to-write', '1');
    await until('redis-too-few-replicas');
  });

  it('is told of a user who may not write', async () => {
    await server.admin.sendCommand(['ACL', 'SETUSER', 'default', '-set']);
    await until('redis-forbidden');
  });

  it('is told of a script that runs for ever', async () => {
    await set('busy-reply-threshold', '10');
    const other = await connectRedis({ url: server.url, log: keptLog });
    const endless = other.eval('while true do end').catch(() => undefined);
    await until('redis-busy');
    await server.admin.sendCommand(['SCRIPT', 'KILL']);
    await endless;
    await until();
    other.destroy();
  });

  it('is told of a server that cannot save', async () => {
    await set('save', '3600 1');
    await rm(server.folder, { recursive: true });
    await server.admin.sendCommand(['BGSAVE']);
    await until('redis-disk-failing');
  });

  it('is told of a server that reads its data from disk', async () => {
    await server.admin.eval('for i = 1, 1000 do redis.call("SET", "key" .. i, "value") end');
    await set('key-load-delay', '1000');
    await set('loading-process-events-interval-bytes', '1024');
    const reloaded = server.admin.sendCommand(['DEBUG', 'RELOAD']).catch(() => undefined);
    await until('redis-loading');
    await reloaded;
    await until();
  });

  it('is told of a server that is silent while it is, and is asked once however many ask', async () => {
    process.kill(server.pid, 'SIGSTOP');
    const answers = await Promise.all(Array.from({ length: 500 }, check));
    process.kill(server.pid, 'SIGCONT');
    assert.deepEqual(new Set(answers.map(String)), new Set(['redis-slow']));
    await until();
    const stats = await server.admin.info('commandstats');
    assert.ok(Number(/cmdstat_set:calls=(\d+)/.exec(stats)?.[1]) < 10, stats);
  });

  it('is told of a server that has gone', async () => {
    await server.kill();
    await until('redis-unreachable');
    await server.again();
    await until();
  });

  it('bears commands that take 200 ms each', async () => {
    road.delay(200);
    await until();
  });

  it('is told of the server of the queue as well', async () => {
    const other = await startRedisProcess();
    const queue = await connectRedis({ url: other.url, log: keptLog });
    check = createReadiness({ redis, queue });
    assert.deepEqual(await check(), []);
    await other.admin.configSet('maxmemory', '1');
    await until('queue-full');
    await server.admin.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    await until('redis-read-only', 'queue-full');
    queue.destroy();
    await other.stop();
  });
});
