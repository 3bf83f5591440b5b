import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { note } from '../support/chaos/figures.ts';
import { chaos } from '../support/chaos/sizes.ts';
import { again, type BusyHouse, openBusyHouse } from '../support/chaos/working/busy-house.ts';
import { temporaryDirectory } from '../support/redis/redis.ts';
import { type RedisProcess, startRedisProcess } from '../support/redis/redis-process.ts';
import { DAY } from '../support/tenants/small-tenant.ts';

/** Milliseconds by which a clock jumps, one after the other; the last sets it right. */
const JUMPS = [20_000, -20_000, 400 * DAY, 0, -DAY, 0];
/** Milliseconds that it stands there: longer than from one look for notices to the next. */
const STANDS = 3_000;

describe('Two bots with people who work, and the clock of one jumps', function () {
  this.timeout(chaos.timeout);
  let server: RedisProcess;
  let house: BusyHouse;
  let folder: string;
  before(async () => {
    [server, folder] = await Promise.all([startRedisProcess(), temporaryDirectory()]);
    house = await openBusyHouse({
      bots: 2,
      preload: './test/support/chaos/movable-clock.mjs',
      env: { REDIS_URL: server.url, LOG_LEVEL: 'error', CLOCK_FILE: join(folder, 'clock') },
      redis: async () => server.admin,
    });
  });
  after(async () => {
    await house.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it('lose and double nothing', async () => {
    const jump = async (n: number) => {
      await writeFile(join(folder, 'clock'), String(JUMPS[n % JUMPS.length]));
      process.kill(house.bots[0]?.pid ?? 0, 'SIGUSR2');
      const recovery = await house.untilConfirmed();
      await sleep(STANDS);
      return recovery;
    };
    const injected = chaos.clockRounds * JUMPS.length;
    const recovery = await again(injected, jump);
    const { lost, doubled, answeredTwice, faults } = await house.reckon();
    note({
      fault: 'clock of a bot jumps (±20 s, +400 days, −1 day)',
      injected,
      lost,
      doubled: doubled + answeredTwice,
      recovery,
    });
    assert.deepEqual([lost, doubled + answeredTwice, faults], [0, 0, []]);
  });
});
