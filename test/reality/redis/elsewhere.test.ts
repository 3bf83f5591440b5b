import assert from 'node:assert/strict';
import { connectRedis } from '../../../services/redis/client.ts';
import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';
import { outlive } from '../../support/bots/outliving.ts';
import { keptLog } from '../../support/kept-log.ts';
import { startRedisProcess } from '../../support/redis/redis-process.ts';

describe('A bot whose Redis is there and not for it', () => {
  let house: BotOnTheRoad;
  beforeEach(async () => {
    house = await startBotOnTheRoad();
  });
  afterEach(() => house.close());

  const order = (...command: string[]) => house.server.admin.sendCommand(command);
  const set = (...settings: string[]) => order('CONFIG', 'SET', ...settings);
  const hangUp = () => order('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');

  // https://github.com/redis/node-redis/issues/959 and https://github.com/redis/ioredis/issues/1348
  it('works again when there is a connection for it', () =>
    outlive(house, {
      code: 'redis-unreachable',
      begin: async () => {
        await set('maxclients', '1');
        await hangUp();
      },
      end: () => set('maxclients', '1000'),
    }));

  // https://github.com/redisson/redisson/issues/291 and https://github.com/redis/go-redis/pull/3164
  it('works again when a replica that has lost its master and shows nothing is a master', () =>
    outlive(house, {
      code: 'redis-read-only',
      begin: async () => {
        await set('replica-serve-stale-data', 'no');
        await order('REPLICAOF', '127.0.0.1', '1');
      },
      end: () => order('REPLICAOF', 'NO', 'ONE'),
    }));

  // https://github.com/redisson/redisson/pull/5875 and https://github.com/sidekiq/sidekiq/issues/4940
  it('works again when it is not told to wait for replicas that there are none of', () =>
    outlive(house, {
      code: 'redis-too-few-replicas',
      begin: () => set('min-replicas-to-write', '5'),
      end: () => set('min-replicas-to-write', '0'),
    }));

  // https://github.com/redis/redis/issues/10985 and https://github.com/bitnami/charts/pull/13021
  it('works again when writes that were held back for a failover that never came are let through', () =>
    outlive(house, {
      code: 'redis-slow',
      begin: () => order('CLIENT', 'PAUSE', '600000', 'WRITE'),
      end: async () => {
        // That of the administrator may be waiting as well.
        const another = await connectRedis({ url: house.server.url, log: keptLog });
        await another.sendCommand(['CLIENT', 'UNPAUSE']);
        another.destroy();
      },
    }));

  // https://github.com/redis/redis/issues/466
  it('works again when a script that had written was ended with the server, as it can only be', async () => {
    await set('busy-reply-threshold', '10');
    await outlive(house, {
      code: 'redis-busy',
      begin: async () => {
        await order('SAVE');
        void house.redis.eval('redis.call("SET", "other", 1) while true do end').catch(() => undefined);
        await house.untilCodes('redis-busy');
        await assert.rejects(order('SCRIPT', 'KILL'), /UNKILLABLE/);
      },
      end: async () => {
        await house.server.kill();
        await house.server.again();
      },
    });
  });

  // https://github.com/redis/redis/issues/3044
  it('works again when its name leads to a part of a cluster that is not whole, and then back', async () => {
    const part = await startRedisProcess({ 'cluster-enabled': 'yes' });
    await outlive(house, {
      code: 'redis-cluster-down',
      begin: async () => {
        house.road.leadTo(part.port);
        await hangUp();
      },
      end: async () => {
        house.road.leadTo(house.server.port);
        await part.admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      },
    });
    await part.stop();
  });
});
