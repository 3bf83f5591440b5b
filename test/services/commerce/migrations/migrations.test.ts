import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Actor, ProductId, SubscriptionRef, TenantId, UserId } from '../../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../../services/commerce/index.ts';
import { assertKnownSchema, bringUpToDate, NewerData } from '../../../../services/commerce/migrations/bring-up.ts';
import { MIGRATIONS } from '../../../../services/commerce/migrations/index.ts';
import { SCHEMA_VERSION, schemaOf } from '../../../../services/commerce/migrations/schema.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { findPeople } from '../../../../services/directory/people.ts';
import { connectRedis, type Redis } from '../../../../services/redis/client.ts';
import { schemaKeys, TENANTS_KEY, tenantKeys } from '../../../../services/redis/keys.ts';
import { spawnBot } from '../../../support/bots/started-bot.ts';
import { keptLog } from '../../../support/kept-log.ts';
import { deliverAll, noticesFor } from '../../../support/notices/notified-tenant.ts';
import { dyingAfter } from '../../../support/redis/dying.ts';
import { FIRST_VERSION, recordedUser, writeRecorded } from '../../../support/redis/recorded.ts';
import { recount } from '../../../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { stateOf } from '../../../support/redis/snapshot.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

describe('Data that an older version wrote', () => {
  let server: TestRedis;
  let redis: Redis;
  before(async () => {
    server = await startRedis();
    redis = server.redis;
    await redis.configSet('appendfsync', 'no');
  });
  after(() => server.stop());
  beforeEach(async () => {
    await redis.flushAll();
  });

  const user = (n: number) => recordedUser(n) as UserId;
  const actor = (tenantId: TenantId, n: number): Actor => ({
    tenantId,
    userId: user(n),
    roles: n === 0 ? ['GlobalAdministrator'] : n === 1 ? ['BillingAdministrator', 'LicenseAdministrator'] : [],
    userType: 'member',
    enabled: true,
  });
  const commerceOf = (now = NOW) => createCommerce({ redis, now: () => now });
  const upgraded = async (): Promise<TenantId> => {
    const tenantId = await writeRecorded(redis, FIRST_VERSION);
    await bringUpToDate({ redis, log: keptLog });
    return tenantId;
  };
  /** What is stored, with every tenant called the same. */
  const comparable = async (tenantId: TenantId) => {
    const state = Object.entries(await stateOf(redis, tenantId)).map(([name, keys]) => [
      name,
      keys instanceof Map ? [...keys].sort(([a], [b]) => (a < b ? -1 : 1)) : keys,
    ]);
    const text = JSON.stringify(state, (_, value) =>
      value instanceof Map
        ? [...value].sort(([a], [b]) => (a < b ? -1 : 1))
        : value instanceof Set
          ? [...value].sort()
          : value,
    );
    return text.replaceAll(tenantId, 'tenant');
  };

  it('has steps to the form of today, each with the next number', () => {
    assert.deepEqual(
      MIGRATIONS.map(({ version }) => version),
      Array.from({ length: SCHEMA_VERSION - 1 }, (_, i) => i + 2),
    );
  });

  it('tells admins of what happens again', async () => {
    const tenantId = await upgraded();
    const intent = { operationId: 'bought' };
    await commerceOf().buy(
      actor(tenantId, 2),
      { productId: 'APPS' as ProductId, quantity: 1, kind: 'purchase', term: 'P1M' },
      intent,
    );
    const notices = noticesFor(redis, { notifier: { send: () => Promise.reject(new Error('nobody has the bot')) } });
    await deliverAll(notices, tenantId);
    const { deliveries } = await notices.listDeliveries(tenantId, {});
    const told = deliveries.filter(({ kind, subject }) => kind === 'purchase-made' && subject === 'S-1005');
    const people = told.flatMap(({ to }) => ('user' in to ? [to.user] : []));
    assert.deepEqual([...new Set(people)].sort(), [user(0), user(1)]);
  });

  it('has its audit trail in order, page by page', async () => {
    const tenantId = await upgraded();
    const ids = await collected(operationsOn(commerceOf(), actor(tenantId, 0), 'S-1002'));
    assert.deepEqual(
      ids,
      Array.from({ length: 12 }, (_, i) => `old-${12 - i}`),
    );
    for await (const keys of redis.scanIterator({ MATCH: `{${tenantId}}:audit-*` }))
      for (const key of keys)
        for (const member of await redis.zRange(key, 0, -1)) assert.match(member, /^\d{13}-\d{12}$/, key);
  });

  it('lists purchases by when they were made, finds people by plain letters, and knows who was asked to cancel', async () => {
    const tenantId = await upgraded();
    const adele = actor(tenantId, 0);
    const commerce = commerceOf();
    const { items } = await commerce.listSubscriptions(adele, { sort: 'newest', limit: 10 });
    assert.deepEqual(
      items.map(({ subscription }) => subscription.ref),
      ['S-1004', 'S-1002', 'S-1003', 'S-1001'],
    );
    const found = await findPeople(await openTenant(redis, tenantId), 'soren orsted', 5);
    assert.deepEqual(
      found.map(({ displayName }) => displayName),
      ['Søren Ørsted'],
    );
    const answers = await commerce.listCancelAnswers(adele, 'APPS' as ProductId);
    assert.deepEqual(answers.map(({ summary, answer }) => [summary.subscription.ref, answer]).sort(), [
      ['S-1001', null],
      ['S-1003', 'kept'],
    ]);
  });

  it('goes on with the move that was under way, and is sound', async () => {
    const tenantId = await upgraded();
    const commerce = commerceOf();
    const [work] = await commerce.listWork(tenantId);
    assert.equal(work?.subscription, 'S-1001');
    await commerce.continueWork(work);
    const { keys } = await openTenant(redis, tenantId);
    assert.equal(await redis.zCard(keys.seats('C-2001' as SubscriptionRef)), 5);
    assert.deepEqual(await recount(redis, tenantId), []);
  });

  it('comes to the same when the process was killed after any command', async () => {
    const whole = await comparable(await upgraded());
    let stops = 0;
    for (let left = 1; ; left += 1) {
      await redis.flushAll();
      const tenantId = await writeRecorded(redis, FIRST_VERSION);
      const ended = await bringUpToDate({ redis: dyingAfter(redis, left), log: keptLog }).then(
        () => true,
        () => false,
      );
      if (ended) break;
      stops += 1;
      await redis.del(schemaKeys.migrating);
      await bringUpToDate({ redis, log: keptLog });
      assert.equal(await comparable(tenantId), whole, `stopped after ${left} commands`);
    }
    assert.ok(stops > 60, `stopped at ${stops} places`);
  });

  it('is brought up once by two processes that start at once, after the lease of one that was killed', async () => {
    const tenants = await Promise.all([1, 2, 3].map(() => writeRecorded(redis, FIRST_VERSION)));
    await redis.set(schemaKeys.migrating, '1', { expiration: { type: 'PX', value: 1000 } });
    const other = await connectRedis({ ...server.connection, log: keptLog });
    const done: string[] = [];
    const log = {
      info: (...[{ tenantId, migration }]: [object & Record<string, unknown>]) => done.push(`${tenantId} ${migration}`),
    };
    await Promise.all([redis, other].map((each) => bringUpToDate({ redis: each, log: log as never })));
    other.destroy();
    assert.equal(done.length, tenants.length * MIGRATIONS.length);
    assert.equal(new Set(done).size, done.length);
    for (const tenantId of tenants) assert.equal(await schemaOf(redis, tenantId), SCHEMA_VERSION);
    assert.equal(await redis.exists(schemaKeys.migrating), 0);
  });

  it('of a tenant that is imported today is not touched at the next start', async () => {
    const other = await writeRecorded(redis, FIRST_VERSION);
    await redis.zAdd(TENANTS_KEY, { score: 0, value: 'being-imported' });
    await redis.set(tenantKeys(other).schema, String(SCHEMA_VERSION));
    const before = await comparable(other);
    await bringUpToDate({ redis, log: pino({ level: 'silent' }) });
    assert.equal(await comparable(other), before);
  });

  it('is refused where a newer version wrote it, and left alone', async () => {
    const tenantId = await writeRecorded(redis, FIRST_VERSION);
    await redis.set(schemaKeys.newest, String(SCHEMA_VERSION + 1));
    const before = await comparable(tenantId);
    await assert.rejects(bringUpToDate({ redis, log: keptLog }), NewerData);
    await assert.rejects(assertKnownSchema(redis), NewerData);
    assert.equal(await comparable(tenantId), before);
    assert.equal(await redis.get(schemaKeys.newest), String(SCHEMA_VERSION + 1));
  });

  it('is brought up by a start of the bot; a newer one ends that with one line and exit code 1', async () => {
    const tenantId = await writeRecorded(redis, FIRST_VERSION);
    const { dataDir } = server;
    const bot = await spawnBot({ env: { DEMO: 'off' }, dataDir });
    await bot.prints(/Bot {6}http/);
    assert.equal(await schemaOf(redis, tenantId), SCHEMA_VERSION);
    await bot.stop();
    await redis.set(schemaKeys.newest, '99');
    const older = await spawnBot({ env: { DEMO: 'off' }, dataDir });
    await assert.rejects(older.prints(/Bot {6}http/));
    assert.equal((await older.stop()).code, 1);
    assert.match(older.complained(), /^The data was written by a newer version of the bot \(form 99;/m);
    assert.doesNotMatch(older.complained(), / at .*\.ts:/);
  });
});

const collected = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

/** The operations that changed something, the newest first, read in pages as somebody does who looks through them. */
async function* operationsOn(commerce: Commerce, admin: Actor, subject: string): AsyncGenerator<string> {
  let page = await commerce.listAudit(admin, { subject }, { limit: 5 });
  for (;;) {
    yield* page.lines.map(({ operation }) => operation);
    if (!page.older) return;
    page = await commerce.listAudit(admin, { subject }, { limit: 5, olderThan: page.older });
  }
}
