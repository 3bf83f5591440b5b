import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { generationKeys } from '../../../../services/redis/keys.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { actorIn, GENERATION, START, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';

const SOURCE = 'S-1001' as SubscriptionRef;
const TARGET = 'C-2001' as SubscriptionRef;

describe('A move of more people than there are licenses', () => {
  it('is undone for everybody', async () => {
    const redis = await testRedis();
    const commerce = createCommerce({ redis, now: () => START });
    const holders = Array.from({ length: 120 }, (_, i) => i + 1);
    const subscriptions = [
      { ref: SOURCE, holders, quantity: 40 },
      { ref: TARGET, quantity: 120 },
    ];
    const tenantId = await writeSmallTenant(redis, { people: 130, subscriptions });
    const admin = actorIn(tenantId, 0);
    const operation = () => ({ operationId: randomUUID() });
    const work = { kind: 'move-users', tenantId, subscription: SOURCE } as const;
    await commerce.moveUsers(admin, { source: SOURCE, target: TARGET }, operation());
    const died = commerce.continueWork(work, (point) => {
      if (point === 'step-done') throw new Error('the worker dies');
    });
    await assert.rejects(died);
    await commerce.undoMove(admin, SOURCE, operation());
    await commerce.continueWork(work);
    assert.equal((await commerce.getMove(admin, SOURCE)).state, 'undone');
    assert.equal(await redis.zCard(generationKeys(tenantId, GENERATION).seats(SOURCE)), 120);
    assert.deepEqual(await recount(redis, tenantId), ['S-1001: 120 assigned of 40']);
  });
});
