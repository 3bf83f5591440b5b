import assert from 'node:assert/strict';
import type { Order } from '../../../../services/commerce/api/buying.ts';
import { CommerceError } from '../../../../services/commerce/api/errors.ts';
import type { Actor, ProductId, SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { exportTenant } from '../../../../services/commerce/import/exporting/export.ts';
import { ImportRefused } from '../../../../services/commerce/import/index.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { notePayment } from '../../../../services/commerce/store/open-payments.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { createPrivacy } from '../../../../services/privacy/index.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { recount } from '../../../support/redis/recount.ts';
import { freshTenantId, startRedis, type TestRedis, testRedis } from '../../../support/redis/redis.ts';
import { takeSnapshot } from '../../../support/redis/snapshot.ts';
import { cardId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';
import { AS_OF, fileWith, importFile } from './support.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const COPILOT = 'CFQ7TTC0MM8R' as ProductId;
const S1001 = 'S-1001' as SubscriptionRef;

describe('An export of a tenant', () => {
  let empty: TestRedis;
  let redis: Redis;
  let shop: Shop;
  let [adele, megan]: Actor[] = [];
  before(async () => {
    empty = await startRedis();
  });
  after(() => empty.stop());
  beforeEach(async () => {
    [redis, shop] = [await testRedis(), await openShop()];
    [adele, megan] = [await shop.actor('Adele'), await shop.actor('Megan')];
  });

  const exported = async (tenantId: TenantId = shop.tenantId): Promise<string> => {
    const pieces: string[] = [];
    for await (const piece of exportTenant(redis, tenantId, AS_OF)) pieces.push(piece);
    return pieces.join('');
  };
  let operations = 0;
  const intent = () => {
    operations += 1;
    return { operationId: `o${operations}` };
  };
  const order: Order = { productId: POWER_BI, quantity: 3, kind: 'purchase', term: 'P1Y' };

  const erase = (name: string) => {
    const { now } = shop;
    const securityLog = { note: () => undefined, flush: async () => undefined };
    const { settlePayments } = shop.commerce;
    const privacy = createPrivacy({ redis, now, securityLog, settlePayments, places: [] });
    return privacy.eraseByOperator(shop.tenantId, shop.userId(name));
  };

  /** What people do, each thing once; answers are what the next ones need. */
  const acts = (): (() => Promise<unknown>)[] => {
    const { commerce } = shop;
    const [admin, buyer, s1005] = [adele as Actor, megan as Actor, 'S-1005' as SubscriptionRef];
    const request = async () =>
      (await commerce.listRequests(admin, 'pending', { limit: 1 })).items[0]?.request.id ?? '';
    const unpaid = async () => (await shop.invoices(buyer.userId)).find(({ status }) => status !== 'paid')?.id ?? '';
    const decision = async () => ({ request: await request(), decision: 'denied' as const, message: 'no' });
    return [
      () => commerce.buy(buyer, order, intent()),
      () => commerce.assignLicenses(buyer, S1001, [shop.userId('Grady')], intent()),
      () => commerce.unassignLicenses(buyer, S1001, [shop.userId('Joni')], intent()),
      () => commerce.setQuantity(buyer, 'S-1011' as SubscriptionRef, 5, intent()),
      () => commerce.setRecurringBilling(buyer, S1001, false, intent()),
      () => commerce.changePolicy(admin, [{ product: POWER_BI, value: 'Disabled' }], intent()),
      () => commerce.changePolicy(admin, [{ product: COPILOT, value: 'Enabled' }], intent()),
      () => commerce.requestLicense(buyer, { productId: POWER_BI, message: 'please' }, intent()),
      async () => commerce.decideRequests(admin, [await decision()], intent()),
      async () => commerce.payInvoice(buyer, await unpaid(), undefined, intent()),
      () => commerce.buyCentrally(admin, { productId: POWER_BI, quantity: 2, term: 'P1Y' }, intent()),
      () => commerce.cancelSubscription(buyer, 'S-1011' as SubscriptionRef, { reason: 'other' }, intent()),
      () => commerce.cancelSubscription(buyer, s1005, { reason: 'other' }, intent()),
      () => commerce.cancelSubscription(buyer, S1001, { reason: 'other' }, intent()),
      () => erase('Megan'),
    ];
  };

  /** Generation apart, and with the versions of records, which begin anew. */
  const businessOf = async (of: Redis) => {
    const { hashes, sortedSets, sets, lists, keys } = await takeSnapshot(of, shop.tenantId);
    const base = keys.tenant.slice(0, -':tenant'.length);
    const own = <Value>(all: ReadonlyMap<string, Value>) =>
      new Map([...all].filter(([key]) => key.startsWith(base)).map(([key, value]) => [key.slice(base.length), value]));
    const plain = (value: unknown): unknown =>
      typeof value === 'string' && value.startsWith('{') ? { ...JSON.parse(value), version: undefined } : value;
    const told = ([, value]: [string, string]) => value !== '' && value !== '0';
    const records = [...own(hashes)]
      .filter(([key, hash]) => key !== ':references' && Object.entries(hash).some(told))
      .map(([key, hash]) => [
        key,
        Object.fromEntries(
          Object.entries(hash)
            .filter(told)
            .map(([field, value]) => [field, plain(value)]),
        ),
      ]);
    return {
      records: Object.fromEntries(records as [string, unknown][]),
      sortedSets: own(sortedSets),
      sets: own(sets),
      lists: own(lists),
    };
  };

  it('brings back what was done, in an empty Redis', async () => {
    for (const act of acts()) {
      await act();
      await importFile(empty.redis, await fileWith(await exported()));
      assert.deepEqual(await businessOf(empty.redis), await businessOf(redis));
      assert.deepEqual(await recount(empty.redis, shop.tenantId), []);
    }
    const restored = createCommerce({ redis: empty.redis, now: () => shop.clock.now });
    const isaiah = await shop.actor('Isaiah');
    assert.equal((await restored.buy(isaiah, { ...order, productId: COPILOT }, intent())).ref, 'S-1012');
    const policy = (commerce: typeof restored) =>
      commerce.getPolicy(adele as Actor).then(({ version: _, ...rest }) => rest);
    assert.deepEqual(await policy(restored), await policy(shop.commerce));
  });

  it('is refused while users are being moved or money is on its way, and gives nothing that could be imported', async () => {
    const move = { source: S1001, target: 'C-2001' as SubscriptionRef };
    const refused = (message: RegExp) => (error: unknown) =>
      error instanceof ImportRefused && message.test(error.message);
    const db = await openTenant(redis, shop.tenantId);
    const amount = { amount: 100, currency: 'USD' };
    await notePayment(db, { id: 'open', payment: { kind: 'refund', paymentMethodId: cardId('Megan Bowen'), amount } });
    await assert.rejects(exported(), refused(/while money is on its way/));
    await redis.del(`{${shop.tenantId}}:payments`);
    await shop.commerce.moveUsers(adele as Actor, move, intent());
    await assert.rejects(exported(), refused(/while users are being moved \(from S-1001\)/));
  });

  it('is refused where something is done while it is written', async () => {
    const pieces: string[] = [];
    const writing = async () => {
      for await (const piece of exportTenant(redis, shop.tenantId, AS_OF))
        if (pieces.push(piece) === 1) await acts()[1]?.();
    };
    await assert.rejects(writing(), /Something was done in Contoso while it was exported/);
    assert.throws(() => JSON.parse(pieces.join('')));
  });

  it('is refused for a tenant that is not there', async () => {
    const isUnknown = (error: unknown) => error instanceof CommerceError && error.reason.code === 'unknown-tenant';
    await assert.rejects(exported(freshTenantId()), isUnknown);
  });
});
