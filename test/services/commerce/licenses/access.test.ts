import assert from 'node:assert/strict';
import type { Actor, SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../../services/commerce/index.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { actorIn, PLAIN, START, TRIED, userId, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';

const GIVEN_UP = 'S-1001' as SubscriptionRef;
const CENTRAL = 'C-2001' as SubscriptionRef;

describe('Who loses access with a subscription', () => {
  let redis: Redis;
  let commerce: Commerce;
  let tenantId: TenantId;
  let purchaser: Actor;
  before(async () => {
    redis = await testRedis();
    commerce = createCommerce({ redis, now: () => START });
  });
  const tenantWith = async (...others: Parameters<typeof writeSmallTenant>[1]['subscriptions']) => {
    const given = { ref: GIVEN_UP, purchaserId: userId(1), holders: [1, 2, 3] };
    tenantId = await writeSmallTenant(redis, { people: 5, subscriptions: [given, ...others] });
    purchaser = actorIn(tenantId, 1);
  };
  const accessOfCancel = async () => (await commerce.previewCancel(purchaser, GIVEN_UP)).access;
  const idsOf = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id).sort();

  it('is everybody, where they have nothing else of the product', async () => {
    await tenantWith({ ref: 'C-2002', productId: TRIED, holders: [1, 2, 3] });
    const { losingPeople, ...access } = await accessOfCancel();
    assert.deepEqual(access, { losing: 3, keeping: 0, centrally: true });
    assert.deepEqual(idsOf(losingPeople), [1, 2, 3].map(userId));
  });

  it('is nobody, where all have a central license', async () => {
    await tenantWith({ ref: CENTRAL, holders: [1, 2, 3, 4] });
    assert.deepEqual(await accessOfCancel(), { losing: 0, keeping: 3, centrally: true, losingPeople: [] });
  });

  it('is who has neither a central one nor one that somebody else bought', async () => {
    await tenantWith({ ref: CENTRAL, holders: [1] }, { ref: 'S-1002', purchaserId: userId(4), holders: [2] });
    const { losingPeople, ...access } = await accessOfCancel();
    assert.deepEqual(access, { losing: 1, keeping: 2, centrally: false });
    assert.deepEqual(idsOf(losingPeople), [userId(3)]);
  });

  it('does not count what is disabled, on either side', async () => {
    await tenantWith({ ref: CENTRAL, status: 'Disabled', holders: [1, 2, 3] });
    assert.equal((await accessOfCancel()).losing, 3);
    const key = `{${tenantId}}:gsmall:subscription:${GIVEN_UP}`;
    await redis.hSet(key, { status: 'Disabled' });
    assert.deepEqual(await accessOfCancel(), { losing: 0, keeping: 0, centrally: true, losingPeople: [] });
  });

  it('is told of a subscription with more people than are looked up together', async () => {
    const many = Array.from({ length: 1203 }, (_, n) => n);
    const subscriptions = [
      { ref: GIVEN_UP, purchaserId: userId(1), holders: many, quantity: 2000 },
      { ref: CENTRAL, holders: many.slice(1), quantity: 2000 },
    ];
    tenantId = await writeSmallTenant(redis, { people: 1203, subscriptions });
    purchaser = actorIn(tenantId, 1);
    const { losingPeople, ...access } = await accessOfCancel();
    assert.deepEqual(access, { losing: 1, keeping: 1202, centrally: true });
    assert.deepEqual(idsOf(losingPeople), [userId(0)]);
  });

  it('is the same in the question, in the receipt, and for an admin who takes it over', async () => {
    await tenantWith({ ref: CENTRAL, holders: [2] });
    const { losingPeople: _, ...asked } = (await commerce.previewTakeOverCancel(actorIn(tenantId, 0), GIVEN_UP)).access;
    assert.deepEqual(asked, { losing: 2, keeping: 1, centrally: true });
    const { access } = await commerce.cancelSubscription(
      purchaser,
      GIVEN_UP,
      { reason: 'other' },
      { operationId: 'c' },
    );
    assert.deepEqual(access, asked);
  });

  it('concerns those alone whose license is taken', async () => {
    await tenantWith({ ref: CENTRAL, holders: [2] });
    const { access } = await commerce.previewUnassign(purchaser, GIVEN_UP, [userId(2), userId(3), userId(4)]);
    const { losingPeople, ...counts } = access;
    assert.deepEqual(counts, { losing: 1, keeping: 1, centrally: true });
    assert.deepEqual(idsOf(losingPeople), [userId(3)]);
  });

  it('is told of the product that a move leaves, and of none where it stays', async () => {
    await tenantWith(
      { ref: CENTRAL, productId: TRIED, quantity: 10 },
      { ref: 'C-2002', productId: PLAIN, holders: [3], quantity: 10 },
    );
    const ends = (target: string) => ({ source: GIVEN_UP, target: target as SubscriptionRef });
    const away = await commerce.previewMove(actorIn(tenantId, 0), ends(CENTRAL));
    assert.deepEqual(away.left, { losing: 2, keeping: 1, centrally: true });
    assert.equal((await commerce.previewMove(actorIn(tenantId, 0), ends('C-2002'))).left, null);
  });
});
