import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { restoreBackup } from '../../../services/backup/index.ts';
import { CommerceError } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionRef, TenantId } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { keptLog } from '../../support/kept-log.ts';
import { recount } from '../../support/redis/recount.ts';
import { startRedis, type TestRedis, temporaryDirectory } from '../../support/redis/redis.ts';
import { actorIn, PLAIN, START, userId, writeSmallTenant } from '../../support/tenants/small-tenant.ts';
import { runBeside } from '../../support/workers/run.ts';

const WRITERS = 4;
const [SHARED, POOL] = ['C-2001' as SubscriptionRef, 10];

describe('A tenant in which something is done all the time', () => {
  let server: TestRedis;
  let other: TestRedis;
  let redis: Redis;
  let elsewhere: Redis;
  let folder: string;
  let tenantId: TenantId;
  let operations = 0;
  before(async () => {
    [server, other] = await Promise.all([startRedis(), startRedis()]);
    [redis, elsewhere] = [server.redis, other.redis];
    for (const each of [redis, elsewhere]) await each.configSet('appendfsync', 'no');
    folder = await temporaryDirectory();
  });
  after(() => Promise.all([server.stop(), other.stop()]));
  beforeEach(async () => {
    await Promise.all([redis.flushAll(), elsewhere.flushAll()]);
    const own = Array.from({ length: POOL }, (_, n) => ({
      ref: `S-${1001 + n}` as SubscriptionRef,
      holders: [n + 3, n + 4],
      purchaserId: userId(1),
    }));
    const shared = { ref: SHARED, quantity: 500, holders: [3, 4, 5] };
    tenantId = await writeSmallTenant(redis, { people: 100, admins: 2, subscriptions: [...own, shared] });
  });

  const intent = () => ({ operationId: `operation-${++operations}` });
  /** Gives and takes licenses, buys and changes what was bought, as fast as it can, until it is told to end. */
  const writing = (number: number) => {
    const commerce = createCommerce({ redis, now: () => START });
    const [admin, purchaser] = [actorIn(tenantId, 0), actorIn(tenantId, 1)];
    const mine = `S-${1001 + number}` as SubscriptionRef;
    const person = userId(50 + number);
    let quantity = 10;
    const acts = [
      () => commerce.assignLicenses(admin, SHARED, [person], intent()),
      () => commerce.setQuantity(purchaser, mine, ++quantity, intent()),
      () => commerce.unassignLicenses(admin, SHARED, [person], intent()),
      () => commerce.buy(purchaser, { productId: PLAIN, quantity: 1, kind: 'purchase', term: 'P1M' }, intent()),
    ];
    const state = { done: 0, isOver: false, refused: new Set<string>() };
    const refusal = (error: unknown) => {
      if (!(error instanceof CommerceError)) throw error;
      state.refused.add(error.reason.code);
    };
    const ended = (async () => {
      for (; !state.isOver; state.done += 1) await acts[state.done % acts.length]?.().catch(refusal);
    })();
    const end = () => {
      state.isOver = true;
      return ended;
    };
    return { state, end };
  };

  const manyWriters = () => {
    const writers = Array.from({ length: WRITERS }, (_, number) => writing(number));
    return {
      done: () => writers.reduce((sum, { state }) => sum + state.done, 0),
      refused: () => [...new Set(writers.flatMap(({ state }) => [...state.refused]))],
      end: () => Promise.all(writers.map((writer) => writer.end())),
    };
  };
  const backupTo = async (file: string) => {
    const { out, err, code } = await runBeside(server.dataDir, 'backup', '--tenant', tenantId);
    assert.deepEqual([code, err], [0, '']);
    await writeFile(file, out);
    return file;
  };
  const restore = (file: string, into: Redis) =>
    restoreBackup({ redis: into, file, replace: true, now: START, operator: 'root', log: keptLog });

  it('is backed up as it was at one instant, and nobody waits or is refused', async () => {
    const writers = manyWriters();
    for (let time = 0; time < 3; time += 1) {
      const before = writers.done();
      const file = await backupTo(`${folder}/${time}.backup`);
      assert.ok(writers.done() > before, `${writers.done() - before} acts while it was taken`);
      await restore(file, elsewhere);
      assert.deepEqual(await recount(elsewhere, tenantId), []);
    }
    await writers.end();
    assert.deepEqual(writers.refused(), []);
    assert.deepEqual(await recount(redis, tenantId), []);
  });

  it('is brought back under those who work in it, who are refused for a moment, and is whole', async () => {
    const file = await backupTo(`${folder}/before.backup`);
    const writers = manyWriters();
    for (let time = 0; time < 3; time += 1) {
      const before = writers.done();
      await restore(file, redis);
      while (writers.done() < before + 20) await nextTurn();
    }
    await writers.end();
    const refused = writers.refused().filter((code) => code !== 'unknown-tenant' && code !== 'tenant-replaced');
    assert.deepEqual(refused, []);
    assert.deepEqual(await recount(redis, tenantId), []);
  });
});
