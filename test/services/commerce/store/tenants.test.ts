import assert from 'node:assert/strict';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { contoso } from '../../../support/tenants/cast/contoso.ts';
import { importCast, importFactoryTenant } from '../../../support/tenants/imported-tenant.ts';

describe('A tenant that is opened again', () => {
  let redis: Redis;
  before(async () => {
    redis = await testRedis();
  });

  it('is what it was, where nothing of it has changed', async () => {
    const { tenantId } = await importCast(redis, 'contoso');
    assert.equal(await openTenant(redis, tenantId), await openTenant(redis, tenantId));
  });

  it('is another one where another was put in its place', async () => {
    const { tenantId } = await importCast(redis, 'contoso');
    const before = await openTenant(redis, tenantId);
    const file = contoso(tenantId);
    await importFactoryTenant(redis, { ...file, tenant: { ...file.tenant, name: 'Contoso Europe' } });
    const after = await openTenant(redis, tenantId);
    assert.notEqual(after.generation, before.generation);
    assert.deepEqual([before.tenant.name, after.tenant.name], ['Contoso', 'Contoso Europe']);
  });

  it('is as it is now where its record or a product was changed in place', async () => {
    const { tenantId } = await importCast(redis, 'contoso');
    const { keys, tenant, products } = await openTenant(redis, tenantId);
    const [product] = products.values();
    assert.ok(product);
    await redis.set(keys.tenant, JSON.stringify({ ...tenant, name: 'Contoso Nord' }));
    assert.equal((await openTenant(redis, tenantId)).tenant.name, 'Contoso Nord');
    await redis.hSet(keys.products, product.id, JSON.stringify({ ...product, name: 'Another' }));
    assert.equal((await openTenant(redis, tenantId)).products.get(product.id)?.name, 'Another');
    await redis.hDel(keys.products, product.id);
    assert.equal((await openTenant(redis, tenantId)).products.get(product.id), undefined);
  });

  it('is not known any more where it has gone, and is known where it has come', async () => {
    const tenantId = freshTenantId();
    const opening = () => openTenant(redis, tenantId);
    await assert.rejects(opening, { reason: { code: 'unknown-tenant', tenantId } });
    await importCast(redis, 'contoso', tenantId);
    const { keys, tenant } = await opening();
    await redis.del(keys.tenant);
    await assert.rejects(opening, { reason: { code: 'unknown-tenant', tenantId } });
    await redis.set(keys.tenant, JSON.stringify(tenant));
    assert.equal((await opening()).tenant.name, 'Contoso');
  });
});
