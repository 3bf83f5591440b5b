import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../../services/commerce/index.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { numbers } from '../../../support/tenants/moving-tenant.ts';
import {
  actorIn,
  type SmallSubscription,
  START,
  TRIED,
  writeSmallTenant,
} from '../../../support/tenants/small-tenant.ts';

const SOURCE = 'S-1001' as SubscriptionRef;

describe('Choosing where users are moved to', () => {
  let redis: Redis;
  let commerce: Commerce;
  before(async () => {
    redis = await testRedis();
    commerce = createCommerce({ redis, now: () => START });
  });

  /** Persons 1 to 3 have the source. */
  const targetsAmong = async (centrals: readonly SmallSubscription[], who = 0, ref = SOURCE) => {
    const others = [{ ref: SOURCE, holders: [1, 2, 3] }, { ref: 'S-1002', status: 'Deleted' } as const];
    const tenantId = await writeSmallTenant(redis, { people: 10, subscriptions: [...others, ...centrals] });
    return commerce.listMoveTargets(actorIn(tenantId, who), ref);
  };
  const refuses = (promise: Promise<unknown>, reason: object) =>
    assert.rejects(promise, { name: 'CommerceError', reason });

  it('puts the same product first, then those with enough licenses, then those that lack fewest', async () => {
    const targets = await targetsAmong([
      { ref: 'C-1', quantity: 1 },
      { ref: 'C-2', quantity: 50, productId: TRIED },
      { ref: 'C-3', quantity: 3, holders: [3] },
      { ref: 'C-4', quantity: 2, productId: TRIED },
      { ref: 'C-5', quantity: 90, status: 'Expired' },
      { ref: 'C-6', quantity: 4 },
    ]);
    assert.deepEqual(
      targets.map(({ summary, ...rest }) => [summary.subscription.ref, ...Object.values(rest)]),
      [
        ['C-6', 3, 0, 0, false],
        ['C-3', 2, 1, 0, false],
        ['C-1', 3, 0, 2, false],
        ['C-2', 3, 0, 0, true],
        ['C-4', 3, 0, 1, true],
      ],
    );
  });

  it('says what a preview of the move says', async () => {
    const tenantId = await writeSmallTenant(redis, {
      people: 10,
      subscriptions: [
        { ref: SOURCE, holders: [1, 2, 3] },
        { ref: 'C-1', quantity: 2, holders: [3, 4] },
      ],
    });
    const admin = actorIn(tenantId, 0);
    const [first, ...others] = await commerce.listMoveTargets(admin, SOURCE);
    assert.deepEqual(others, []);
    const target = 'C-1' as SubscriptionRef;
    const { moving, already, missing, changesProduct } = await commerce.previewMove(admin, { source: SOURCE, target });
    const { summary: _, ...told } = first ?? assert.fail('there is no target');
    assert.deepEqual(told, { moving, already, missing, changesProduct });
  });

  it('offers at most 20, the roomiest', async () => {
    const targets = await targetsAmong(numbers(1, 30).map((n) => ({ ref: `C-${n}`, quantity: n })));
    assert.deepEqual(
      targets.map(({ summary }) => summary.subscription.quantity),
      numbers(11, 30).reverse(),
    );
  });

  it('offers none where there is none', async () => assert.deepEqual(await targetsAmong([]), []));

  it('refuses who may not, and what cannot be moved', async () => {
    await refuses(targetsAmong([], 1), { code: 'forbidden', act: 'take-over' });
    const nothing = 'S-9' as SubscriptionRef;
    await refuses(targetsAmong([], 0, nothing), { code: 'no-such-subscription', wanted: nothing });
    await refuses(targetsAmong([], 0, 'S-1002' as SubscriptionRef), { code: 'source-deleted' });
    const central = 'C-1' as SubscriptionRef;
    await refuses(targetsAmong([{ ref: central }], 0, central), { code: 'source-not-self-service' });
  });
});
