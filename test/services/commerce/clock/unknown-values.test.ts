import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Invoice, Subscription, SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { dueEvents, nextEvent } from '../../../../services/commerce/rules/lifecycle.ts';
import { readSubscription } from '../../../../services/commerce/store/subscriptions.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { DAY, START, userId, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';
import { aSubscription, at } from '../rules/samples.ts';

const LONG_AFTER = at('2036-01-01');

/** What the clock may not know, or may not do. */
const RESTING: readonly [string, Partial<Subscription>][] = [
  ['Microsoft bills it, with recurring billing', { billedBy: 'microsoft' }],
  ['Microsoft bills it, without', { billedBy: 'microsoft', autoRenew: false }],
  ['Microsoft bills it, and it has Expired', { billedBy: 'microsoft', status: 'Expired' }],
  ['Microsoft bills it, and it is Disabled', { billedBy: 'microsoft', status: 'Disabled' }],
  ['it has no end', { expiresAt: null }],
  ['it has no end, and has Expired', { expiresAt: null, status: 'Expired' }],
  ['whether it renews is not known', { autoRenew: null }],
  ['it renews for a length that is not known', { term: null }],
  [
    'it is central, and renews for a length that is not known',
    { source: 'central', purchaserId: null, unitPrice: null, term: null },
  ],
  ['it renews at a price that is not known', { unitPrice: null }],
  ['it renews for days, which have no price', { term: 'P30D' }],
  ['it renews, and nobody knows for whom', { purchaserId: null }],
];

describe('The clock, of what nobody knows', () => {
  for (const [why, facts] of RESTING)
    it(`does nothing where ${why}`, () => {
      assert.equal(nextEvent(aSubscription(facts)), undefined);
      assert.deepEqual(dueEvents(aSubscription(facts), LONG_AFTER), []);
    });

  it('goes on where what is missing is not needed', () => {
    const central = aSubscription({ source: 'central', purchaserId: null, unitPrice: null });
    assert.equal(nextEvent(central)?.event, 'renew');
    assert.equal(nextEvent(aSubscription({ autoRenew: false, unitPrice: null, term: null }))?.event, 'expire');
    assert.equal(nextEvent(aSubscription({ autoRenew: null, status: 'Expired' }))?.event, 'disable');
  });

  it('renews a term of three years in three years', () => {
    const bought = aSubscription({ term: 'P3Y', createdAt: at('2023-10-01'), expiresAt: at('2026-10-01') });
    const [first, second] = dueEvents(bought, at('2030-01-01'));
    assert.deepEqual([first?.at, second?.at], [at('2026-10-01'), at('2029-10-01')]);
  });

  it('makes neither invoice nor renewal of what Microsoft has charged for', async () => {
    const redis = await testRedis();
    const ended = { createdAt: START - 31 * DAY, expiresAt: START - DAY, term: 'P1M' } as const;
    const subscriptions = [
      { ref: 'S-1', ...ended, billedBy: 'microsoft' } as const,
      { ref: 'S-2', ...ended, autoRenew: null },
      { ref: 'S-3', ...ended, unitPrice: null },
      { ref: 'S-4', ...ended },
    ];
    const tenantId = await writeSmallTenant(redis, { people: 3, subscriptions }, randomUUID() as TenantId);
    await createCommerce({ redis, now: () => START }).runLifeCycle(tenantId);
    const db = await openTenant(redis, tenantId);
    const invoices = (await redis.hVals(db.keys.invoices(userId(1)))).map((json): Invoice => JSON.parse(json));
    assert.deepEqual(
      invoices.map(({ subscription }) => subscription),
      ['S-4'],
    );
    for (const ref of ['S-1', 'S-2', 'S-3']) {
      const { subscription } = (await readSubscription(db, ref as SubscriptionRef)) ?? assert.fail();
      assert.deepEqual([subscription.status, subscription.expiresAt, subscription.version], ['Active', START - DAY, 1]);
    }
    assert.deepEqual(await recount(redis, tenantId), []);
  });
});
