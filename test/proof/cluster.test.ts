import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { loadScript } from '../../services/commerce/store/act.ts';
import { startCluster, type TestCluster } from '../support/cluster.ts';
import { disagreements } from '../support/recount.ts';
import { takeSnapshot } from '../support/snapshot.ts';
import { ACTS } from './acts.ts';
import { comparable } from './fingerprint.ts';
import { worldOf, writeWorld } from './world.ts';

const LUA = new URL('../../services/commerce/store/lua/', import.meta.url);
/** What stands in front of scripts. */
const PRELUDE = 'prelude';
const SHARED = 'moves';

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

  it('has run every script there is', async () => {
    const names = readdirSync(LUA).map((file) => basename(file, '.lua'));
    const scripts = names.filter((name) => name !== PRELUDE && name !== SHARED);
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
