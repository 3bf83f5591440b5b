import assert from 'node:assert/strict';
import { type ProductId, ROLES, type SubscriptionRef, type TenantId } from '../../../../services/commerce/api/types.ts';
import { importTenant } from '../../../../services/commerce/import/index.ts';
import { decodeSubscription } from '../../../../services/commerce/store/subscription-hash.ts';
import { personOf } from '../../../../services/directory/name-index.ts';
import { decodePerson } from '../../../../services/directory/person-hash.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { type GenerationKeys, generationKeys, tenantKeys } from '../../../../services/redis/keys.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { personId, subscriptionId } from '../../../support/tenants/ids.ts';
import { AS_OF, castFile, fileWith, importFile, silent } from './support.ts';

const DAY = 24 * 60 * 60 * 1000;
const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const MEGAN = personId('Megan Bowen');
const S1001 = 'S-1001' as SubscriptionRef;

describe('An imported tenant', () => {
  let redis: Redis;
  let tenantId: TenantId;
  let keys: GenerationKeys;
  const current = async () => generationKeys(tenantId, (await redis.get(tenantKeys(tenantId).generation)) ?? '');

  beforeEach(async () => {
    redis = await testRedis();
    tenantId = freshTenantId();
    const summary = await importFile(redis, await fileWith(castFile('contoso', tenantId)));
    assert.deepEqual(
      { ...summary, milliseconds: 0 },
      { tenantId, tenantName: 'Contoso', subscriptions: 14, people: 25, products: 12, milliseconds: 0 },
    );
    keys = await current();
  });

  it('has its subscriptions as the file tells them', async () => {
    assert.deepEqual(decodeSubscription(await redis.hGetAll(keys.subscription(S1001))), {
      ref: 'S-1001',
      productId: POWER_BI,
      source: 'self-service',
      purchaserId: MEGAN,
      quantity: 5,
      assigned: 4,
      term: 'P1M',
      unitPrice: { amount: 1400, currency: 'USD' },
      createdAt: Date.parse('2026-08-23T09:00:00Z'),
      expiresAt: Date.parse('2026-11-22T09:00:00Z'),
      autoRenew: true,
      billedBy: 'here',
      status: 'Active',
      trial: null,
      version: 1,
    });
    const { id, productName, purchaserName } = await redis.hGetAll(keys.subscription(S1001));
    assert.deepEqual([productName, purchaserName], ['Power BI Pro', 'Megan Bowen']);
    assert.equal(id, subscriptionId('S-1001'));
  });

  it('has seats, licenses by person and order history', async () => {
    const seats = await redis.zRangeWithScores(keys.seats(S1001), 0, -1);
    assert.equal(seats.length, 4);
    assert.ok(seats.every(({ score }) => score === Date.parse('2026-08-23T09:00:00Z')));
    for (const { value } of seats)
      assert.equal(
        await redis.zScore(keys.licensesByPerson, `${value}\tS-1001`),
        0,
        `${value} has no license of S-1001`,
      );
    const history = (await redis.lRange(keys.history(S1001), 0, -1)).map((json) => JSON.parse(json));
    assert.deepEqual(history[1], {
      at: Date.parse('2026-09-22T09:00:00Z'),
      kind: 'quantity-changed',
      quantity: 5,
      byUserId: MEGAN,
    });
    assert.deepEqual(
      history.map(({ kind }) => kind),
      ['purchased', 'quantity-changed', 'renewed'],
    );
  });

  it('lists every subscription under each of its facets', async () => {
    const sizes = await Promise.all(
      [
        { source: 'self-service' as const },
        { source: 'central' as const },
        { source: 'trials' as const },
        { source: 'self-service' as const, product: POWER_BI },
        { source: 'self-service' as const, status: 'Deleted' as const },
        { source: 'self-service' as const, purchaser: MEGAN },
      ].map((facet) => redis.zCard(keys.index(facet, 'price'))),
    );
    assert.deepEqual(sizes, [10, 4, 1, 3, 1, 2]);
  });

  it('counts the licenses of usable subscriptions only, self-service and central apart', async () => {
    const file = castFile('contoso', tenantId);
    const usable = (source: string) =>
      (file['subscriptions'] as { source: string; status: string; productId: string; quantity: number }[]).filter(
        (s) => s.source === source && s.productId === POWER_BI && ['Active', 'Expired'].includes(s.status),
      );
    for (const source of ['self-service', 'central'] as const) {
      const counts = await redis.hGetAll(keys.counts(source, POWER_BI));
      assert.equal(Number(counts['subscriptions']), usable(source).length);
      assert.equal(
        Number(counts['quantity']),
        usable(source).reduce((total, s) => total + s.quantity, 0),
      );
    }
    const trial = 'CFQ7TTC0HD33' as ProductId;
    assert.deepEqual({ ...(await redis.hGetAll(keys.counts('central', trial))) }, {});
  });

  it('has the people of each role together', async () => {
    const { users } = castFile('contoso', tenantId) as { users: { id: string; roles: string[] }[] };
    for (const role of ROLES)
      assert.deepEqual(
        await redis.zRange(keys.holdersOf(role), 0, -1),
        users
          .filter(({ roles }) => roles.includes(role))
          .map(({ id }) => id)
          .sort(),
      );
  });

  it('has its people, who are found by their name from each of its words on without accents, and by user name', async () => {
    assert.deepEqual(decodePerson(await redis.hGetAll(keys.person(MEGAN))), {
      id: MEGAN,
      displayName: 'Megan Bowen',
      userPrincipalName: 'meganb@contoso.example',
      mail: 'meganb@contoso.example',
      userType: 'member',
      enabled: true,
      roles: [],
      locale: 'en-US',
    });
    for (const term of ['megan bowen', 'bowen', 'bowen megan', 'meganb@contoso.example'])
      assert.equal(await redis.zScore(keys.names, `${term}\t${MEGAN}`), 0, term);
    const [asa] = await redis.zRange(keys.names, '[asa', '(asa\xff', { BY: 'LEX' });
    assert.ok(asa?.startsWith('asa'), 'nobody is found by "asa"');
  });

  it('has its facts, catalogue and policies', async () => {
    const tenant = JSON.parse((await redis.get(keys.tenant)) ?? '');
    assert.equal(tenant.timeZone, 'America/New_York');
    assert.equal(tenant.delegatedAdmins[0].displayName, 'Erik Sandström');
    const product = JSON.parse((await redis.hGet(keys.products, POWER_BI)) ?? '');
    assert.deepEqual(product.unitPrice, { amount: 1400, currency: 'USD' });
    const policies = JSON.parse((await redis.get(keys.policies)) ?? '');
    assert.equal(policies.AllowSelfServicePurchase.products.CFQ7TTC0HD33, 'OnlyTrialsWithoutPaymentMethod');
  });

  it('has billing profiles, payment methods and invoices for each owner, and all license requests', async () => {
    const [profile] = (await redis.hVals(keys.billingProfiles(MEGAN))).map((json) => JSON.parse(json));
    const card = JSON.parse((await redis.hGet(keys.paymentMethods(MEGAN), profile.paymentMethodId)) ?? '');
    assert.equal(card.last4, '4242');
    const invoices = (await redis.hVals(keys.invoices(MEGAN))).map((json) => JSON.parse(json));
    const invoice = invoices.find(({ number }) => number === 'G-240901');
    assert.equal(invoice.subscription, 'S-1001');
    assert.equal(invoice.issuedAt, Date.parse('2026-08-23T09:00:00Z'));
    assert.equal(await redis.hLen(keys.licenseRequests), 3);
  });

  it('has every instant moved by the same whole milliseconds when it is shifted to today, and nothing else', async () => {
    const now = AS_OF + 123 * DAY + 4567;
    const before = {
      subscription: decodeSubscription(await redis.hGetAll(keys.subscription(S1001))),
      seat: (await redis.zRangeWithScores(keys.seats(S1001), 0, 0))[0],
      history: JSON.parse((await redis.lIndex(keys.history(S1001), 1)) ?? ''),
      requests: (await redis.hVals(keys.licenseRequests)).map((json) => JSON.parse(json)),
      invoices: (await redis.hVals(keys.invoices(MEGAN))).map((json) => JSON.parse(json)),
      cards: await redis.hVals(keys.paymentMethods(MEGAN)),
    };
    const file = await fileWith(castFile('contoso', tenantId));
    await importTenant({ redis, file, shiftToToday: true, replace: true, now, log: silent });
    keys = await current();
    const shift = now - AS_OF;
    const s = before.subscription;
    assert.ok(s?.expiresAt && before.seat);
    assert.deepEqual(decodeSubscription(await redis.hGetAll(keys.subscription(S1001))), {
      ...s,
      createdAt: s.createdAt + shift,
      expiresAt: s.expiresAt + shift,
    });
    const [seat] = await redis.zRangeWithScores(keys.seats(S1001), 0, 0);
    assert.deepEqual(seat, { ...before.seat, score: before.seat.score + shift });
    const history = JSON.parse((await redis.lIndex(keys.history(S1001), 1)) ?? '');
    assert.deepEqual(history, { ...before.history, at: before.history.at + shift });
    assert.deepEqual(
      (await redis.hVals(keys.licenseRequests)).map((json) => JSON.parse(json)),
      before.requests.map((request) => ({ ...request, requestedAt: request.requestedAt + shift })),
    );
    assert.deepEqual(
      (await redis.hVals(keys.invoices(MEGAN))).map((json) => JSON.parse(json)),
      before.invoices.map((i) => ({ ...i, issuedAt: i.issuedAt + shift, dueAt: i.dueAt + shift })),
    );
    assert.deepEqual(await redis.hVals(keys.paymentMethods(MEGAN)), before.cards);
  });

  it('is the same whatever the order of the parts, with a byte order mark, and with ids in capitals', async () => {
    const reversed = Object.fromEntries(Object.entries(castFile('contoso', tenantId)).reverse());
    const text = JSON.stringify(reversed, null, 2).replaceAll(MEGAN, MEGAN.toUpperCase());
    const contents = async () => {
      const keysNow = await current();
      return {
        subscription: await redis.hGetAll(keysNow.subscription(S1001)),
        licenses: await redis.zRange(keysNow.licensesByPerson, 0, -1),
        names: await redis.zRange(keysNow.names, 0, -1),
        listed: await redis.zRange(keysNow.index({ source: 'self-service' }, 'purchaser'), 0, -1),
      };
    };
    const before = await contents();
    await importFile(redis, await fileWith(`\uFEFF${text}`));
    assert.deepEqual(await contents(), before);
  });

  it('may be Swedish, and may leave out invoices, cards, profiles and requests', async () => {
    tenantId = freshTenantId();
    const {
      invoices: _,
      paymentMethods: __,
      billingProfiles: ___,
      licenseRequests: ____,
      ...file
    } = castFile('fabrikam', tenantId);
    const { tenantName, subscriptions, people } = await importFile(redis, await fileWith(file));
    assert.deepEqual([tenantName, subscriptions, people], ['Fabrikam Sverige AB', 3, 7]);
    const names = await redis.zRange((await current()).names, '[akesson', '(akesson\xff', { BY: 'LEX' });
    assert.equal(new Set(names.map(personOf)).size, 1);
  });
});
