import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { connectRedis, type Redis } from '../../services/redis/client.ts';
import { note } from '../support/chaos/figures.ts';
import { chaos } from '../support/chaos/sizes.ts';
import { again, type BusyHouse, openBusyHouse } from '../support/chaos/working/busy-house.ts';
import { keptLog } from '../support/kept-log.ts';
import { temporaryDirectory } from '../support/redis/redis.ts';

const run = promisify(execFile);

describe('A bot with people who work, on a disk that becomes full', function () {
  this.timeout(chaos.timeout);
  let dataDir: string;
  let house: BusyHouse;
  let redis: Redis;

  before(async () => {
    dataDir = await temporaryDirectory();
    await run('mount', ['-t', 'tmpfs', '-o', 'size=100m,mode=0700', 'none', dataDir]);
    const find = async () => {
      redis = await connectRedis({ path: join(dataDir, 'redis.sock'), log: keptLog });
      return redis;
    };
    house = await openBusyHouse({ bots: 1, env: { LOG_LEVEL: 'fatal' }, dataDir, redis: find });
  });
  after(async () => {
    redis.destroy();
    await house.close();
    await run('umount', [dataDir]);
    await rm(dataDir, { recursive: true });
  });

  const isAway = () =>
    redis.ping().then(
      () => false,
      () => true,
    );

  it('loses and doubles nothing, and goes on by itself when there is room', async () => {
    const fill = async () => {
      const filler = join(dataDir, 'filler');
      await writeFile(filler, new Uint8Array(120_000_000)).catch(() => undefined);
      while (!(await isAway())) await sleep(20);
      await sleep(2_000);
      await rm(filler);
      return house.untilConfirmed();
    };
    const recovery = await again(chaos.fullDisks, fill);
    const { lost, doubled, answeredTwice, faults } = await house.reckon();
    note({ fault: 'disk full', injected: chaos.fullDisks, lost, doubled: doubled + answeredTwice, recovery });
    assert.deepEqual([lost, doubled + answeredTwice, faults], [0, 0, []]);
  });
});
