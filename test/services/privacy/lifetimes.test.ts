import assert from 'node:assert/strict';
import type { ProductId, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import { keptOf } from '../../../services/privacy/families.ts';
import { familyOf, tenantOf } from '../../../services/privacy/key-names.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { keyWith, LINK_SECRET_KEY, schemaKeys } from '../../../services/redis/keys.ts';
import { startNotifiedBot } from '../../support/bots/notified-bot.ts';
import { startRedis, testRedis } from '../../support/redis/redis.ts';
import { openShop } from '../../support/tenants/shop.ts';

/** What is let go of by a job, some of it at a time, rather than by Redis as a whole. */
const LET_GO_OF = new Set(['outbox', 'waiting-deliveries', 'license-requests', 'requests-by-status', 'requests-of']);

/** What belongs to no tenant and stays: which there are, what links are signed with, and which form the data has. */
const WITHOUT_END = new Set(['tenants', LINK_SECRET_KEY, schemaKeys.newest]);

describe('What is stored of a tenant', () => {
  it('is of kinds that say how long they are kept, and goes away by itself where they say a time', async () => {
    const redis = await testRedis();
    const shop = await openShop();
    const { tenantId, commerce } = shop;
    const [megan, adele, lee] = [await shop.actor('Megan'), await shop.actor('Adele'), await shop.actor('Lee')];
    let operations = 0;
    const intent = () => ({ operationId: `operation-${++operations}` });
    await commerce.unassignLicenses(megan, 'S-1001' as SubscriptionRef, [shop.userId('Lee')], intent());
    await commerce.requestLicense(lee, { productId: 'CFQ7TTC0MM8R' as ProductId }, intent());
    const move = { source: 'S-1001' as SubscriptionRef, target: 'C-2001' as SubscriptionRef };
    await commerce.moveUsers(adele, move, intent());
    await createPreferences(redis).setLanguage({ tenantId, userId: lee.userId }, 'sv');
    assert.ok((await assertKeptAsSaid(redis, keyWith('*', tenantId))) > 100);
  });

  it('is so after sentences, presses, notices and links as well, and what belongs to no tenant has an end, but for three keys', async () => {
    const server = await startRedis();
    const bot = await startNotifiedBot(server.redis, ['Adele', 'Megan', 'Lee']);
    for (const said of [
      'subscriptions',
      'buy 2 Visio Plan 2',
      'request Copilot',
      'payment methods',
      'export users Visio Plan 2',
    ])
      for (const who of ['Adele', 'Megan', 'Lee']) await bot.say(who, said);
    await bot.press('Megan', await bot.say('Megan', 'turn off recurring billing S-1001'), 'Turn off recurring billing');
    await bot.buy('Megan');
    await bot.deliver();
    assert.ok((await assertKeptAsSaid(server.redis, keyWith('*', bot.contoso.tenantId))) > 150);
    const without = [];
    for (const key of (await server.redis.keys('*')).filter((each) => !tenantOf(each)?.includes('-')))
      if ((await server.redis.ttl(key)) < 0) without.push(key);
    assert.deepEqual(
      without.filter((key) => !WITHOUT_END.has(key)),
      [],
    );
    await bot.close();
    await server.stop();
  });
});

/** Sees that each key goes away by itself where its kind says a time, and is of a kind that says why where not. */
const assertKeptAsSaid = async (redis: Redis, pattern: string): Promise<number> => {
  let met = 0;
  for await (const keys of redis.scanIterator({ MATCH: pattern, COUNT: 1000 }))
    for (const key of keys) {
      const kept = keptOf(familyOf(key));
      assert.ok(kept, `nobody says how long ${key} is kept`);
      const saysATime = /^\d+ (second|minute|hour|day|month)/.test(kept) && !LET_GO_OF.has(familyOf(key));
      if (saysATime) assert.ok((await redis.ttl(key)) > 0, `${key}, kept ${kept}`);
      if (/^(as long as the tenant|until the next import|always)/.test(kept))
        assert.ok((await redis.ttl(key)) < 0, key);
      met += 1;
    }
  return met;
};
