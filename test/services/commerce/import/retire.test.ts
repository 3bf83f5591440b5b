import assert from 'node:assert/strict';
import type { ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { retireGeneration } from '../../../../services/commerce/import/retire.ts';
import { type GenerationKeys, generationKeys, tenantKeys } from '../../../../services/redis/keys.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { personId } from '../../../support/tenants/ids.ts';
import { castFile, fileWith, importFile, keysOf } from './support.ts';

const MEGAN = personId('Megan Bowen');
const REF = 'S-1001' as SubscriptionRef;
const PRODUCT = 'CFQ7TTC0H9MP' as ProductId;
const MONTH = '2026-08';

type KeyMaker = {
  [Name in keyof GenerationKeys]: GenerationKeys[Name] extends string ? never : Name;
}[keyof GenerationKeys];
type Arguments = { [Name in KeyMaker]: Parameters<Extract<GenerationKeys[Name], (...args: never[]) => string>> };

/** For each kind of key, one that belongs to what Contoso has; a new kind of key must be named here. */
const EXAMPLES: Arguments = {
  person: [MEGAN],
  holdersOf: ['GlobalReader'],
  subscription: [REF],
  seats: [REF],
  history: [REF],
  index: [{ source: 'trials', product: PRODUCT, status: 'Disabled' }, 'price'],
  counts: ['central', PRODUCT],
  billingProfiles: [MEGAN],
  paymentMethods: [MEGAN],
  invoices: [MEGAN],
  move: [REF],
  movedBy: [REF],
  keptBy: [REF],
  spendByProduct: [MONTH],
  spendByPurchaser: [MONTH],
  cancelRequests: [PRODUCT],
  requestsByStatus: ['approved'],
  requestsOf: [MEGAN],
};

describe('Retiring a generation', () => {
  it('takes every kind of key that a generation can have', async () => {
    const redis = await testRedis();
    const tenantId = freshTenantId();
    await importFile(redis, await fileWith(castFile('contoso', tenantId)));
    const { generation, schema } = tenantKeys(tenantId);
    const current = (await redis.get(generation)) ?? '';
    for (const [name, key] of Object.entries(generationKeys(tenantId, current))) {
      const made: unknown = typeof key === 'string' ? key : Reflect.apply(key, undefined, Reflect.get(EXAMPLES, name));
      await redis.set(String(made), 'x', { condition: 'NX' });
    }
    await retireGeneration(redis, tenantId, current, 0);
    assert.deepEqual(await keysOf(redis, tenantId), [generation, schema]);
  });
});
