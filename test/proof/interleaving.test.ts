import assert from 'node:assert/strict';
import { CommerceError } from '../../services/commerce/api/errors.ts';
import type { Redis } from '../../services/redis/client.ts';
import { ledgerFault } from '../support/redis/ledger.ts';
import { disagreements } from '../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { takeSnapshot } from '../support/redis/snapshot.ts';
import { ACTS, type ProofAct, type RunnableAct } from './acts.ts';
import { comparable, fingerprint } from './fingerprint.ts';
import { interrupting } from './interrupting.ts';
import { type World, worldOf, writeWorld } from './world.ts';

/** What an act came to: its result, or the code of a refusal. */
const outcome = async (run: RunnableAct, world: World, id: string): Promise<string> =>
  run(world, id).then(comparable, (error: unknown) => {
    if (error instanceof CommerceError) return error.reason.code;
    throw error;
  });

/** Those that can be put in any order. */
const SINGLE_ACTS = ACTS.filter(({ crowded, apart }) => !crowded && !apart);

const nothing: RunnableAct = () => Promise.resolve();

describe('Two acts at once', () => {
  let server: TestRedis;

  before(async () => {
    server = await startRedis();
    await server.redis.configSet('appendfsync', 'no');
  });
  after(() => server.stop());

  /** A tenant in which both acts can be done, as far as the one leaves the other possible. */
  const prepared = async (redis: Redis, acts: readonly ProofAct[]) => {
    const world = worldOf(redis, await writeWorld(redis));
    const runs: RunnableAct[] = [];
    for (const [i, act] of acts.entries())
      runs.push(
        await act.prepare(world, `first-${i}`).catch((error: unknown) => {
          if (error instanceof CommerceError) return nothing;
          throw error;
        }),
      );
    const [first = nothing, second = nothing] = runs;
    return { world, first, second };
  };

  /** The second act is done between the planning of the first and its script: as if it had been done before. */
  const assertSerial = async (acts: readonly [ProofAct, ProofAct]) => {
    const { redis } = server;
    const serial = await prepared(redis, acts);
    const before = await outcome(serial.second, serial.world, 'second');
    const after = await outcome(serial.first, serial.world, 'first');

    const mixed = await prepared(redis, acts);
    const { tenantId } = mixed.world;
    const client = interrupting(redis);
    let between = 'it ran no script';
    client.beforeNextScript(async () => {
      between = await outcome(mixed.second, mixed.world, 'second');
    });
    const around = await outcome(mixed.first, worldOf(client.redis, tenantId), 'first');
    if (between === 'it ran no script') return;
    assert.deepEqual([between, around], [before, after]);
    const [mix, row] = await Promise.all([tenantId, serial.world.tenantId].map((id) => takeSnapshot(redis, id)));
    assert.ok(mix && row);
    assert.deepEqual(disagreements(mix), []);
    assert.equal(await ledgerFault(redis, mix), undefined);
    assert.deepEqual(fingerprint(mix), fingerprint(row));
    await redis.flushAll();
  };

  for (const first of SINGLE_ACTS)
    it(`${first.name}: whatever happens while it is planned, all comes out as if that had happened before`, async () => {
      for (const second of SINGLE_ACTS)
        await assertSerial([first, second]).catch((error: unknown) => {
          throw new Error(`with “${second.name}” in between`, { cause: error });
        });
    });
});
