import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type Redis } from '../../services/redis/client.ts';
import { note } from '../support/chaos/figures.ts';
import { type Sentinel, startSentinel } from '../support/chaos/sentinel.ts';
import { chaos } from '../support/chaos/sizes.ts';
import { again, type BusyHouse, openBusyHouse } from '../support/chaos/working/busy-house.ts';
import { keptLog } from '../support/kept-log.ts';
import { type RedisProcess, startRedisProcess } from '../support/redis/redis-process.ts';
import { buildRoad, type Road } from '../support/redis/road.ts';

/** As the README has it. */
const SETTINGS = {
  appendonly: 'yes',
  appendfsync: 'always',
  'min-replicas-to-write': '1',
  'min-replicas-max-lag': '10',
};

describe('Two bots with people who work, and a master of two replicas that is killed', function () {
  this.timeout(chaos.timeout);
  let servers: RedisProcess[];
  let sentinel: Sentinel;
  let road: Road;
  let redis: Redis;
  let house: BusyHouse;

  before(async () => {
    servers = await Promise.all([1, 2, 3].map(() => startRedisProcess(SETTINGS)));
    const [master, ...replicas] = servers as [RedisProcess, ...RedisProcess[]];
    await Promise.all(replicas.map((replica) => replica.follow(master)));
    sentinel = await startSentinel(master.port);
    // The name by which REDIS_URL is to lead to the master.
    road = await buildRoad(master.port);
    const find = async () => {
      redis = await connectRedis({ url: road.url, log: keptLog });
      return redis;
    };
    house = await openBusyHouse({ bots: 2, env: { REDIS_URL: road.url, LOG_LEVEL: 'fatal' }, redis: find });
  });
  after(async () => {
    await house.close();
    redis.destroy();
    await road.stop();
    await sentinel.stop();
    await Promise.all(servers.map((server) => server.stop()));
  });

  const replicasOf = async ({ admin }: RedisProcess): Promise<number> =>
    (await admin.info('replication').catch(() => '')).match(/state=online/g)?.length ?? 0;

  /** Kills the master, and waits until another is one. */
  const failOver = async (): Promise<number> => {
    const port = await sentinel.master();
    const master = servers.find((server) => server.port === port);
    assert.ok(master);
    while ((await replicasOf(master)) < 2) await sleep(50);
    await master.kill();
    while ((await sentinel.master()) === port) await sleep(50);
    road.leadTo(await sentinel.master());
    await master.again();
    return house.untilConfirmed();
  };

  it('lose nothing but what had not come to a replica, and go on by themselves', async () => {
    const recovery = await again(chaos.failovers, failOver);
    const { lost, doubled, answeredTwice, faults } = await house.reckon();
    const fault = 'master of two replicas killed, one promoted by Sentinel';
    note({ fault, injected: chaos.failovers, lost, doubled: doubled + answeredTwice, recovery });
    assert.deepEqual([lost, doubled + answeredTwice, faults], [0, 0, []]);
  });
});
