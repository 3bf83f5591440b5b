import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { type Jobs, startJobs } from '../../../../services/jobs/index.ts';
import type { Job } from '../../../../services/jobs/job.ts';
import { createQueue } from '../../../../services/jobs/queue.ts';
import { moveClock } from '../../../support/moved-clock.ts';
import { startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { type MovingTenant, movingTenant } from '../../../support/tenants/moving-tenant.ts';
import { DAY, START } from '../../../support/tenants/small-tenant.ts';

const HOUR = 60 * 60 * 1000;
const MINUTES = 5 * 60 * 1000;
const log = pino({ level: 'silent' });
const timing = { lockDuration: 500, stalledInterval: 250, retryDelay: 5, sweptEvery: 100 };

describe('What goes by the clock', () => {
  let server: TestRedis;
  let tenant: MovingTenant;
  let open: Jobs[];
  let now: number;
  let swept: number;
  let lived: number;

  beforeEach(async () => {
    server = await startRedis();
    tenant = await movingTenant(server.redis, 10);
    [open, now, swept, lived] = [[], START, 0, 0];
  });
  afterEach(async () => {
    moveClock(0);
    await Promise.all(open.map((jobs) => jobs.close()));
    await server.stop();
  });

  const start = async (jobs: readonly Job<never>[] = []) => {
    const started = await startJobs({
      commerce: { ...tenant.commerce, runLifeCycle: async () => void lived++ },
      queueConnection: server.connection,
      now: () => now,
      log,
      timing,
      jobs,
      often: async () => void swept++,
    });
    open.push(started);
    return started;
  };
  const moreSweeps = async () => {
    const before = swept;
    while (swept < before + 3) await sleep(10);
  };

  for (const by of [400 * DAY, -400 * DAY])
    it(`goes on when the clock of the process was ${by / DAY} days off for a moment, and after a restart`, async () => {
      await start();
      await moreSweeps();
      moveClock(by);
      await moreSweeps();
      moveClock(0);
      await moreSweeps();
      await open.pop()?.close();
      await start();
      await moreSweeps();
    });

  it('goes on when of two processes five minutes apart the fast one has ended', async () => {
    moveClock(MINUTES);
    const fast = await start();
    await moreSweeps();
    await fast.close();
    open = [];
    moveClock(0);
    await start();
    await moreSweeps();
  });

  it('goes on when the Redis of the queue has lost everything, what was to run in this hour as well', async () => {
    await start();
    await moreSweeps();
    const before = lived;
    for (const key of await server.redis.keys('{jobs}*')) await server.redis.del(key);
    await moreSweeps();
    while (lived === before) await sleep(10);
  });

  it('goes on after a version that left the times to the queue, whose schedule stands in another year', async () => {
    moveClock(400 * DAY);
    const { queue } = createQueue(server.redis, 5);
    await queue.upsertJobScheduler('sweep', { every: 15_000 }, { name: 'sweep' });
    await queue.upsertJobScheduler('life-cycle', { pattern: '0 * * * *', tz: 'UTC' }, { name: 'life-cycle' });
    moveClock(0);
    await start();
    await moreSweeps();
    assert.deepEqual(await queue.getJobSchedulers(), []);
    assert.equal(await queue.getDelayedCount(), 0);
    await queue.close();
  });

  it('runs at the full hour once, however many processes there are', async () => {
    await Promise.all([start(), start(), start()]);
    while (lived < 1) await sleep(10);
    const atStart = lived;
    now += HOUR;
    while (lived === atStart) await sleep(10);
    await moreSweeps();
    await moreSweeps();
    assert.equal(lived, atStart + 1);
  });

  it('lets nothing wait that was put off while the clock was wrong', async () => {
    let runs = 0;
    const job: Job = {
      name: 'put-off',
      run: async () => (++runs === 1 ? { data: {}, after: 30_000 } : undefined),
    };
    moveClock(400 * DAY);
    const jobs = await start([job]);
    await jobs.put({ name: 'put-off', ids: ['a'], data: {}, delay: 0 });
    while ((await server.redis.zCard('{jobs}:cards:delayed')) < 1) await sleep(5);
    moveClock(0);
    while (runs < 2) await sleep(10);
  });
});
