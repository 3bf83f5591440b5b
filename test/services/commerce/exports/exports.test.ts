import assert from 'node:assert/strict';
import type { ExportedUser, ExportSelection } from '../../../../services/commerce/api/exports.ts';
import type { Actor, ProductId, SubscriptionRef, TenantId, UserId } from '../../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../../services/commerce/index.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { generationKeys, tenantKeys } from '../../../../services/redis/keys.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { numbers } from '../../../support/tenants/moving-tenant.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';
import { actorIn, DAY, GENERATION, START, userId, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const ref = (text: string): SubscriptionRef => text as SubscriptionRef;

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};

describe('Exporting users', () => {
  let shop: Shop;
  let adele: Actor;
  beforeEach(async () => {
    shop = await openShop();
    adele = await shop.actor('Adele');
  });
  const rows = (wish: ExportSelection, actor = adele) => all(shop.commerce.exportUsers(actor, wish));
  const count = (wish: ExportSelection, actor = adele) => shop.commerce.getExportSize(actor, wish);
  const refs = (users: readonly ExportedUser[]) => [...new Set(users.map((user) => user.subscription))].sort();

  it('tells of each license which product and purchase it is of, who has it and since when', async () => {
    const users = await rows({ subscriptions: [ref('S-1001')] });
    assert.equal(users.length, 4);
    const joni = users.find(({ person }) => person?.displayName === 'Joni Sherman');
    assert.ok(joni);
    assert.deepEqual(
      [joni.product.name, joni.subscription, joni.source, joni.purchaser?.userPrincipalName],
      ['Power BI Pro', 'S-1001', 'self-service', 'meganb@contoso.example'],
    );
    assert.ok(joni.assignedOn <= shop.clock.now && joni.assignedOn > shop.clock.now - 1000 * DAY);
    assert.deepEqual(users.map(({ userId }) => userId).sort(), (await shop.holders('S-1001')).sort());
  });

  it('takes some subscriptions, also central ones, each once', async () => {
    const wish = { subscriptions: ['S-1001', 'C-2001', 'S-1001', 'S-1010'].map(ref) };
    const users = await rows(wish);
    assert.deepEqual([refs(users), users.length, await count(wish)], [['C-2001', 'S-1001'], 9, 9]);
    assert.equal(users.find(({ source }) => source === 'central')?.purchaser, null);
  });

  it('takes all usable purchases of a product, or of the organization', async () => {
    const product = { products: [POWER_BI] };
    const ofProduct = await rows(product);
    assert.deepEqual([refs(ofProduct), await count(product)], [['S-1001', 'S-1002'], ofProduct.length]);
    const everything = await rows({ all: true });
    assert.equal(await count({ all: true }), everything.length);
    assert.deepEqual(
      refs(everything),
      numbers(1, 8).map((n) => `S-100${n}`),
    );
  });

  it('gives a purchaser their own', async () => {
    const megan = await shop.actor('Megan');
    for (const [wish, expected] of [
      [{ all: true }, ['S-1001', 'S-1005']],
      [{ products: [POWER_BI] }, ['S-1001']],
      [{ subscriptions: [ref('S-1005')] }, ['S-1005']],
    ] as const) {
      const users = await rows(wish, megan);
      assert.deepEqual([refs(users), await count(wish, megan)], [expected, users.length]);
    }
  });

  it('refuses at the first row and in the count alike', async () => {
    const [megan, ben] = [await shop.actor('Megan'), await shop.actor('Ben')];
    const many = Array.from({ length: 101 }, () => ref('S-1001'));
    for (const [actor, wish, code] of [
      [megan, { subscriptions: [ref('S-1001'), ref('S-1002')] }, 'no-such-subscription'],
      [adele, { subscriptions: [ref('S-9999')] }, 'no-such-subscription'],
      [adele, { subscriptions: many }, 'too-many'],
      [adele, { subscriptions: [] }, 'nothing-to-export'],
      [adele, { subscriptions: [ref('S-1010')] }, 'nothing-to-export'],
      [adele, { products: ['NOTHING' as ProductId] }, 'no-such-product'],
      [await shop.actor('Lee'), { all: true }, 'nothing-to-export'],
      [ben, { all: true }, 'forbidden'],
    ] as const)
      for (const act of [rows, count]) assert.equal((await shop.refusal(() => act(wish, actor))).code, code);
  });
});

describe('Exporting very many users', () => {
  const CROWD = 1200;
  const S1 = ref('S-1');
  let redis: Redis;
  let commerce: Commerce;
  let tenantId: TenantId;
  let admin: Actor;
  beforeEach(async () => {
    redis = await testRedis();
    commerce = createCommerce({ redis, now: () => START });
    const subscriptions = [{ ref: S1, holders: numbers(1, CROWD) }];
    tenantId = await writeSmallTenant(redis, { people: 3, subscriptions });
    admin = actorIn(tenantId, 0);
  });
  const seats = () => generationKeys(tenantId, GENERATION).seats(S1);
  /** Exports, and does something between one row and the next. */
  const exportAnd = async (row: number, meanwhile: (met: readonly UserId[]) => Promise<unknown>) => {
    const met: UserId[] = [];
    for await (const user of commerce.exportUsers(admin, { all: true })) {
      met.push(user.userId);
      if (met.length === row) await meanwhile(met);
    }
    return met;
  };

  it('meets each of them once, also those who have left the directory', async () => {
    const users = await all(commerce.exportUsers(admin, { all: true }));
    assert.equal(new Set(users.map((user) => user.userId)).size, CROWD);
    assert.equal(users.length, CROWD);
    assert.deepEqual(
      users.filter(({ person }) => person).map((user) => user.person?.id),
      [userId(1), userId(2)],
    );
  });

  it('meets who stays once when others go meanwhile', async () => {
    let gone: UserId[] = [];
    const met = await exportAnd(500, (before) => {
      // The last one read, by which the next step finds its place, and some before.
      gone = [...before.slice(0, 20), ...before.slice(-1)];
      return redis.zRem(seats(), gone);
    });
    assert.equal(new Set(met).size, met.length);
    assert.deepEqual(met.sort(), numbers(1, CROWD).map(userId).sort());
    assert.equal(await redis.zCard(seats()), CROWD - gone.length);
  });

  it('stops where an import has come between', async () => {
    const importAnew = () => redis.set(tenantKeys(tenantId).generation, 'another');
    await assert.rejects(exportAnd(500, importAnew), { name: 'CommerceError', reason: { code: 'tenant-replaced' } });
  });
});
