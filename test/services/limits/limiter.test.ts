import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { createLimits, LimitReached } from '../../../services/limits/limiter.ts';
import { type Allowance, LIMITS, type LimitName } from '../../../services/limits/limits.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import type { SecurityEvent } from '../../../services/security-log/events.ts';
import { type CapturedLog, capturedLog } from '../../support/attack/captured-log.ts';
import { readOutbox } from '../../support/notices/outbox.ts';
import { freshTenantId, startRedis, testRedis } from '../../support/redis/redis.ts';
import { importCast } from '../../support/tenants/imported-tenant.ts';

const ANNA = 'anna' as UserId;
const BO = 'bo' as UserId;

describe('Limits', () => {
  let redis: Redis;
  let captured: CapturedLog;
  let noted: SecurityEvent[];
  let tenantId: TenantId;

  before(async () => {
    redis = await testRedis();
  });
  beforeEach(() => {
    [captured, noted, tenantId] = [capturedLog(), [], freshTenantId()];
  });

  /** Limits of a process, with some other numbers. */
  const limitsWith = (changes: Partial<Record<LimitName, Partial<Allowance>>> = {}, on = redis) => {
    const names = Object.keys(LIMITS) as LimitName[];
    const table = Object.fromEntries(names.map((name) => [name, { ...LIMITS[name], ...changes[name] }]));
    const securityLog = { note: (event: SecurityEvent) => void noted.push(event) };
    return createLimits({
      now: Date.now,
      redis: on,
      log: captured.log,
      securityLog,
      table: table as Record<LimitName, Allowance>,
    });
  };
  const takeMany = async (
    limits: ReturnType<typeof limitsWith>,
    times: number,
    userId = ANNA,
    name: LimitName = 'turns',
  ) => Promise.all(Array.from({ length: times }, () => limits.take({ tenantId, userId }, name)));

  it('let through as much as they say, and then nothing, which is a first time once', async () => {
    const taken = await takeMany(limitsWith({ turns: { points: 5 } }), 20);
    assert.equal(taken.filter((excess) => excess === undefined).length, 5);
    assert.equal(taken.filter((excess) => excess?.first).length, 1);
    for (const excess of taken) if (excess) assert.ok(excess.waitMs > 50_000 && excess.waitMs <= 60_000);
  });

  it('count for each person and each tenant', async () => {
    const limits = limitsWith({ turns: { points: 1 } });
    await takeMany(limits, 3);
    assert.equal(await limits.take({ tenantId, userId: BO }, 'turns'), undefined);
    assert.equal(await limits.take({ tenantId: freshTenantId(), userId: ANNA }, 'turns'), undefined);
  });

  it('count the people of a tenant together where they say so, but not whom another limit refuses', async () => {
    const limits = limitsWith({ turns: { points: 2 }, 'tenant-turns': { points: 3 } });
    const take = (userId: UserId) => limits.take({ tenantId, userId }, 'turns', 'tenant-turns');
    for (let i = 0; i < 10; i++) await take(ANNA);
    assert.equal(await take(BO), undefined);
    assert.equal((await take(BO))?.limit, 'tenant-turns');
  });

  it('are shared by all processes', async () => {
    const server = await startRedis();
    try {
      const [one, another] = [
        limitsWith({ turns: { points: 6 } }, server.redis),
        limitsWith({ turns: { points: 6 } }, server.redis),
      ];
      const taken = (await Promise.all([takeMany(one, 10), takeMany(another, 10)])).flat();
      assert.equal(taken.filter((excess) => excess === undefined).length, 6);
      assert.equal(taken.filter((excess) => excess?.first).length, 1);
    } finally {
      await server.stop();
    }
  });

  it('let through again when their time is over', async () => {
    const limits = limitsWith({ turns: { points: 2, seconds: 1 } });
    const refused = (await takeMany(limits, 3)).find((excess) => excess !== undefined);
    assert.ok(refused);
    await sleep(refused.waitMs + 50);
    assert.deepEqual(
      (await takeMany(limits, 3)).map((excess) => excess?.first),
      [undefined, undefined, true],
    );
  });

  it('are kept by each process for itself while Redis is away', async () => {
    const server = await startRedis();
    const limits = limitsWith({ turns: { points: 2 } }, server.redis);
    await server.stop();
    const taken = await takeMany(limits, 4);
    assert.deepEqual(
      taken.map((excess) => excess?.first),
      [undefined, undefined, true, false],
    );
  });

  it('are refused with an error that says which, and until when', async () => {
    const limits = limitsWith({ exports: { points: 0 } });
    await assert.rejects(limits.spend({ tenantId, userId: ANNA }, 'exports'), (error) => {
      assert.ok(error instanceof LimitReached);
      assert.equal(error.excess.limit, 'exports');
      return true;
    });
  });

  describe('that are reached', () => {
    let adele: UserId;
    beforeEach(async () => {
      const contoso = await importCast(redis, 'contoso');
      [tenantId, adele] = [contoso.tenantId, contoso.userId('Adele')];
    });
    const told = async () => (await readOutbox(redis, tenantId)).filter(({ kind }) => kind === 'limit-reached');

    it('stand in the log and in the security log once', async () => {
      await takeMany(limitsWith({ turns: { points: 1 } }), 20, adele);
      const lines = captured.records().filter(({ msg }) => msg === 'A limit was reached');
      assert.equal(lines.length, 1);
      assert.deepEqual([lines[0]?.['limit'], lines[0]?.['userId']], ['turns', adele]);
      assert.deepEqual(noted, [{ kind: 'limit-hit', tenantId, userId: adele, what: 'turns' }]);
    });

    it('are told to the admins once a day for each person and limit', async () => {
      const limits = limitsWith({ turns: { points: 1, seconds: 1 }, exports: { points: 1, seconds: 1 } });
      for (let round = 0; round < 2; round++) {
        const [, excess] = await takeMany(limits, 2, adele);
        await takeMany(limits, 2, adele, 'exports');
        await sleep((excess?.waitMs ?? 0) + 50);
      }
      await takeMany(limits, 2, BO);
      assert.deepEqual(
        (await told()).map((notice) => 'limit' in notice && [notice.by, notice.limit, notice.to]),
        [
          [adele, 'turns', { role: 'purchase-admins' }],
          [adele, 'exports', { role: 'purchase-admins' }],
          [BO, 'turns', { role: 'purchase-admins' }],
        ],
      );
    });

    it('are told once for the whole tenant where they are of all', async () => {
      const limits = limitsWith({ 'tenant-model-calls': { points: 0, seconds: 1 } });
      await takeMany(limits, 1, adele, 'tenant-model-calls');
      await takeMany(limits, 1, BO, 'tenant-model-calls');
      assert.equal((await told()).length, 1);
    });

    it('by typing are told to nobody', async () => {
      await takeMany(limitsWith({ searches: { points: 1 } }), 5, adele, 'searches');
      assert.deepEqual(await told(), []);
    });
  });

  it('leave nothing but counts of a tenant that is not there', async () => {
    await takeMany(limitsWith({ turns: { points: 1 } }), 5);
    assert.deepEqual(noted, []);
    const keys = tenantKeys(tenantId);
    assert.equal(await redis.exists([keys.outbox, keys.securityLog]), 0);
    assert.ok((await redis.pTTL(keys.limit('turns', ANNA))) > 0);
  });
});
