import assert from 'node:assert/strict';
import type { Subscription, SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { exportTenant } from '../../../../services/commerce/import/exporting/export.ts';
import { refreshTenant } from '../../../../services/commerce/import/refreshing/refresh.ts';
import { readSubscription } from '../../../../services/commerce/store/subscriptions.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { readPerson } from '../../../../services/directory/people.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { recount } from '../../../support/redis/recount.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { TEAMS_SKU, UNCATALOGUED, VISIO_SKU } from '../../../support/tenants/cast/tailspin.ts';
import { personId } from '../../../support/tenants/ids.ts';
import { put } from './spoilt.ts';
import { AS_OF, castFile, fileWith, importFile, type TenantFile } from './support.ts';

/** A line `path = JSON`; nothing takes the member away. */
type Row = readonly [path: string, value: unknown, stored: unknown];

/** Position 3 of Contoso is S-1004, its purchaser's account is disabled; 0 is S-1001. */
const SUBSCRIPTION: readonly Row[] = [
  ...([null, undefined] as const).flatMap((nothing): Row[] => [
    ['unitPrice', nothing, null],
    ['term', nothing, null],
    ['expiresAt', nothing, null],
    ['autoRenew', nothing, null],
    ['purchaserId', nothing, null],
    ['trial', nothing, null],
  ]),
  ...['P3Y', 'P2Y', 'P5Y', 'P6M', 'P3M', 'P36M', 'P1Y6M', 'P30D', 'P7D', 'P2W', 'P1M', 'P1Y'].map(
    (term): Row => ['term', term, term],
  ),
  ...[0, 1, 1_000_000].map((quantity): Row => ['quantity', quantity, quantity]),
  ['billedBy', 'microsoft', 'microsoft'],
  ['billedBy', 'here', 'here'],
  ['billedBy', undefined, 'here'],
  ['unitPrice', { amount: 0, currency: 'USD', per: 'month' }, { amount: 0, currency: 'USD' }],
];

const TENANT: readonly Row[] = [
  ...([null, undefined] as const).flatMap((nothing): Row[] => [
    ['timeZone', nothing, null],
    ['billingAccountType', nothing, null],
  ]),
  ['timeZone', 'Europe/Stockholm', 'Europe/Stockholm'],
  ['timeZone', 'W. Europe Standard Time', 'Europe/Berlin'],
  ['timeZone', 'Romance Standard Time', 'Europe/Paris'],
  ['timeZone', 'Pacific Standard Time', 'America/Los_Angeles'],
  ['timeZone', 'India Standard Time', 'Asia/Calcutta'],
  ['timeZone', 'Yukon Standard Time', 'America/Whitehorse'],
  ['timeZone', 'South Sudan Standard Time', 'Africa/Juba'],
  ['timeZone', 'E. South America Standard Time', 'America/Sao_Paulo'],
  ['timeZone', 'UTC-11', 'Etc/GMT+11'],
  ['timeZone', 'UTC', 'Etc/UTC'],
  ['timeZone', 'Asia/Kathmandu', 'Asia/Kathmandu'],
  ['cloud', 'us-gov', 'us-gov'],
  ['cloud', 'us-dod', 'us-dod'],
];

const PERSON: readonly Row[] = ([null, undefined] as const).flatMap((nothing): Row[] => [
  ['userType', nothing, null],
  ['locale', nothing, null],
  ['mail', nothing, null],
]);

/** As Microsoft writes them: names and GUIDs of SKUs, ids of products. */
const PRODUCT_IDS = [
  'POWER_BI_PRO_DEPT',
  'PBI_PREMIUM_PER_USER_DEPT',
  'Teams_Premium_(for_Departments)',
  'Microsoft_Teams_Exploratory_Dept',
  'Viva_Goals_User_led',
  'VISIO_PLAN2_DEPT',
  'f8a1db68-be16-40ed-86d5-cb42ce701560',
  'F8A1DB68-BE16-40ED-86D5-CB42CE701560',
  '45366412-3841-4137-9247-123456789012',
  'CFQ7TTC0LH18',
  'E5.Addon-2',
];

/** No list of a file has an order. */
const inOrder = (file: TenantFile): object =>
  Object.fromEntries(
    Object.entries(file).map(([name, part]) => [
      name,
      Array.isArray(part) ? [...part].sort((a, b) => a.id.localeCompare(b.id)) : part,
    ]),
  );

const inWords = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

describe('A tenant file with what nobody knows', () => {
  let redis: Redis;
  let tenantId: TenantId;
  let file: TenantFile;
  beforeEach(async () => {
    [redis, tenantId] = [await testRedis(), freshTenantId()];
    file = castFile('contoso', tenantId);
  });

  const importIt = async () => importFile(redis, await fileWith(file));
  const exported = async (): Promise<TenantFile> => {
    let text = '';
    for await (const piece of exportTenant(redis, tenantId, AS_OF)) text += piece;
    return JSON.parse(text);
  };
  const stored = async (ref: string): Promise<Subscription> =>
    (await readSubscription(await openTenant(redis, tenantId), ref as SubscriptionRef))?.subscription ?? assert.fail();
  /** Imports it, what was exported of that, and what was exported of that again. */
  const assertComesBack = async (read: () => Promise<unknown>, value: unknown) => {
    await importIt();
    assert.deepEqual(await read(), value);
    const first = await exported();
    await importFile(redis, await fileWith(first));
    assert.deepEqual(await read(), value);
    assert.deepEqual(inOrder(await exported()), inOrder(first));
  };

  for (const [field, value, known] of SUBSCRIPTION)
    it(`keeps a subscription with ${field} = ${inWords(value)}, and gives it back`, async () => {
      put(file, `subscriptions[3].${field}`, value);
      await assertComesBack(async () => (await stored('S-1004'))[field as keyof Subscription], known);
    });

  for (const [field, value, known] of TENANT)
    it(`keeps a tenant with ${field} = ${inWords(value)}, and gives it back`, async () => {
      put(file, `tenant.${field}`, value);
      await assertComesBack(async () => Reflect.get((await openTenant(redis, tenantId)).tenant, field), known);
    });

  for (const [field, value, known] of PERSON)
    it(`keeps a person with ${field} = ${inWords(value)}, and gives it back`, async () => {
      put(file, `users[0].${field}`, value);
      const read = async () => readPerson(await openTenant(redis, tenantId), personId('Adele Vance'));
      await assertComesBack(async () => Reflect.get((await read()) ?? {}, field), known);
    });

  for (const id of PRODUCT_IDS)
    it(`keeps a product, its subscriptions and its policy under the id ${id}`, async () => {
      const product = { ...(file['products'] as object[])[0], id, name: 'Other', unitPrice: null };
      (file['products'] as object[]).push(product);
      put(file, 'subscriptions[3].productId', id);
      Reflect.set(Object((file['policies'] as Record<string, object>)['AllowSelfServicePurchase']), 'products', {
        [id]: 'Disabled',
      });
      const kept = /^[\dA-F-]{36}$/.test(id) ? id.toLowerCase() : id;
      await assertComesBack(async () => (await stored('S-1004')).productId, kept);
      assert.equal((await openTenant(redis, tenantId)).products.get(kept as never)?.unitPrice, null);
    });

  it('knows an invited person for a guest by their user name, where there is no user type', async () => {
    put(file, 'users[1].userType', null);
    put(file, 'users[1].userPrincipalName', 'alex_other.example#EXT#@contoso.example');
    await importIt();
    const { id } = (file['users'] as { id: string }[])[1] ?? assert.fail();
    assert.equal((await readPerson(await openTenant(redis, tenantId), id as never))?.userType, 'guest');
  });

  it('has a product for what only the policy names, of which nothing but the id is known', async () => {
    file = castFile('tailspin', tenantId);
    const read = async () => (await openTenant(redis, tenantId)).products.get(UNCATALOGUED as never);
    await assertComesBack(read, {
      id: UNCATALOGUED,
      name: UNCATALOGUED,
      family: UNCATALOGUED,
      selfServiceSku: null,
      centralSku: null,
      trialWithoutCard: false,
      unitPrice: null,
      blockedCountries: [],
    });
  });

  it('is counted soundly, whatever is null in it', async () => {
    file = castFile('tailspin', tenantId);
    await importIt();
    const faults = (await recount(redis, tenantId)).filter((fault) => !/assigned of|a quantity of 0/.test(fault));
    assert.deepEqual(faults, []);
    const { keys } = await openTenant(redis, tenantId);
    const { quantity, assigned, over } = await redis.hGetAll(keys.counts('central', VISIO_SKU as never));
    assert.deepEqual([quantity, assigned, over], ['5', '2', '1']);
  });

  it('does not take a name away that is known, where a refresh has the product in its policy alone', async () => {
    file = castFile('tailspin', tenantId);
    await importIt();
    const products = (file['products'] as { id: string }[]).filter(({ id }) => id !== TEAMS_SKU);
    const subscriptions = (file['subscriptions'] as { productId: string }[]).filter((s) => s.productId !== TEAMS_SKU);
    await refreshTenant({ redis, file: await fileWith({ ...file, products, subscriptions }), now: AS_OF });
    const { products: after } = await openTenant(redis, tenantId);
    assert.equal(after.get(TEAMS_SKU as never)?.name, 'Teams Premium');
  });
});
