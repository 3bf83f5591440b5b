import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { startJobs } from '../../../services/jobs/index.ts';
import type { Job } from '../../../services/jobs/job.ts';
import { connectRedis, type Redis } from '../../../services/redis/client.ts';
import { startServerInProcess } from '../../../services/redis/server-in-process.ts';
import { recount } from '../../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { type MovingTenant, movingTenant, SOURCE, TARGET } from '../../support/tenants/moving-tenant.ts';

const log = pino({ level: 'silent' });
const timing = { lockDuration: 500, stalledInterval: 250, retryDelay: 5 };

const back = async (redis: Redis): Promise<void> => {
  while (!(await redis.ping().catch(() => false))) await sleep(20);
};

describe('The jobs', () => {
  let server: TestRedis;
  let tenant: MovingTenant;

  beforeEach(async () => {
    server = await startRedis();
    tenant = await movingTenant(server.redis, 250);
  });
  afterEach(() => server.stop());

  const start = (jobs: readonly Job<never>[] = []) =>
    startJobs({ commerce: tenant.commerce, queueConnection: server.connection, log, timing, jobs });
  const stateOf = async ({ commerce, admin }: MovingTenant) => (await commerce.getMove(admin, SOURCE)).state;
  const until = async (state: string) => {
    while ((await stateOf(tenant)) !== state) await sleep(10);
  };

  it('carry on what is begun in this process at once', async () => {
    const jobs = await start();
    await tenant.begin();
    await until('finished');
    await jobs.close();
    assert.deepEqual(await recount(server.redis, tenant.tenantId), []);
  });

  it('find at their start what was begun while none ran', async () => {
    await tenant.begin();
    const jobs = await start();
    await until('finished');
    await jobs.close();
    assert.deepEqual(await recount(server.redis, tenant.tenantId), []);
  });

  it('stop what fails again and again with a readable reason, and go on when told to', async () => {
    const { keys } = await openTenant(server.redis, tenant.tenantId);
    await tenant.begin();
    await server.redis.rename(keys.seats(TARGET), 'aside');
    await server.redis.set(keys.seats(TARGET), 'not a sorted set');
    const jobs = await start();
    await until('stopped');
    assert.equal((await tenant.commerce.getMove(tenant.admin, SOURCE)).stoppedBecause, 'failed');
    await server.redis.rename('aside', keys.seats(TARGET));
    await tenant.commerce.resumeMove(tenant.admin, SOURCE, { operationId: 'resume' });
    await until('finished');
    await jobs.close();
    assert.deepEqual(await recount(server.redis, tenant.tenantId), []);
  });

  it('go on when Redis was killed and has come back', async () => {
    const jobs = await start();
    await server.kill9();
    await back(server.redis);
    await tenant.begin();
    await until('finished');
    await jobs.close();
    assert.deepEqual(await recount(server.redis, tenant.tenantId), []);
  });

  it('run again later with what they have left where they ask for it, and are put once', async () => {
    const seen: number[] = [];
    const counting: Job<{ n: number }> = {
      name: 'counting',
      run: async (_context, { n }) => {
        seen.push(n);
        return n < 3 ? { data: { n: n + 1 }, after: 5 } : undefined;
      },
    };
    const jobs = await start([counting]);
    const planned = { name: 'counting', ids: ['a:b', 'c'], data: { n: 1 }, delay: 5 };
    await Promise.all([jobs.put(planned), jobs.put(planned)]);
    while (seen.length < 3) await sleep(10);
    await jobs.close();
    assert.deepEqual(seen, [1, 2, 3]);
  });

  it('run on the server inside the process, too', async () => {
    const inProcess = await startServerInProcess();
    const redis: Redis = await connectRedis({ ...inProcess.connection, log });
    tenant = await movingTenant(redis, 250);
    const jobs = await startJobs({ commerce: tenant.commerce, queueConnection: inProcess.connection, log, timing });
    await tenant.begin();
    await until('finished');
    await jobs.close();
    assert.deepEqual(await recount(redis, tenant.tenantId), []);
    redis.destroy();
    await inProcess.stop();
  });
});
