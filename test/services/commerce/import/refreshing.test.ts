import assert from 'node:assert/strict';
import { setImmediate as others } from 'node:timers/promises';
import { writeTenantFile } from '../../../../bench/tenant-file.ts';
import type { ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { ImportRefused } from '../../../../services/commerce/import/index.ts';
import { refreshTenant } from '../../../../services/commerce/import/refreshing/refresh.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { findPeople, readPerson } from '../../../../services/directory/people.ts';
import { createRetention } from '../../../../services/privacy/retention/retention.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { LEAVERS_KEY, tenantKeys } from '../../../../services/redis/keys.ts';
import { recount } from '../../../support/redis/recount.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';
import { AS_OF, castFile, fileWith, importFile, newPath, type TenantFile } from './support.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const S1001 = 'S-1001' as SubscriptionRef;

interface Directory {
  tenant: { name: string; currency: string };
  users: { id: string; displayName: string; roles: string[]; enabled: boolean }[];
  products: { id: string; name: string; unitPrice: object }[];
}

describe('A refresh of a tenant', () => {
  let redis: Redis;
  let shop: Shop;
  let file: Directory & TenantFile;
  beforeEach(async () => {
    [redis, shop] = [await testRedis(), await openShop()];
    file = castFile('contoso', shop.tenantId) as typeof file;
  });

  const refresh = async () => refreshTenant({ redis, file: await fileWith(file), now: AS_OF });
  const user = (name: string) => file.users.find(({ displayName }) => displayName === name) ?? assert.fail(name);
  const without = (name: string) => {
    file.users = file.users.filter(({ displayName }) => displayName !== name);
  };
  /** Leaves the directory and the catalogue alone in the file. */
  const forgetActs = () => {
    for (const list of ['subscriptions', 'invoices', 'paymentMethods', 'billingProfiles', 'licenseRequests'])
      file[list] = [];
  };
  const db = () => openTenant(redis, shop.tenantId);
  const person = async (name: string) => readPerson(await db(), shop.userId(name));
  const holders = async (role: 'GlobalAdministrator' | 'BillingAdministrator') =>
    redis.zRange((await db()).keys.holdersOf(role), 0, -1);

  it('changes nothing where nothing is new', async () => {
    const before = await shop.snapshot();
    const { tenantId, tenantName: _, ...counts } = await refresh();
    assert.equal(tenantId, shop.tenantId);
    assert.deepEqual(counts, { added: 0, changed: 0, left: 0, products: 0, productsKept: 0 });
    assert.deepEqual(await shop.snapshot(), before);
  });

  it('brings in people, names, roles and who is disabled, each found by the new alone', async () => {
    file.users.push({ ...user('Lee Gu'), ...NEWCOMER });
    Object.assign(user('Grady Archie'), { displayName: 'Grady Lind', roles: ['BillingAdministrator'] });
    Object.assign(user('Adele Vance'), { roles: [] });
    Object.assign(user('Megan Bowen'), { enabled: false });
    const { added, changed, left } = await refresh();
    assert.deepEqual([added, changed, left], [1, 3, 0]);
    const named = async (text: string) => (await findPeople(await db(), text, 5)).map((each) => each.displayName);
    assert.deepEqual(
      [await named('zora'), await named('lind'), await named('archie')],
      [['Zora Nyberg'], ['Grady Lind'], []],
    );
    assert.deepEqual(await holders('GlobalAdministrator'), []);
    assert.ok((await holders('BillingAdministrator')).includes(shop.userId('Grady')));
    assert.deepEqual((await person('Adele'))?.roles, []);
    assert.equal((await person('Megan'))?.enabled, false);
    assert.deepEqual(await recount(redis, shop.tenantId), []);
  });

  it('keeps what was bought, paid, assigned, asked and decided, and a move under way', async () => {
    const [adele, megan] = [await shop.actor('Adele'), await shop.actor('Megan')];
    const order = { productId: POWER_BI, quantity: 1, kind: 'purchase', term: 'P1M' } as const;
    await shop.commerce.buy(megan, order, { operationId: 'b' });
    await shop.commerce.assignLicenses(megan, S1001, [shop.userId('Grady')], { operationId: 'a' });
    await shop.commerce.changePolicy(adele, [{ product: POWER_BI, value: 'Disabled' }], { operationId: 'p' });
    await shop.commerce.askOneToCancel(adele, 'S-1003' as SubscriptionRef, { operationId: 'c' });
    const move = { source: S1001, target: 'C-2001' as SubscriptionRef };
    await shop.commerce.moveUsers(adele, move, { operationId: 'm' });
    const before = await shop.snapshot();
    await refresh();
    assert.deepEqual(await shop.snapshot(), before);
    Object.assign(user('Lee Gu'), { displayName: 'Lee Gustafsson' });
    await refresh();
    await shop.commerce.continueWork({ kind: 'move-users', tenantId: shop.tenantId, subscription: S1001 });
    assert.equal((await shop.commerce.getMove(adele, S1001)).state, 'finished');
    assert.deepEqual(await recount(redis, shop.tenantId), []);
  });

  it('keeps those who are not in it any more, disabled and without a role, with their licenses', async () => {
    const [before, alexAsBefore] = [await shop.holders(S1001), user('Alex Wilber')];
    for (const name of ['Alex Wilber', 'Isaiah Langer']) without(name);
    forgetActs();
    assert.equal((await refresh()).left, 2);
    const alex = await person('Alex');
    assert.deepEqual([alex?.displayName, alex?.enabled, alex?.roles], ['Alex Wilber', false, []]);
    assert.deepEqual(await holders('BillingAdministrator'), []);
    assert.deepEqual(await shop.holders(S1001), before);
    assert.equal((await refresh()).left, 0);
    file.users.push(alexAsBefore);
    assert.equal((await refresh()).changed, 1);
    assert.deepEqual((await person('Alex'))?.roles, ['BillingAdministrator']);
  });

  it('lets what those who left had chosen be forgotten', async () => {
    const keys = tenantKeys(shop.tenantId);
    for (const name of ['Alex', 'Lee']) await redis.hSet(keys.preferences(shop.userId(name)), 'language', 'sv');
    without('Lee Gu');
    forgetActs();
    await refresh();
    await redis.del(LEAVERS_KEY);
    await createRetention({ redis, now: () => AS_OF, keptDays: { audit: 1, securityLog: 1 } }).forgetLeavers();
    const kept = await Promise.all(['Alex', 'Lee'].map((name) => redis.exists(keys.preferences(shop.userId(name)))));
    assert.deepEqual(kept, [1, 0]);
  });

  it('brings in prices and new products, tells admins of those once, and keeps what the file lacks', async () => {
    const [first, second, ...more] = file.products;
    assert.ok(first && second);
    const price = { amount: 999, currency: 'USD', per: 'month' };
    file.products = [{ ...first, unitPrice: price }, ...more, { ...first, id: 'NEW1', name: 'New one' }];
    file['policies'] = { AllowSelfServicePurchase: { defaultValue: 'Disabled', products: {}, offerTypes: {} } };
    forgetActs();
    for (let times = 0; times < 2; times += 1) await refresh();
    const { products } = await db();
    assert.equal(products.get(first.id as ProductId)?.unitPrice?.amount, 999);
    assert.ok(products.has(second.id as ProductId));
    assert.deepEqual(
      (await shop.notices()).map(({ kind, subject }) => [kind, subject]),
      [['product-appeared', 'NEW1']],
    );
    assert.equal((await shop.commerce.getPolicy(await shop.actor('Adele'))).version, 1);
  });

  it('is refused for a tenant without data, and where the currency is another one', async () => {
    const refused = (message: RegExp) => (error: unknown) =>
      error instanceof ImportRefused && message.test(error.message);
    const unknown = await fileWith(castFile('contoso', freshTenantId()));
    await assert.rejects(refreshTenant({ redis, file: unknown, now: AS_OF }), refused(/no data yet/));
    const { keys, tenant } = await db();
    await redis.set(keys.tenant, JSON.stringify({ ...tenant, currency: 'SEK' }));
    await assert.rejects(refresh(), refused(/has purchases in SEK/));
  });

  it('lets readers see a thousand people change at once, and leaves nothing of a replaced import', async () => {
    const tenantId = freshTenantId();
    const [small, grown] = [newPath(), newPath()];
    await writeTenantFile(small, { subscriptions: 3, people: 20, assigned: 3 }, tenantId);
    await writeTenantFile(grown, { subscriptions: 3, people: 900, assigned: 3 }, tenantId);
    await importFile(redis, small);
    const opened = await openTenant(redis, tenantId);
    const seen = new Set<number>();
    let running = true;
    const names = async () => seen.add(await redis.zCard(opened.keys.names));
    await names();
    const refreshing = refreshTenant({ redis, file: grown, now: AS_OF }).finally(() => {
      running = false;
    });
    while (running) await names().then(() => others());
    assert.equal((await refreshing).added, 880);
    await names();
    assert.equal(seen.size, 2);
  });

  it('is refused where another import replaces the tenant, or changes the same person, meanwhile', async () => {
    Object.assign(user('Lee Gu'), { displayName: 'Lee Gustafsson' });
    const path = await fileWith(file);
    const results = await Promise.allSettled([1, 2, 3].map(() => refreshTenant({ redis, file: path, now: AS_OF })));
    assert.ok(results.some(({ status }) => status === 'fulfilled'));
    for (const result of results)
      if (result.status === 'rejected') assert.match(String(result.reason), /Another import of Contoso was faster/);
    assert.equal((await person('Lee'))?.displayName, 'Lee Gustafsson');
    assert.deepEqual(await recount(redis, shop.tenantId), []);
  });
});

const NEWCOMER = {
  id: '0f0f0f0f-0000-4000-8000-00000000aaaa',
  displayName: 'Zora Nyberg',
  userPrincipalName: 'zora@contoso.example',
  mail: 'zora@contoso.example',
};
