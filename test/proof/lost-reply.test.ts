import assert from 'node:assert/strict';
import { pino } from 'pino';
import { UncertainChange } from '../../services/commerce/api/errors.ts';
import { connectRedis, type Redis } from '../../services/redis/client.ts';
import { ledgerFault } from '../support/redis/ledger.ts';
import { disagreements } from '../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../support/redis/redis.ts';
import { type ReplyDroppingProxy, startReplyDroppingProxy } from '../support/redis/reply-dropping-proxy.ts';
import { takeSnapshot } from '../support/redis/snapshot.ts';
import { DAY, START } from '../support/tenants/small-tenant.ts';
import { ACTS, type ProofAct } from './acts.ts';
import { comparable, fingerprint } from './fingerprint.ts';
import { worldOf, writeWorld } from './world.ts';

describe('When the connection breaks in the middle of a change', () => {
  let server: TestRedis;
  let proxy: ReplyDroppingProxy;
  let shaky: Redis;

  before(async () => {
    server = await startRedis();
    await server.redis.configSet('appendfsync', 'no');
    proxy = await startReplyDroppingProxy(server.connection);
    shaky = await connectRedis({ ...proxy.connection, log: pino({ level: 'silent' }) });
  });
  after(async () => {
    shaky.destroy();
    await proxy.stop();
    await server.stop();
  });

  const backAgain = async (): Promise<void> => {
    if (!shaky.isReady) await new Promise((resolve) => shaky.once('ready', resolve));
  };

  /** Does an act over the shaky connection and again, and once over a sound one; both must come to the same. */
  const breakOff = async (act: ProofAct, when: 'before' | 'after') => {
    const write = () => writeWorld(server.redis, act.crowded);
    const [tenantId, other] = [await write(), await write()];
    const sound = worldOf(server.redis, other);
    const result = await (await act.prepare(sound, 'first'))(sound, 'proof');
    const run = await act.prepare(worldOf(server.redis, tenantId), 'first');
    const world = worldOf(shaky, tenantId);
    const broken = proxy.breakNext(when);
    await assert.rejects(run(world, 'proof'), UncertainChange);
    await broken;
    await backAgain();
    assert.equal(comparable(await run(world, 'proof')), comparable(result));
    await worldOf(server.redis, tenantId, START + DAY).commerce.settlePayments(tenantId);
    const [broke, whole] = await Promise.all([tenantId, other].map((id) => takeSnapshot(server.redis, id)));
    assert.ok(broke && whole);
    assert.deepEqual(disagreements(broke), []);
    assert.equal(await ledgerFault(server.redis, broke), undefined);
    assert.deepEqual(fingerprint(broke), fingerprint(whole));
  };

  for (const act of ACTS) {
    it(`${act.name}: done, but the reply is lost; asked again it gives the first result and does nothing twice`, () =>
      breakOff(act, 'after'));

    it(`${act.name}: lost on the way; asked again it is done once`, () => breakOff(act, 'before'));
  }
});
