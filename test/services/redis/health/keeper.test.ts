import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { connectRedis, type Redis } from '../../../../services/redis/client.ts';
import { type RedisProcess, startRedisProcess } from '../../../support/redis/redis-process.ts';
import { buildRoad, type Road } from '../../../support/redis/road.ts';

/** Milliseconds: a tenth of what it is in the product. */
const SILENT_AFTER = 600;

describe('A connection whose server does not serve any more', () => {
  let [one, other]: RedisProcess[] = [];
  let road: Road;
  let redis: Redis;
  let warnings: { msg: string; trouble?: string }[];
  const log = pino({}, { write: (line) => warnings.push(JSON.parse(line)) });

  beforeEach(async () => {
    warnings = [];
    [one, other] = await Promise.all([startRedisProcess(), startRedisProcess()]);
    road = await buildRoad(one?.port ?? 0);
    redis = await connectRedis({ url: road.url, log, silentAfter: SILENT_AFTER });
  });
  afterEach(async () => {
    redis.destroy();
    await road.stop();
    await Promise.all([one?.stop(), other?.stop()]);
  });

  const untilWritten = async () => {
    while (!(await redis.set('key', 'value').catch(() => undefined))) await sleep(10);
  };

  it('is left for where the address leads by now, when a master has become the replica of another', async () => {
    await other?.follow({ port: one?.port ?? 0 });
    await other?.admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await one?.follow({ port: other?.port ?? 0 });
    road.leadTo(other?.port ?? 0);
    assert.equal(await redis.ping(), 'PONG');
    await assert.rejects(redis.set('key', 'value'), /^\[?.*READONLY/);
    await untilWritten();
    assert.equal(await other?.admin.get('key'), 'value');
    assert.deepEqual(
      warnings.map(({ msg, trouble }) => [msg, trouble]),
      [['Redis does not take writes; connecting anew', 'read-only']],
    );
  });

  it('is told of once, however long it lasts', async () => {
    await one?.admin.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    await once(redis, 'ready');
    await once(redis, 'ready');
    await one?.admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await untilWritten();
    assert.equal(warnings.length, 1);
  });

  it('is left when it carries nothing any more though nobody has closed it', async () => {
    road.abandon();
    await untilWritten();
  });

  it('is found again when for a while new ones have carried nothing either', async () => {
    road.swallow(true);
    road.abandon();
    while (warnings.length === 0) await sleep(10);
    await sleep(100);
    road.swallow(false);
    await untilWritten();
  });

  it('stays where it is when commands are slow, and when memory is full', async () => {
    const patient = await connectRedis({ url: road.url, log, silentAfter: 2_000 });
    const id = await patient.clientId();
    redis.destroy();
    road.delay(500);
    await one?.admin.configResetStat();
    await one?.admin.configSet('maxmemory', '1');
    const looks = async () =>
      Number(/cmdstat_del:calls=(\d+)/.exec((await one?.admin.info('commandstats')) ?? '')?.[1] ?? 0);
    while ((await looks()) < 4) await sleep(50);
    assert.equal(await patient.clientId(), id);
    assert.deepEqual(warnings, []);
    patient.destroy();
  });
});
