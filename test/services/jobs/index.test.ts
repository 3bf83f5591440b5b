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
    startJobs({ now: Date.now, commerce: tenant.commerce, queueConnection: server.connection, log, timing, jobs });
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

  it('have a turn behind the others when their time is over, and have not failed by that', async () => {
    const turns: string[] = [];
    const long: Job<{ tenantId: string }> = {
      name: 'long',
      takes: 20,
      run: async (_context, { tenantId }, signal) => {
        turns.push(tenantId);
        while (turns.length < 20 && !signal.aborted) await sleep(1);
        signal.throwIfAborted();
      },
      giveUp: async () => void turns.push('given up'),
    };
    const jobs = await start([long]);
    for (const tenantId of ['a', 'b']) await jobs.put({ name: 'long', ids: [tenantId], data: { tenantId }, delay: 0 });
    while (turns.length < 20) await sleep(5);
    await jobs.close();
    assert.deepEqual([...new Set(turns)].sort(), ['a', 'b']);
  });

  it('are taken for failed when they give no sign, and tried again', async () => {
    let tries = 0;
    const silent: Job = {
      name: 'silent',
      takes: 5,
      run: () => (++tries === 1 ? new Promise<never>(() => undefined) : Promise.resolve()),
    };
    const jobs = await start([silent]);
    await jobs.put({ name: 'silent', ids: [], data: {}, delay: 0 });
    while (tries < 2) await sleep(20);
    await jobs.close();
    assert.equal(tries, 2);
  });

  it('of one tenant leave room for those of another, however many wait', async () => {
    const [running, most] = [new Map<string, number>(), new Map<string, number>()];
    const count = (tenantId: string, by: number) => {
      const now = (running.get(tenantId) ?? 0) + by;
      running.set(tenantId, now);
      most.set(tenantId, Math.max(now, most.get(tenantId) ?? 0));
    };
    const released = new AbortController();
    const held: Job<{ tenantId: string }> = {
      name: 'held',
      run: async (_context, { tenantId }) => {
        count(tenantId, 1);
        while (!released.signal.aborted) await sleep(2);
        count(tenantId, -1);
      },
    };
    const jobs = await start([held]);
    const put = (tenantId: string, n: number) =>
      jobs.put({ name: 'held', ids: [tenantId, `${n}`], data: { tenantId }, delay: 0 });
    for (let n = 0; n < 50; n++) await put('a', n);
    while (most.get('a') !== 4) await sleep(5);
    await put('b', 0);
    while (most.get('b') !== 1) await sleep(5);
    assert.equal(most.get('a'), 4);
    released.abort();
    await jobs.close();
  });

  it('run on the server inside the process, too', async () => {
    const inProcess = await startServerInProcess();
    const redis: Redis = await connectRedis({ ...inProcess.connection, log });
    tenant = await movingTenant(redis, 250);
    const jobs = await startJobs({
      now: Date.now,
      commerce: tenant.commerce,
      queueConnection: inProcess.connection,
      log,
      timing,
    });
    await tenant.begin();
    await until('finished');
    await jobs.close();
    assert.deepEqual(await recount(redis, tenant.tenantId), []);
    redis.destroy();
    await inProcess.stop();
  });
});
