import assert from 'node:assert/strict';
import type { TenantId } from '../../../../services/commerce/api/types.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { readOutbox } from '../../../support/notices/outbox.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { AS_OF, castFile, fileWith, importFile, type TenantFile } from './support.ts';

interface Catalogue {
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly policies: {
    readonly AllowSelfServicePurchase: { readonly defaultValue: string; readonly products: Record<string, string> };
  };
}

describe('An import with a product that the catalogue did not have', () => {
  let redis: Redis;
  let tenantId: TenantId;
  let file: TenantFile;
  beforeEach(async () => {
    [redis, tenantId] = [await testRedis(), freshTenantId()];
    file = castFile('contoso', tenantId);
    await importFile(redis, await fileWith(file));
  });

  /** The file with two more products, and what the policy says of the second. */
  const grown = (value: string): TenantFile => {
    const { products, policies } = file as unknown as Catalogue;
    const [first] = products;
    const { AllowSelfServicePurchase: policy } = policies;
    const second = { ...first, id: 'NEW2', name: 'New two' };
    return {
      ...file,
      products: [...products, { ...first, id: 'NEW1', name: 'New one' }, second],
      policies: { AllowSelfServicePurchase: { ...policy, products: { ...policy.products, NEW2: value } } },
    };
  };
  const told = async () => (await readOutbox(redis, tenantId)).map(({ kind, subject }) => [kind, subject]);

  it('tells the admins of it where people may buy it', async () => {
    await importFile(redis, await fileWith(grown('Disabled')));
    const [notice, ...more] = await readOutbox(redis, tenantId);
    assert.deepEqual(more, []);
    const to = { role: 'purchase-admins' };
    assert.deepEqual(notice, { kind: 'product-appeared', product: 'NEW1', to, subject: 'NEW1', at: AS_OF });
  });

  it('tells it once', async () => {
    const path = await fileWith(grown('Enabled'));
    for (let imports = 0; imports < 3; imports += 1) await importFile(redis, path);
    assert.deepEqual((await told()).sort(), [
      ['product-appeared', 'NEW1'],
      ['product-appeared', 'NEW2'],
    ]);
  });

  it('tells it once where two imports run side by side', async () => {
    const path = await fileWith(grown('Disabled'));
    await Promise.all([importFile(redis, path), importFile(redis, path)]);
    assert.deepEqual(await told(), [['product-appeared', 'NEW1']]);
  });

  it('tells nothing of a first catalogue, or of the same one', async () => {
    await importFile(redis, await fileWith(file));
    assert.deepEqual(await told(), []);
  });
});
