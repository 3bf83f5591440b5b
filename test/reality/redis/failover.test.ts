import assert from 'node:assert/strict';
import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';
import { type RedisProcess, startRedisProcess } from '../../support/redis/redis-process.ts';

/** Milliseconds within which all is to be well again. */
const SOON = 60_000;

describe('A bot whose Redis fails over', () => {
  let house: BotOnTheRoad;
  let other: RedisProcess;
  beforeEach(async () => {
    house = await startBotOnTheRoad();
    other = await startRedisProcess();
  });
  afterEach(async () => {
    await house.close();
    await other.stop();
  });

  // https://github.com/StackExchange/StackExchange.Redis/issues/2264
  // https://github.com/taskforcesh/bullmq/issues/648 and https://github.com/immich-app/immich/issues/22267
  it('works again when the old master has become a replica and keeps its connections, blocked ones as well', async () => {
    await other.follow(house.server);
    await house.untilAllIsWell();
    const question = await house.ask('block Visio Plan 2');
    await other.admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await house.server.follow(other);
    await house.untilCodes('redis-read-only');
    assert.match(await house.press(question, 'Do not allow'), /cannot reach my data right now/);
    house.road.leadTo(other.port);
    const took = await house.untilAllIsWell();
    assert.ok(took < SOON, `${took} ms`);
    assert.doesNotMatch(await house.press(question, 'Do not allow'), /cannot/);
  });

  // https://github.com/OT-CONTAINER-KIT/redis-operator/issues/1567
  it('says that it reads its data from disk, and works again by itself', async () => {
    const { admin } = house.server;
    await admin.sendCommand([
      'CONFIG',
      'SET',
      'key-load-delay',
      '5000',
      'loading-process-events-interval-bytes',
      '1024',
    ]);
    const reloaded = admin.sendCommand(['DEBUG', 'RELOAD']).catch(() => undefined);
    await house.untilCodes('redis-loading');
    assert.match(await house.read('subscriptions'), /cannot reach my data right now/);
    await reloaded;
    const took = await house.untilAllIsWell();
    assert.ok(took < SOON, `${took} ms`);
  });
});
