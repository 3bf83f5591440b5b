import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { UncertainChange } from '../../../../../services/commerce/api/errors.ts';
import type { SubscriptionRef, UserId } from '../../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../../services/commerce/index.ts';
import { type OpenTenant, openTenant } from '../../../../../services/commerce/store/tenants.ts';
import {
  loadScript,
  resultOf,
  runTransaction,
  type TransactionHead,
  type TransactionPlan,
} from '../../../../../services/commerce/store/transactions/transaction.ts';
import { connectRedis, isUnreachable, type Redis } from '../../../../../services/redis/client.ts';
import { REFUSED_WRITES } from '../../../../../services/redis/script.ts';
import { startRedis, type TestRedis, testRedis } from '../../../../support/redis/redis.ts';
import { type ReplyDroppingProxy, startReplyDroppingProxy } from '../../../../support/redis/reply-dropping-proxy.ts';
import { type ImportedTenant, importCast } from '../../../../support/tenants/imported-tenant.ts';

const S1001 = 'S-1001' as SubscriptionRef;
const SCRIPTS = 'services/commerce/store/lua';
const ASSIGN = loadScript('assign-licenses');

describe('An act', () => {
  let redis: Redis;
  let contoso: ImportedTenant;
  let db: OpenTenant;
  beforeEach(async () => {
    redis = await testRedis();
    contoso = await importCast(redis, 'contoso');
    db = await openTenant(redis, contoso.tenantId);
  });

  const head = (id = 'a', asked: unknown = 'Grady'): TransactionHead => ({
    operation: {
      id,
      at: contoso.now(),
      actor: {
        tenantId: contoso.tenantId,
        userId: contoso.userId('Megan'),
        roles: [],
        userType: 'member',
        enabled: true,
      },
    },
    subject: S1001,
    act: 'assign-licenses',
    asked,
  });
  const plan = ({ keys }: OpenTenant, user: UserId, version?: number): TransactionPlan => ({
    script: ASSIGN,
    keys: [
      keys.subscription(S1001),
      keys.seats(S1001),
      keys.counts('self-service', 'CFQ7TTC0H9MP' as never),
      keys.licensesByPerson,
    ],
    args: { users: [user], notices: ['{}'], version },
  });

  it('asks for its right to everything that any act writes', async () => {
    const files = readdirSync(SCRIPTS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lua'));
    const text = files.map((name) => readFileSync(join(SCRIPTS, name), 'utf8')).join();
    const used = [...new Set([...text.matchAll(/call\('([A-Z]+)'/g)].map(([, name = '']) => name))];
    const known = new Set(await redis.commandList({ FILTERBY: { type: 'ACLCAT', value: 'write' } }));
    const writes = used.filter((name) => known.has(name.toLowerCase()));
    assert.ok(writes.length > 8, writes.join());
    assert.deepEqual(
      writes.filter((name) => !REFUSED_WRITES.includes(`'${name}'`)),
      [],
    );
  });

  it('is planned anew when what it was planned from has changed', async () => {
    let plans = 0;
    const answer = await runTransaction(db, head(), (open) => plan(open, contoso.userId('Grady'), plans++));
    assert.equal(plans, 2);
    assert.deepEqual(resultOf(answer), { version: 2, assigned: 5, added: [contoso.userId('Grady')] });
  });

  it('is planned anew on the new data when the tenant is imported meanwhile', async () => {
    const generations: string[] = [];
    await runTransaction(db, head(), async (open) => {
      generations.push(open.generation);
      if (generations.length === 1) await importCast(redis, 'contoso', contoso.tenantId);
      return plan(open, contoso.userId('Grady'));
    });
    const today = await openTenant(redis, contoso.tenantId);
    assert.deepEqual(generations, [db.generation, today.generation]);
    assert.notEqual(await redis.zScore(today.keys.seats(S1001), contoso.userId('Grady')), null);
    assert.equal(await redis.zScore(db.keys.seats(S1001), contoso.userId('Grady')), null);
  });

  it('does not write to a replaced import, even for a planner that clings to it', async () => {
    const clinging = runTransaction(db, head(), async () => {
      await importCast(redis, 'contoso', contoso.tenantId);
      return plan(db, contoso.userId('Grady'));
    });
    await assert.rejects(clinging, /a key of another import/);
    assert.equal(await redis.zScore(db.keys.seats(S1001), contoso.userId('Grady')), null);
  });

  it('gives up when it is stale again and again', async () => {
    const answer = await runTransaction(db, head(), (open) => plan(open, contoso.userId('Grady'), 0));
    assert.deepEqual(answer, { refused: 'stale', version: 1 });
  });

  it('gives a repeat its first result, and plans nothing', async () => {
    const first = await runTransaction(db, head(), (open) => plan(open, contoso.userId('Grady')));
    const again = await runTransaction(db, head(), () => assert.fail('planned'));
    assert.deepEqual(again, first);
    const other = await runTransaction(db, head('a', 'Raul'), () => assert.fail('planned'));
    assert.deepEqual(other, { refused: 'operation-reused' });
  });

  it('reads an empty list of a script as a list', async () => {
    const answer = await runTransaction<{ added: UserId[] }>(db, head(), (open) => plan(open, contoso.userId('Megan')));
    assert.deepEqual(resultOf(answer).added, []);
  });
});

describe('A lost connection in the middle of a change', () => {
  let server: TestRedis;
  let proxy: ReplyDroppingProxy;
  let throughProxy: Redis;
  before(async () => {
    server = await startRedis();
    proxy = await startReplyDroppingProxy(server.connection);
    throughProxy = await connectRedis({ ...proxy.connection, log: pino({ level: 'silent' }) });
  });
  after(async () => {
    throughProxy.destroy();
    await proxy.stop();
    await server.stop();
  });

  const setUp = async () => {
    const contoso = await importCast(server.redis, 'contoso');
    const commerce = createCommerce({ redis: throughProxy, now: contoso.now });
    const { actor } = await commerce.getVisitor(contoso.tenantId, contoso.userId('Megan'));
    const assign = () =>
      commerce.assignLicenses(actor, S1001, [contoso.userId('Grady')], { operationId: 'the-operation' });
    const assigned = async () => (await commerce.getSubscription(actor, S1001)).subscription.assigned;
    return { assign, assigned };
  };
  const connectedAgain = async () => {
    while (!throughProxy.isReady) await sleep(5);
  };

  for (const when of ['before', 'after'] as const)
    it(`is told as uncertain, and a repeat settles it (lost ${when} Redis had run it)`, async () => {
      const { assign, assigned } = await setUp();
      const broken = proxy.breakNext(when);
      await assert.rejects(assign(), (error) => {
        assert.ok(error instanceof UncertainChange);
        assert.equal(error.operationId, 'the-operation');
        return true;
      });
      await broken;
      await connectedAgain();
      assert.equal(await assigned(), when === 'after' ? 5 : 4);
      assert.equal((await assign()).assigned, 5);
      assert.equal(await assigned(), 5);
    });

  it('is told plainly when Redis was away before anything was sent', async () => {
    const { assign } = await setUp();
    throughProxy.destroy();
    await assert.rejects(assign(), (error) => isUnreachable(error) && !(error instanceof UncertainChange));
    await throughProxy.connect();
  });
});
