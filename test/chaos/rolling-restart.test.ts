import assert from 'node:assert/strict';
import { note } from '../support/chaos/figures.ts';
import { chaos } from '../support/chaos/sizes.ts';
import { again, type BusyHouse, openBusyHouse } from '../support/chaos/working/busy-house.ts';
import { type RedisProcess, startRedisProcess } from '../support/redis/redis-process.ts';

describe('Two bots on one Redis, each of which is restarted again and again while people work', function () {
  this.timeout(chaos.timeout);
  let server: RedisProcess;
  let house: BusyHouse;
  beforeEach(async () => {
    server = await startRedisProcess();
    const env = { REDIS_URL: server.url, LOG_LEVEL: 'error' };
    house = await openBusyHouse({ bots: 2, env, redis: async () => server.admin });
  });
  afterEach(async () => {
    await house.close();
    await server.stop();
  });

  /** Milliseconds until the process is back, and changes are confirmed. */
  const restart = async (n: number, signal: NodeJS.Signals): Promise<number> => {
    const bot = house.bots[n % house.bots.length];
    const began = performance.now();
    const code = await bot?.end(signal);
    if (signal === 'SIGTERM') assert.equal(code, 0);
    await bot?.start();
    await house.untilConfirmed();
    return performance.now() - began;
  };

  it('lose no answer and give none twice, where each is told to end', async () => {
    const recovery = await again(chaos.restarts, (n) => restart(n, 'SIGTERM'));
    const { lost, doubled, answeredTwice, faults } = await house.reckon();
    const twice = doubled + answeredTwice;
    note({ fault: 'one of two bots restarted (SIGTERM)', injected: chaos.restarts, lost, doubled: twice, recovery });
    assert.deepEqual([lost, twice, faults], [0, 0, []]);
  });

  if (chaos.isLong)
    it('lose and double no change, where each is killed', async () => {
      const recovery = await again(chaos.restarts, (n) => restart(n, 'SIGKILL'));
      const { lost, doubled, answeredTwice, faults } = await house.reckon();
      note({ fault: 'one of two bots killed (SIGKILL)', injected: chaos.restarts, lost, doubled, recovery });
      process.stdout.write(`      ${answeredTwice} sentences were answered twice\n`);
      assert.deepEqual([lost, doubled, faults], [0, 0, []]);
    });
});
