import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import type { JobContext } from '../../../services/jobs/job.ts';
import { releaseSeatsJob } from '../../../services/jobs/release-seats.ts';
import { generationKeys } from '../../../services/redis/keys.ts';
import { readOutbox } from '../../support/notices/outbox.ts';
import { recount } from '../../support/redis/recount.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { numbers } from '../../support/tenants/moving-tenant.ts';
import { actorIn, GENERATION, START, writeSmallTenant } from '../../support/tenants/small-tenant.ts';

describe('The job that releases the seats of a canceled subscription', () => {
  it('takes every license back and tells each once, also when it runs twice at the same time and again', async () => {
    const redis = await testRedis();
    const people = 1050;
    const ref = 'S-1001' as SubscriptionRef;
    const subscriptions = [{ ref, holders: numbers(1, people) }];
    const tenantId = await writeSmallTenant(redis, { people: people + 1, subscriptions });
    const commerce = createCommerce({ redis, now: () => START });
    const admin = actorIn(tenantId, 0);
    await commerce.takeOverCancel(admin, ref, { reason: 'too-expensive' }, { operationId: randomUUID() });
    const canceled = (await commerce.getSubscription(admin, ref)).subscription;
    assert.deepEqual([canceled.status, canceled.assigned], ['Deleted', people]);
    const [work, ...others] = await commerce.listWork(tenantId);
    assert.ok(work);
    assert.deepEqual([work.kind, work.subscription, others], ['release-seats', ref, []]);

    const context: JobContext = { commerce, log: pino({ level: 'silent' }), wake: async () => undefined };
    const run = () => releaseSeatsJob.run(context, work, new AbortController().signal);
    await Promise.all([run(), run()]);
    await run();

    assert.equal(await redis.exists(generationKeys(tenantId, GENERATION).seats(ref)), 0);
    const lost = (await readOutbox(redis, tenantId)).filter((notice) => notice.kind === 'license-lost');
    assert.equal(lost.length, people);
    assert.equal(new Set(lost.map(({ to }) => JSON.stringify(to))).size, people);
    assert.ok(lost.every(({ cause }) => cause === 'canceled'));
    assert.deepEqual(await commerce.listWork(tenantId), []);
    assert.deepEqual(await recount(redis, tenantId), []);
  });
});
