import assert from 'node:assert/strict';
import { openTenant } from '../../services/commerce/store/tenants.ts';
import { loadScript } from '../../services/commerce/store/transactions/transaction.ts';
import { beginErasure } from '../../services/privacy/beginning.ts';
import { startCluster, type TestCluster } from '../support/redis/cluster.ts';
import { disagreements } from '../support/redis/recount.ts';
import { takeSnapshot } from '../support/redis/snapshot.ts';
import { actorIn, START, userId } from '../support/tenants/small-tenant.ts';
import { PRELUDE, SHARED, scriptNames } from '../support/tree/scripts.ts';
import { ACTS } from './acts.ts';
import { comparable } from './fingerprint.ts';
import { worldOf, writeWorld } from './world.ts';

describe('On a cluster of three masters', () => {
  let cluster: TestCluster;

  before(async () => {
    cluster = await startCluster();
  });
  after(() => cluster.stop());

  for (const act of ACTS)
    it(`${act.name}: done, and asked again it gives the first result`, async () => {
      const tenantId = await writeWorld(cluster.redis, act.crowded);
      const world = worldOf(cluster.redis, tenantId);
      const run = await act.prepare(world, 'first');
      const result = comparable(await run(world, 'proof'));
      assert.equal(comparable(await run(world, 'proof')), result);
      const master = await cluster.masterOf(`{${tenantId}}`);
      assert.deepEqual(disagreements(await takeSnapshot(master, tenantId)), []);
    });

  // Which looks through all keys of a server, and so is not asked of a cluster.
  it('notes once that a person is to be erased', async () => {
    const tenantId = await writeWorld(cluster.redis);
    const db = await openTenant(await cluster.masterOf(`{${tenantId}}`), tenantId);
    const beginning = {
      user: userId(6),
      actor: actorIn(tenantId, 0),
      operationId: 'proof',
      at: START,
      unlisted: false,
    };
    assert.deepEqual(await beginErasure(db, beginning), await beginErasure(db, beginning));
  });

  it('has run every script there is', async () => {
    const scripts = scriptNames().filter((name) => name !== PRELUDE && name !== SHARED);
    const left = await Promise.all(scripts.map(async (name) => ((await isKnown(name)) ? [] : [name])));
    assert.deepEqual(left.flat(), []);
  });

  /** Whether any master has been sent the script. */
  const isKnown = async (name: string): Promise<boolean> => {
    const digests = [loadScript(name), loadScript(name, SHARED)].map(({ sha1 }) => sha1);
    const known = await Promise.all(cluster.masters.map((redis) => redis.scriptExists(digests)));
    return known.flat().some((exists) => exists === 1);
  };

  it('has put tenants on every master', async () => {
    const sizes = await Promise.all(cluster.masters.map((redis) => redis.dbSize()));
    assert.ok(
      sizes.every((size) => size > 0),
      `keys on the masters: ${sizes.join(', ')}`,
    );
  });
});
