import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor, SubscriptionRef, TenantId, UserId } from '../../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../../services/commerce/index.ts';
import type { Notice } from '../../../../services/notices/notice.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { generationKeys } from '../../../../services/redis/keys.ts';
import { readOutbox } from '../../../support/notices/outbox.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import {
  actorIn,
  GENERATION,
  type SmallSubscription,
  START,
  TRIED,
  userId,
  writeSmallTenant,
} from '../../../support/tenants/small-tenant.ts';

const SOURCE = 'S-1001' as SubscriptionRef;
const TARGET = 'C-2001' as SubscriptionRef;
const ENDS = { source: SOURCE, target: TARGET };
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('Moving users', () => {
  let redis: Redis;
  let commerce: Commerce;
  let tenantId: TenantId;
  let admin: Actor;
  const operation = () => ({ operationId: randomUUID() });

  before(async () => {
    redis = await testRedis();
    commerce = createCommerce({ redis, now: () => START });
  });

  /** People 1 to 3 have the source, person 3 the target already. */
  const tenantWith = async (source: Partial<SmallSubscription> = {}, target: Partial<SmallSubscription> = {}) => {
    const subscriptions = [
      { ref: SOURCE, holders: [1, 2, 3], quantity: 5, ...source },
      { ref: TARGET, holders: [3], quantity: 10, ...target },
    ];
    tenantId = await writeSmallTenant(redis, { people: 400, subscriptions });
    admin = actorIn(tenantId, 0);
  };
  const carryOn = () => commerce.continueWork({ kind: 'move-users', tenantId, subscription: SOURCE });
  const seatsSince = () => redis.zRangeWithScores(generationKeys(tenantId, GENERATION).seats(SOURCE), 0, -1);
  const seats = async (ref: SubscriptionRef): Promise<UserId[]> =>
    (await redis.zRange(generationKeys(tenantId, GENERATION).seats(ref), 0, -1)).sort() as UserId[];
  const kinds = async () =>
    (await readOutbox(redis, tenantId)).map(({ kind, to }: Notice) => [kind, Object.values(to)[0]]);
  const sound = async () => assert.deepEqual(await recount(redis, tenantId), []);
  const refuses = (promise: Promise<unknown>, reason: object) =>
    assert.rejects(promise, { name: 'CommerceError', reason });

  it('shows first who moves, who has a license there already and what is missing', async () => {
    await tenantWith({}, { quantity: 2, productId: TRIED });
    const preview = await commerce.previewMove(admin, ENDS);
    assert.deepEqual([preview.moving, preview.already, preview.missing, preview.changesProduct], [2, 1, 1, true]);
    assert.deepEqual(
      preview.movingPeople.map(({ id }) => id),
      [userId(1), userId(2)],
    );
    assert.deepEqual(
      preview.alreadyPeople.map(({ id }) => id),
      [userId(3)],
    );
    assert.equal(preview.source.purchaser?.id, userId(1));
    await sound();
  });

  it('moves everybody, gives nobody a second license, and cancels the source by itself', async () => {
    await tenantWith();
    const begun = await commerce.moveUsers(admin, ENDS, operation());
    assert.deepEqual([begun.state, begun.total, begun.moved], ['running', 3, 0]);
    await carryOn();
    const { state, moved, already } = await commerce.getMove(admin, SOURCE);
    assert.deepEqual([state, moved, already], ['finished', 2, 1]);
    assert.deepEqual(await seats(TARGET), [1, 2, 3].map(userId));
    assert.deepEqual(await seats(SOURCE), []);
    const { subscription, history } = await commerce.getSubscription(admin, SOURCE);
    assert.deepEqual([subscription.status, subscription.autoRenew], ['Deleted', false]);
    assert.deepEqual(history.at(-1)?.event, { at: START, kind: 'moved', quantity: 5, byUserId: userId(0) });
    await sound();
  });

  it('tells each who was moved, the purchaser once, and the admin once', async () => {
    await tenantWith();
    await commerce.moveUsers(admin, ENDS, operation());
    await carryOn();
    await carryOn();
    assert.deepEqual(await kinds(), [
      ['license-moved', userId(1)],
      ['license-moved', userId(2)],
      ['subscription-moved', userId(1)],
      ['move-finished', userId(0)],
    ]);
  });

  it('tells who had a license there already that they lose the other product', async () => {
    await tenantWith({ productId: TRIED });
    await commerce.moveUsers(admin, ENDS, operation());
    await carryOn();
    const lost = (await readOutbox(redis, tenantId)).filter(({ kind }) => kind === 'license-lost');
    assert.deepEqual(lost, [
      {
        kind: 'license-lost',
        cause: 'moved',
        by: admin.userId,
        subscription: SOURCE,
        product: TRIED,
        subject: SOURCE,
        at: START,
        to: { user: userId(3) },
      },
    ]);
  });

  it('gives the purchaser back what is not used, as canceling it would', async () => {
    const subscriptions = [{ ref: SOURCE, holders: [1] }, { ref: TARGET }];
    tenantId = await writeSmallTenant(redis, { people: 2, accountType: 'MOSA', subscriptions });
    admin = actorIn(tenantId, 0);
    const { plan } = await commerce.previewTakeOverCancel(admin, SOURCE);
    await commerce.moveUsers(admin, ENDS, operation());
    await carryOn();
    await carryOn();
    const invoices = await redis.hVals(generationKeys(tenantId, GENERATION).invoices(userId(1)));
    assert.ok(plan.credit);
    assert.deepEqual(
      invoices.map((json) => JSON.parse(json).amount),
      [{ ...plan.credit, amount: -plan.credit.amount }],
    );
    await sound();
  });

  it('moves a subscription without people at once', async () => {
    await tenantWith({ holders: [] });
    await commerce.moveUsers(admin, ENDS, operation());
    await carryOn();
    assert.equal((await commerce.getMove(admin, SOURCE)).state, 'finished');
    await sound();
  });

  it('begins once however often the operation is repeated', async () => {
    await tenantWith();
    const intent = operation();
    const begun = await commerce.moveUsers(admin, ENDS, intent);
    await carryOn();
    assert.deepEqual(await commerce.moveUsers(admin, ENDS, intent), begun);
    await refuses(commerce.moveUsers(admin, { ...ENDS, target: 'C-9' as SubscriptionRef }, intent), {
      code: 'operation-reused',
    });
  });

  it('moves each once when several workers carry it on at the same time', async () => {
    await tenantWith({ holders: numbers(1, 250), quantity: 250 }, { holders: numbers(240, 300), quantity: 400 });
    await commerce.moveUsers(admin, ENDS, operation());
    await Promise.all([carryOn(), carryOn(), carryOn(), carryOn()]);
    const { state, moved, already } = await commerce.getMove(admin, SOURCE);
    assert.deepEqual([state, moved, already], ['finished', 239, 11]);
    assert.deepEqual(await seats(TARGET), numbers(1, 300).map(userId).sort());
    assert.equal((await kinds()).filter(([kind]) => kind === 'subscription-moved').length, 1);
    await sound();
  });

  it('closes the source to everybody else while it is under way', async () => {
    await tenantWith();
    await commerce.moveUsers(admin, ENDS, operation());
    const purchaser = actorIn(tenantId, 1);
    await refuses(commerce.moveUsers(admin, ENDS, operation()), { code: 'being-moved' });
    await refuses(commerce.assignLicenses(purchaser, SOURCE, [userId(5)], operation()), { code: 'being-moved' });
    await sound();
  });

  it('stops where the target runs out of licenses, goes on when there are more, and moves the rest', async () => {
    await tenantWith({ holders: numbers(1, 250), quantity: 250 }, { holders: [], quantity: 250 });
    await commerce.moveUsers(admin, ENDS, operation());
    await commerce.assignLicenses(admin, TARGET, numbers(300, 310).map(userId), operation());
    await carryOn();
    const stopped = await commerce.getMove(admin, SOURCE);
    assert.deepEqual([stopped.state, stopped.stoppedBecause, stopped.moved], ['stopped', 'no-seats', 239]);
    assert.equal((await commerce.getSubscription(admin, SOURCE)).subscription.status, 'Active');
    await sound();
    await refuses(commerce.resumeMove(admin, SOURCE, operation()), { code: 'no-seats', missing: 11 });
    await commerce.unassignLicenses(admin, TARGET, numbers(300, 310).map(userId), operation());
    await commerce.resumeMove(admin, SOURCE, operation());
    await carryOn();
    const { state, moved } = await commerce.getMove(admin, SOURCE);
    assert.deepEqual([state, moved], ['finished', 250]);
    const why = (await readOutbox(redis, tenantId)).find((notice) => notice.kind === 'move-stopped');
    assert.deepEqual([why?.why, why?.to], ['no-seats', { user: userId(0) }]);
    await sound();
  });

  it('takes everybody back where it is undone midway', async () => {
    await tenantWith({ holders: numbers(1, 250), quantity: 250 }, { holders: numbers(200, 260), quantity: 300 });
    const before = await seats(TARGET);
    const since = await seatsSince();
    await commerce.moveUsers(admin, ENDS, operation());
    let points = 0;
    await assert.rejects(
      commerce.continueWork({ kind: 'move-users', tenantId, subscription: SOURCE }, () => {
        points += 1;
        if (points === 4) throw new Error('the worker dies after two steps');
      }),
    );
    await commerce.undoMove(admin, SOURCE, operation());
    await carryOn();
    const { state, moved, already } = await commerce.getMove(admin, SOURCE);
    assert.deepEqual([state, moved, already], ['undone', 0, 0]);
    assert.deepEqual(await seats(SOURCE), numbers(1, 250).map(userId).sort());
    assert.deepEqual(await seats(TARGET), before);
    assert.deepEqual(await seatsSince(), since, 'each has had their license since they got it');
    await sound();
    await commerce.moveUsers(admin, ENDS, operation());
    await carryOn();
    assert.equal((await commerce.getMove(admin, SOURCE)).state, 'finished');
    await sound();
  });

  it('gives nothing back to who has lost the license of the target meanwhile', async () => {
    await tenantWith({ holders: numbers(1, 120), quantity: 120 }, { holders: [], quantity: 120 });
    await commerce.moveUsers(admin, ENDS, operation());
    await assert.rejects(
      commerce.continueWork({ kind: 'move-users', tenantId, subscription: SOURCE }, (point) => {
        if (point === 'step-done') throw new Error('the worker dies');
      }),
    );
    const [first] = await seats(TARGET);
    await commerce.unassignLicenses(admin, TARGET, [first ?? userId(1)], operation());
    await commerce.undoMove(admin, SOURCE, operation());
    await carryOn();
    assert.equal((await commerce.getMove(admin, SOURCE)).state, 'undone');
    assert.equal((await seats(SOURCE)).length, 119);
    await sound();
  });

  it('is neither resumed nor undone when it has ended', async () => {
    await tenantWith();
    await refuses(commerce.getMove(admin, SOURCE), { code: 'no-such-move' });
    await refuses(commerce.undoMove(admin, SOURCE, operation()), { code: 'no-such-move' });
    await commerce.moveUsers(admin, ENDS, operation());
    await refuses(commerce.resumeMove(admin, SOURCE, operation()), { code: 'move-over', state: 'running' });
    await carryOn();
    await refuses(commerce.undoMove(admin, SOURCE, operation()), { code: 'move-over', state: 'finished' });
    await refuses(commerce.moveUsers(admin, ENDS, operation()), { code: 'source-deleted' });
  });

  it('stops with a reason when it cannot be carried on, and can be resumed', async () => {
    await tenantWith();
    await commerce.moveUsers(admin, ENDS, operation());
    await commerce.stopWork({ kind: 'move-users', tenantId, subscription: SOURCE });
    const { state, stoppedBecause } = await commerce.getMove(admin, SOURCE);
    assert.deepEqual([state, stoppedBecause], ['stopped', 'failed']);
    assert.deepEqual(await commerce.listWork(tenantId), []);
    await commerce.resumeMove(admin, SOURCE, operation());
    assert.equal((await commerce.listWork(tenantId)).length, 1);
    await carryOn();
    assert.equal((await commerce.getMove(admin, SOURCE)).state, 'finished');
  });

  const refusals: [
    string,
    Partial<SmallSubscription>,
    Partial<SmallSubscription>,
    { source: string; target: string },
    object,
  ][] = [
    ['too few licenses', {}, { quantity: 2 }, ENDS, { code: 'no-seats', missing: 1 }],
    ['a target that is not central', {}, {}, { source: SOURCE, target: SOURCE }, { code: 'same-subscription' }],
    ['a source that is central', {}, {}, { source: TARGET, target: SOURCE }, { code: 'source-not-self-service' }],
    ['a Deleted source', { holders: [], status: 'Deleted' }, {}, ENDS, { code: 'source-deleted' }],
    ['a Disabled target', {}, { status: 'Disabled' }, ENDS, { code: 'target-not-active' }],
    ['an unknown target', {}, {}, { source: SOURCE, target: 'C-9' }, { code: 'no-such-subscription', wanted: 'C-9' }],
  ];
  for (const [name, source, target, ends, reason] of refusals)
    it(`refuses ${name}, and changes nothing`, async () => {
      await tenantWith(source, target);
      await refuses(commerce.moveUsers(admin, ends as typeof ENDS, operation()), reason);
      assert.deepEqual(await kinds(), []);
      assert.deepEqual(await commerce.listWork(tenantId), []);
      await sound();
    });

  it('refuses who may not take over, and a version that is not today’s', async () => {
    await tenantWith();
    const forbidden = { code: 'forbidden', act: 'take-over' };
    await refuses(commerce.moveUsers(actorIn(tenantId, 1), ENDS, operation()), forbidden);
    await refuses(commerce.previewMove(actorIn(tenantId, 1), ENDS), forbidden);
    await refuses(commerce.moveUsers(admin, ENDS, { ...operation(), version: 7 }), { code: 'stale', version: 1 });
  });
});
