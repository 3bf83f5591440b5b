import assert from 'node:assert/strict';
import type { Actor, ProductId, SubscriptionRef, UserId } from '../../../services/commerce/api/types.ts';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import { createConversations } from '../../../services/conversations/references.ts';
import { createRetention } from '../../../services/privacy/retention/retention.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { LEAVERS_KEY, tenantKeys } from '../../../services/redis/keys.ts';
import { createSecurityLog } from '../../../services/security-log/security-log.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { openShop, type Shop } from '../../support/tenants/shop.ts';

const DAY = 24 * 60 * 60 * 1000;
const REF = 'S-1001' as SubscriptionRef;

describe('Retention', () => {
  let redis: Redis;
  let shop: Shop;
  let megan: Actor;
  let adele: Actor;
  beforeEach(async () => {
    redis = await testRedis();
    shop = await openShop();
    [megan, adele] = [await shop.actor('Megan'), await shop.actor('Adele')];
    await redis.unlink(LEAVERS_KEY);
  });

  const retention = (audit = 100, securityLog = 100) =>
    createRetention({ redis, now: () => shop.clock.now, keptDays: { audit, securityLog } });
  let operations = 0;
  const intent = () => ({ operationId: `operation-${++operations}` });
  const toggle = async (times: number) => {
    const [lee] = [shop.userId('Lee')];
    for (let i = 0; i < times; i++) {
      await shop.commerce.unassignLicenses(megan, REF, [lee], intent());
      await shop.commerce.assignLicenses(megan, REF, [lee], intent());
    }
  };
  const indexes = async () => {
    const found: Record<string, number> = {};
    for await (const keys of redis.scanIterator({ MATCH: `{${shop.tenantId}}:audit-*`, COUNT: 1000 }))
      for (const key of keys) found[key] = await redis.zCard(key);
    return found;
  };

  it('takes the old entries of the trail out, in steps, and what led to them', async () => {
    await toggle(250);
    shop.clock.now += 60 * DAY;
    await toggle(2);
    shop.clock.now += 50 * DAY;
    await retention().letGo(shop.tenantId);
    assert.equal((await shop.audit()).length, 4);
    const { auditOf, auditBy } = tenantKeys(shop.tenantId);
    assert.deepEqual(await indexes(), { [auditOf(REF)]: 4, [auditBy(megan.userId)]: 4 });
    const { lines } = await shop.commerce.listAudit(adele, { subject: REF }, { limit: 50 });
    assert.equal(lines.length, 4);
  });

  it('leaves nothing in the indexes of requests, decisions and moves', async () => {
    const productId = 'CFQ7TTC0MM8R' as ProductId;
    const lee = await shop.actor('Lee');
    const { request } = await shop.commerce.requestLicense(lee, { productId }, intent());
    await shop.commerce.decideRequests(adele, [{ request, decision: 'approved' }], intent());
    const target = 'C-2001' as SubscriptionRef;
    await shop.commerce.moveUsers(adele, { source: REF, target }, intent());
    assert.equal((await shop.audit()).length, 3);
    assert.ok(Object.keys(await indexes()).length > 4);
    shop.clock.now += 101 * DAY;
    await retention().letGo(shop.tenantId);
    assert.deepEqual([await shop.audit(), await indexes()], [[], {}]);
  });

  it('keeps what is young enough, to the millisecond', async () => {
    await toggle(1);
    shop.clock.now += 100 * DAY;
    await retention().letGo(shop.tenantId);
    assert.equal((await shop.audit()).length, 2);
    shop.clock.now += 1;
    await retention().letGo(shop.tenantId);
    assert.equal((await shop.audit()).length, 0);
  });

  it('lets go of the old entries of the security log', async () => {
    const log = createSecurityLog({
      redis,
      now: () => shop.clock.now,
      log: { warn: () => {}, error: () => {} } as never,
    });
    log.note({ kind: 'export-taken', tenantId: shop.tenantId, userId: megan.userId, what: 'users' });
    await log.flush();
    const at = (now: number) =>
      createRetention({ redis, now: () => now, keptDays: { audit: 100, securityLog: 100 } }).letGo(shop.tenantId);
    await at(Date.now() + 99 * DAY);
    assert.equal((await log.page(shop.tenantId, { limit: 9 })).entries.length, 1);
    await at(Date.now() + 101 * DAY);
    assert.equal((await log.page(shop.tenantId, { limit: 9 })).entries.length, 0);
  });

  it('forgets once a day what people who have left the directory had chosen, and where they were reached', async () => {
    const [conversations, preferences] = [createConversations(redis), createPreferences(redis)];
    const { tenantId } = shop;
    for (const userId of [megan.userId, shop.userId('Lee')]) {
      await preferences.setLanguage({ tenantId, userId }, 'sv');
      await conversations.remember({ tenantId, userId, conversationId: 'chat', kind: 'personal', reference: {} });
    }
    const { keys } = await openTenant(redis, tenantId);
    await redis.unlink(keys.person(shop.userId('Lee')));
    await retention().forgetLeavers();
    const known = async (userId: UserId) => [
      (await preferences.choices({ tenantId, userId })).language,
      (await conversations.personal(tenantId, userId))?.conversationId,
    ];
    assert.deepEqual(await known(shop.userId('Lee')), [undefined, undefined]);
    assert.deepEqual(await known(megan.userId), ['sv', 'chat']);
    await redis.unlink(keys.person(megan.userId));
    await retention().forgetLeavers();
    assert.deepEqual(await known(megan.userId), ['sv', 'chat']);
  });
});
