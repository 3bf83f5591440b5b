import assert from 'node:assert/strict';
import type { Actor, SubscriptionRef } from '../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import { openTenant } from '../../services/commerce/store/tenants.ts';
import { paymentKeys, tenantKeys } from '../../services/redis/keys.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { takeSnapshot } from '../support/redis/snapshot.ts';
import { type ImportedTenant, importCast } from '../support/tenants/imported-tenant.ts';
import { runBeside } from '../support/workers/run.ts';

const S1005 = 'S-1005' as SubscriptionRef;

describe('npm run reconcile', () => {
  let server: TestRedis;
  let contoso: ImportedTenant;
  let commerce: Commerce;
  let megan: Actor;
  beforeEach(async () => {
    server = await startRedis();
    contoso = await importCast(server.redis, 'contoso');
    await importCast(server.redis, 'fabrikam');
    commerce = createCommerce({ redis: server.redis, now: () => Date.now() });
    megan = (await commerce.getVisitor(contoso.tenantId, contoso.userId('Megan'))).actor;
  });
  afterEach(() => server.stop());

  const reconcile = (...args: string[]) => runBeside(server.dataDir, 'reconcile', ...args);
  /** Buys, and takes back what is bought; then one more is bought and kept. */
  const trade = async () => {
    const order = { productId: await product(), quantity: 2, kind: 'purchase', term: 'P1Y' } as const;
    const { ref } = await commerce.buy(megan, order, { operationId: 'first' });
    await commerce.cancelSubscription(megan, ref, { reason: 'other' }, { operationId: 'back' });
    const { paid = '' } = await commerce.buy(megan, order, { operationId: 'second' });
    return paid;
  };
  const stored = async () => {
    const { keys: _, ...all } = await takeSnapshot(server.redis, contoso.tenantId);
    return all;
  };
  const product = async () => (await commerce.getSubscription(megan, S1005)).product.id;

  it('finds nothing where all is told, of one tenant or all, and changes nothing', async () => {
    await trade();
    const before = await stored();
    const { out, code } = await reconcile();
    assert.match(out, /^Contoso[^\n]*: \d+ invoices and 3 payments, no difference$/m);
    assert.match(out, /^Fabrikam[^\n]*: \d+ invoices and 0 payments, no difference$/m);
    assert.equal(code, 0);
    assert.deepEqual(await stored(), before);
    assert.equal((await reconcile(contoso.tenantId)).out.split('\n').length, 2);
  });

  it('names what only one of the books has, and ends with 2', async () => {
    const paid = await trade();
    const payment = { amount: { amount: 4711, currency: 'USD' } };
    const stray = `${contoso.tenantId}:nobody:stray:${'0'.repeat(40)}:1`;
    await server.redis.set(paymentKeys.charge(stray), JSON.stringify({ operationId: stray, ...payment }));
    await server.redis.set(paymentKeys.charge(paid), JSON.stringify({ operationId: paid, ...payment }));
    const [refund = ''] = await server.redis.keys(paymentKeys.refund('*'));
    await server.redis.del(refund);
    const { out, code } = await reconcile(contoso.tenantId);
    assert.match(out, /, 3 differences\n/);
    assert.match(out, /invoice S-1012-1: charged \d+ USD \(minor units\), but the payment provider charged 4711 USD/);
    assert.match(out, /invoice S-1011-2: paid back \d+ USD[^\n]* but the payment provider paid back nothing/);
    assert.match(out, /no invoice: charged nothing, but the payment provider charged 4711 USD [^\n]*stray/);
    assert.equal(code, 2);
  });

  it('names an invoice that is credited without a credit note', async () => {
    await trade();
    const { keys } = await openTenant(server.redis, contoso.tenantId);
    const all = Object.entries(await server.redis.hGetAll(keys.invoices(megan.userId)));
    const [id, json] = all.find(([, each]) => each.includes('G-240908')) ?? assert.fail();
    await server.redis.hSet(keys.invoices(megan.userId), id, JSON.stringify({ ...JSON.parse(json), credited: 100 }));
    const { out, code } = await reconcile(contoso.tenantId);
    assert.match(out, /invoice G-240908: credited 100 USD \(minor units\), but credit notes come to 0 USD/);
    assert.equal(code, 2);
  });

  it('takes what is under way for no difference', async () => {
    await trade();
    const [refund = ''] = await server.redis.keys(paymentKeys.refund('*'));
    await server.redis.del(refund);
    await server.redis.hSet(tenantKeys(contoso.tenantId).payments, refund.slice(paymentKeys.refund('').length), '{}');
    assert.equal((await reconcile(contoso.tenantId)).code, 0);
  });

  it('says how it is called, and of whom nothing is known', async () => {
    assert.match((await reconcile('contoso')).err, /Usage: npm run reconcile/);
    const { err, code } = await reconcile('00000000-0000-4000-8000-000000000000');
    assert.match(err, /There is no such tenant/);
    assert.equal(code, 1);
  });
});
