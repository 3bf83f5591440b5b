import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Work } from '../../../services/commerce/core/service.ts';
import { noteTenant } from '../../../services/commerce/store/tenant-list.ts';
import { sweepJob } from '../../../services/jobs/sweep.ts';
import { freshTenantId, startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { movingTenant } from '../../support/tenants/moving-tenant.ts';

describe('The job that sweeps', () => {
  let server: TestRedis;
  let woken: Work[];

  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());

  it('wakes what was begun and has not ended, in every tenant, each time it runs', async () => {
    await noteTenant(server.redis, freshTenantId(), 0);
    const [first, second] = [await movingTenant(server.redis, 20), await movingTenant(server.redis, 20)];
    const run = async () => {
      woken = [];
      const wake = async (work: Work) => void woken.push(work);
      const context = { commerce: first.commerce, log: pino({ level: 'silent' }), wake };
      await sweepJob.run(context, undefined, new AbortController().signal);
    };
    await run();
    assert.deepEqual(woken, []);
    await first.begin();
    await second.begin();
    await run();
    await run();
    const byTenant = (a: Work, b: Work) => (a.tenantId < b.tenantId ? -1 : 1);
    assert.deepEqual(woken.sort(byTenant), [first.work, second.work].sort(byTenant));
    await first.commerce.continueWork(first.work);
    await run();
    assert.deepEqual(woken, [second.work]);
  });
});
