import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';
import { recount } from '../../support/redis/recount.ts';
import { startRedisProcess } from '../../support/redis/redis-process.ts';

describe('A bot whose Redis takes no changes for a while', () => {
  let house: BotOnTheRoad;
  beforeEach(async () => {
    house = await startBotOnTheRoad();
  });
  afterEach(() => house.close());

  const set = (name: string, value: string) => house.server.admin.sendCommand(['CONFIG', 'SET', name, value]);

  const isBehind = async () => /lag=([2-9]|\d\d)/.test(await house.server.admin.info('replication'));

  // https://github.com/LanternOps/breeze/issues/6452
  it('shows lists, refuses changes in clear words and whole, and does them when there is room', async () => {
    const question = await house.ask('block Visio Plan 2');
    await set('maxmemory', '1');
    await house.untilCodes('redis-full');
    assert.match(await house.read('subscriptions'), /Self-service purchases/);
    assert.match(await house.press(question, 'Do not allow'), /no room/);
    assert.deepEqual(await recount(house.server.admin, house.bot.contoso.tenantId), []);
    await set('maxmemory', '0');
    const took = await house.untilAllIsWell();
    assert.ok(took < 60_000, `${took} ms`);
    assert.doesNotMatch(await house.press(question, 'Do not allow'), /no room|cannot/);
  });

  it('changes nothing while its replica is away, where the server is told to wait for one', async () => {
    const replica = await startRedisProcess();
    await replica.follow(house.server);
    await set('min-replicas-max-lag', '1');
    await set('min-replicas-to-write', '1');
    const question = await house.ask('block Visio Plan 2');
    process.kill(replica.pid, 'SIGSTOP');
    // What it had acknowledged before counts for a moment.
    while (!(await isBehind())) await sleep(50);
    await house.untilCodes('redis-too-few-replicas');
    assert.match(await house.press(question, 'Do not allow'), /cannot reach my data right now\n.*Nothing was changed/);
    process.kill(replica.pid, 'SIGCONT');
    await house.untilAllIsWell();
    assert.doesNotMatch(await house.press(question, 'Do not allow'), /cannot/);
    await replica.stop();
  });
});
