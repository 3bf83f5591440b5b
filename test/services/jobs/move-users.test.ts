import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { JobContext } from '../../../services/jobs/job.ts';
import { moveUsersJob } from '../../../services/jobs/move-users.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { readOutbox } from '../../support/notices/outbox.ts';
import { recount } from '../../support/redis/recount.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { type MovingTenant, movingTenant, SOURCE } from '../../support/tenants/moving-tenant.ts';

describe('The job that moves users', () => {
  let redis: Redis;
  let tenant: MovingTenant;
  let context: JobContext;
  const never = new AbortController().signal;

  beforeEach(async () => {
    redis = await testRedis();
    tenant = await movingTenant(redis, 250);
    context = { commerce: tenant.commerce, log: pino({ level: 'silent' }), wake: async () => undefined };
    await tenant.begin();
  });

  const progress = () => tenant.commerce.getMove(tenant.admin, SOURCE);

  it('carries a move to its end, and does nothing when it runs again', async () => {
    await moveUsersJob.run(context, tenant.work, never);
    const told = await readOutbox(redis, tenant.tenantId);
    await moveUsersJob.run(context, tenant.work, never);
    const { state, moved, already } = await progress();
    assert.deepEqual([state, moved, already], ['finished', 225, 25]);
    assert.deepEqual(await readOutbox(redis, tenant.tenantId), told);
    assert.deepEqual(await recount(redis, tenant.tenantId), []);
  });

  it('leaves a move as it is when the process is to end, for another one to go on', async () => {
    await assert.rejects(moveUsersJob.run(context, tenant.work, AbortSignal.abort()), { name: 'AbortError' });
    assert.deepEqual([(await progress()).state, (await progress()).moved], ['running', 0]);
    await moveUsersJob.run(context, tenant.work, never);
    assert.equal((await progress()).state, 'finished');
  });

  it('gives a move up with a reason, once', async () => {
    await moveUsersJob.giveUp?.(context, tenant.work);
    await moveUsersJob.giveUp?.(context, tenant.work);
    assert.deepEqual([(await progress()).state, (await progress()).stoppedBecause], ['stopped', 'failed']);
    const [notice, ...others] = await readOutbox(redis, tenant.tenantId);
    assert.deepEqual([notice?.kind, notice?.to], ['move-stopped', { user: tenant.admin.userId }]);
    assert.deepEqual(others, []);
  });
});
