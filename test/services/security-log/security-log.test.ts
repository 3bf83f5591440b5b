import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { SHARED_SECURITY_LOG_KEY, tenantKeys } from '../../../services/redis/keys.ts';
import { createSecurityLog, type SecurityLog } from '../../../services/security-log/security-log.ts';
import { findInRedis } from '../../support/redis/find-in-redis.ts';
import { freshTenantId, startRedis, testRedis } from '../../support/redis/redis.ts';

const silent = pino({ level: 'silent' });
const ADA = 'ada' as UserId;

describe('The security log', () => {
  let redis: Redis;
  let tenantId: TenantId;
  let log: SecurityLog;
  let clock = 1_000;
  before(async () => {
    redis = await testRedis();
  });
  beforeEach(() => {
    tenantId = freshTenantId();
    log = createSecurityLog({ redis, now: () => clock, log: silent });
  });

  const refused = (userId: string, why = 'forbidden') =>
    log.note({ kind: 'press-refused', tenantId, userId: userId as UserId, what: 'erase', why });
  const all = (userId?: UserId) => log.page(tenantId, { limit: 20_000, userId });

  it('holds who, what and why, the newest first, in pages, and of one person alone', async () => {
    for (const who of ['ada', 'bo', 'ada', 'cy']) {
      refused(who);
      await log.flush();
    }
    const { entries, older } = await log.page(tenantId, { limit: 2 });
    assert.deepEqual(
      entries.map(({ userId }) => userId),
      ['cy', 'ada'],
    );
    const rest = await log.page(tenantId, { limit: 2, olderThan: older });
    assert.deepEqual(
      rest.entries.map(({ userId }) => userId),
      ['bo', 'ada'],
    );
    assert.equal(rest.older, undefined);
    const ofAda = await all(ADA);
    assert.deepEqual(
      ofAda.entries.map(({ kind, what, why, count }) => [kind, what, why, count]),
      Array(2).fill(['press-refused', 'erase', 'forbidden', 1]),
    );
  });

  it('merges the same again into one entry with how often, since when and until when', async () => {
    for (clock = 1; clock <= 500; clock++) refused('ada');
    await log.flush();
    const { entries } = await all();
    assert.deepEqual(
      entries.map(({ at, until, count }) => [at, until, count]),
      [[1, 500, 500]],
    );
  });

  it('tells a few apart in a flood, counts the others, and keeps what other tenants have', async () => {
    const other = freshTenantId();
    for (let i = 0; i < 100_000; i++) refused(`user-${i}`);
    log.note({ kind: 'export-taken', tenantId: other, userId: ADA, what: 'users' });
    await log.flush();
    const { entries } = await all();
    assert.ok(entries.length <= 26, `${entries.length} entries`);
    assert.equal(
      entries.reduce((sum, { count }) => sum + count, 0),
      100_000,
    );
    assert.equal(entries.find(({ why }) => why === 'many')?.userId, undefined);
    assert.equal((await log.page(other, { limit: 9 })).entries.length, 1);
  });

  it('keeps about ten thousand entries of a tenant, however long the flood lasts', async () => {
    for (let batch = 0; batch < 600; batch++) {
      for (let i = 0; i < 30; i++) refused(`user-${batch}-${i}`);
      await log.flush();
    }
    const length = await redis.xLen(tenantKeys(tenantId).securityLog);
    assert.ok(length >= 10_000 && length < 10_200, `${length}`);
  });

  it('keeps no text that a stranger chose, nor what may be the number of a card', async () => {
    const number = '4222222222222222';
    for (const what of [number, 'x'.repeat(65), 'Megan Bowen', '<b>']) {
      log.note({ kind: 'press-refused', tenantId, userId: ADA, what, why: number });
      await log.flush();
    }
    const { entries } = await all();
    assert.equal(entries.length, 4);
    assert.ok(entries.every(({ what, why }) => what === undefined && why === undefined));
    assert.deepEqual(await findInRedis(redis, number), []);
  });

  it('puts what belongs to no tenant into the shared log and into the log of the process', async () => {
    let logged = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        logged += chunk;
        done();
      },
    });
    const shared = createSecurityLog({ redis, now: () => clock, log: pino(stream) });
    for (let i = 0; i < 1_000; i++) shared.note({ kind: 'authentication-failed', why: 'bad-issuer' });
    await shared.flush();
    const [last] = (await redis.xRevRange(SHARED_SECURITY_LOG_KEY, '+', '-', { COUNT: 1 })) ?? [];
    assert.deepEqual(
      [last?.message['kind'], last?.message['why'], last?.message['count']],
      ['authentication-failed', 'bad-issuer', '1000'],
    );
    assert.equal(logged.trim().split('\n').length, 1);
    assert.match(logged, /"kind":"authentication-failed"/);
  });

  it('writes by itself, and neither fails nor waits where Redis has gone', async () => {
    const server = await startRedis();
    const lost = createSecurityLog({ redis: server.redis, now: () => clock, log: silent });
    await server.stop();
    lost.note({ kind: 'limit-hit', tenantId, userId: ADA, what: 'turns' });
    await lost.flush();
    refused('ada');
    while ((await all()).entries.length === 0);
  });
});
