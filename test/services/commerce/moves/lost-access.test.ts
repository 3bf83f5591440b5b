import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { readOutbox } from '../../../support/notices/outbox.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { actorIn, DAY, START, TRIED, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';

const [source, target] = ['S-1001', 'C-2001'] as SubscriptionRef[] as [SubscriptionRef, SubscriptionRef];

describe('Moving users from a subscription that gives no access any more', () => {
  it('tells nobody who is there already that they lose it: they were told when it was disabled', async () => {
    const redis = await testRedis();
    const commerce = createCommerce({ redis, now: () => START });
    const over = { productId: TRIED, status: 'Disabled', expiresAt: START - 40 * DAY } as const;
    const subscriptions = [
      { ref: source, holders: [2, 3], ...over },
      { ref: target, holders: [3], quantity: 10 },
    ];
    const tenantId = await writeSmallTenant(redis, { people: 4, subscriptions });
    await commerce.moveUsers(actorIn(tenantId, 0), { source, target }, { operationId: 'move' });
    await commerce.continueWork({ kind: 'move-users', tenantId, subscription: source });
    const kinds = (await readOutbox(redis, tenantId)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['license-moved', 'subscription-moved', 'move-finished']);
  });
});
