import assert from 'node:assert/strict';
import { loadScript } from '../../services/commerce/store/transactions/transaction.ts';
import { generationKeys, tenantKeys } from '../../services/redis/keys.ts';
import { recount } from '../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { takeSnapshot } from '../support/redis/snapshot.ts';
import { GENERATION } from '../support/tenants/small-tenant.ts';
import { SHARED, scriptNames } from '../support/tree/scripts.ts';
import { ACTS, type ProofAct } from './acts.ts';
import { fingerprint } from './fingerprint.ts';
import { firstScript } from './interrupting.ts';
import { LATE_PLANS } from './late-plans.ts';
import { worldOf, writeWorld } from './world.ts';

/** Position of the script’s own arguments. */
const OWN_ARGUMENTS = 5;

describe('A script', () => {
  let server: TestRedis;

  before(async () => {
    server = await startRedis();
    const { redis } = server;
    await redis.configSet('appendfsync', 'no');
    for (const name of scriptNames())
      for (const { source } of [loadScript(name), loadScript(name, SHARED)])
        await redis.scriptLoad(source).catch(isPart);
  });
  after(() => server.stop());
  afterEach(() => server.redis.flushAll());

  /** An act, planned in a world of its own. */
  const planned = async (act: ProofAct) => {
    const { redis } = server;
    const tenantId = await writeWorld(redis, act.crowded);
    const run = await act.prepare(worldOf(redis, tenantId), 'first');
    const script = await firstScript(redis, (client) => run(worldOf(client, tenantId), 'proof'));
    const stored = async () => fingerprint(await takeSnapshot(redis, tenantId));
    return { redis, tenantId, script, stored };
  };

  for (const { act: name, when, change, answer } of LATE_PLANS)
    it(`of “${name}” looks for itself: since the plan was made, ${when}`, async () => {
      const act = ACTS.find((each) => each.name === name);
      assert.ok(act, `no act is “${name}”`);
      const { redis, tenantId, script, stored } = await planned(act);
      await change(redis, generationKeys(tenantId, GENERATION));
      const before = await stored();
      const answered = await script.run();
      assert.match(answered, answer);
      if (answered.includes('"refused"')) assert.deepEqual(await stored(), before);
    });

  for (const name of ['assign', 'unassign'])
    it(`of “${name}” counts a person once who is named twice`, async () => {
      const act = ACTS.find((each) => each.name === name);
      assert.ok(act);
      const { redis, tenantId, script } = await planned(act);
      const { users, notices, ...rest } = JSON.parse(script.call.arguments[OWN_ARGUMENTS] ?? '');
      const doubled = { ...rest, users: [...users, ...users], notices: [...notices, ...notices] };
      await script.run({
        ...script.call,
        arguments: script.call.arguments.with(OWN_ARGUMENTS, JSON.stringify(doubled)),
      });
      assert.deepEqual(await recount(redis, tenantId), []);
    });

  for (const act of ACTS)
    it(`of “${act.name}” acts once, for those who ask the same, in the import that it was planned for`, async () => {
      const { redis, tenantId, script, stored } = await planned(act);
      const [generation = '', operation = ''] = script.call.keys;
      const [, , ...rest] = script.call.arguments;
      assert.equal(generation, tenantKeys(tenantId).generation);
      await redis.set(generation, 'another');
      assert.match(await script.run(), /"refused":"tenant-replaced"/);
      await redis.set(generation, GENERATION);
      const first = await script.run();
      const before = await stored();
      assert.equal(await script.run(), first);
      const other = { ...script.call, arguments: [GENERATION, '0'.repeat(40), ...rest] };
      assert.match(await script.run(other), /"refused":"operation-reused"/);
      assert.equal(await redis.exists(operation), 1);
      assert.deepEqual(await stored(), before);
    });
});

/** The parts that stand in front of scripts are none by themselves. */
const isPart = (error: unknown): void => assert.ok(error instanceof Error);
