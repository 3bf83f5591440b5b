import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor, ProductId, SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../../services/commerce/index.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { readOutbox } from '../../../support/notices/outbox.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { type ImportedTenant, importCast } from '../../../support/tenants/imported-tenant.ts';
import { numbers } from '../../../support/tenants/moving-tenant.ts';
import { actorIn, PLAIN, START, TRIED, userId, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
const FIRST = 'S-1001' as SubscriptionRef;
const SECOND = 'S-1002' as SubscriptionRef;
const CENTRAL = 'C-2001' as SubscriptionRef;

describe('Centralizing', () => {
  let redis: Redis;
  let commerce: Commerce;
  let tenantId: TenantId;
  let admin: Actor;
  const operation = () => ({ operationId: randomUUID() });
  const refuses = (promise: Promise<unknown>, reason: object) =>
    assert.rejects(promise, { name: 'CommerceError', reason });

  before(async () => {
    redis = await testRedis();
    commerce = createCommerce({ redis, now: () => START });
  });

  /** Persons 1 to 150 and 101 to 250 have the product by self-service, 1 to 10 centrally. */
  const tenantWith = async (central = 400) => {
    tenantId = await writeSmallTenant(redis, {
      people: 300,
      subscriptions: [
        { ref: FIRST, holders: numbers(1, 150), quantity: 160 },
        { ref: SECOND, holders: numbers(101, 250), purchaserId: userId(2) },
        { ref: 'S-1003', holders: [260], status: 'Disabled' },
        { ref: CENTRAL, holders: numbers(1, 10), quantity: central },
      ],
    });
    admin = actorIn(tenantId, 0);
  };

  describe('the plan', () => {
    it('counts purchases, people, costs and the licenses that are missing', async () => {
      await tenantWith(100);
      const plan = await commerce.previewCentralize(admin, PLAIN);
      assert.deepEqual([plan.subscriptions, plan.licenses, plan.people], [2, 310, 250]);
      assert.deepEqual([plan.already, plan.needing, plan.unassignable, plan.missing], [10, 240, 0, 150]);
      assert.deepEqual(plan.monthlyCost, { known: { amount: 310_000, currency: 'USD' }, unknown: 0 });
      assert.deepEqual(plan.missingCost, { amount: 150_000, currency: 'USD' });
      assert.deepEqual(
        plan.targets.map(({ subscription }) => subscription.ref),
        [CENTRAL],
      );
      assert.equal(plan.needingPeople.length, 20);
    });

    it('leaves out guests and disabled people, and says where there is nothing central yet', async () => {
      const contoso: ImportedTenant = await importCast(redis, 'contoso');
      const { actor } = await commerce.getVisitor(contoso.tenantId, contoso.userId('Adele'));
      const plan = await commerce.previewCentralize(actor, 'CFQ7TTC0LH2H' as ProductId);
      assert.deepEqual([plan.subscriptions, plan.people, plan.targets, plan.missing], [1, 2, [], 2]);
      const { needing, already, unassignable, people } = await commerce.previewCentralize(actor, POWER_BI);
      assert.equal(needing + already + unassignable, people);
    });
  });

  describe('assigning to everybody', () => {
    it('gives each of them one central license, also when it runs again', async () => {
      await tenantWith();
      const done = await commerce.assignEveryone(admin, PLAIN, operation());
      assert.deepEqual(done, { targets: [CENTRAL], added: 240, already: 10, unassignable: 0 });
      const again = await commerce.assignEveryone(admin, PLAIN, operation());
      assert.deepEqual(again, { targets: [CENTRAL], added: 0, already: 250, unassignable: 0 });
      const gained = (await readOutbox(redis, tenantId)).filter(({ kind }) => kind === 'license-gained');
      assert.equal(new Set(gained.map(({ to }) => JSON.stringify(to))).size, 240);
      assert.equal(gained.length, 240);
      assert.deepEqual(await recount(redis, tenantId), []);
    });

    it('gives nobody two when it runs twice at the same time', async () => {
      await tenantWith(250);
      await Promise.all([1, 2].map(() => commerce.assignEveryone(admin, PLAIN, operation())));
      assert.equal((await commerce.getSubscription(admin, CENTRAL)).subscription.assigned, 250);
      assert.deepEqual(await recount(redis, tenantId), []);
    });

    it('refuses where licenses are missing, and assigns to all once they are bought', async () => {
      await tenantWith(100);
      await refuses(commerce.assignEveryone(admin, PLAIN, operation()), { code: 'no-seats', missing: 150 });
      assert.equal((await commerce.getSubscription(admin, CENTRAL)).subscription.assigned, 10);
      const { missing } = await commerce.previewCentralize(admin, PLAIN);
      await commerce.buyCentrally(admin, { productId: PLAIN, quantity: missing, term: 'P1Y' }, operation());
      assert.equal((await commerce.assignEveryone(admin, PLAIN, operation())).added, 240);
      assert.deepEqual(await recount(redis, tenantId), []);
    });

    it('uses the licenses of every central subscription before any are missing', async () => {
      tenantId = await writeSmallTenant(redis, {
        people: 300,
        subscriptions: [
          { ref: FIRST, holders: numbers(1, 230) },
          { ref: CENTRAL, quantity: 150, autoRenew: false },
          { ref: 'C-2002', quantity: 60 },
        ],
      });
      admin = actorIn(tenantId, 0);
      assert.equal((await commerce.previewCentralize(admin, PLAIN)).missing, 20);
      await commerce.buyCentrally(admin, { productId: PLAIN, quantity: 20, term: 'P1Y' }, operation());
      const done = await commerce.assignEveryone(admin, PLAIN, operation());
      assert.deepEqual(done, { targets: [CENTRAL, 'C-2002'], added: 230, already: 0, unassignable: 0 });
      const counts = [CENTRAL, 'C-2002' as SubscriptionRef].map((ref) => commerce.getSubscription(admin, ref));
      assert.deepEqual(
        (await Promise.all(counts)).map(({ subscription }) => subscription.assigned),
        [150, 80],
      );
      assert.deepEqual(await recount(redis, tenantId), []);
    });

    it('refuses who may not', async () => {
      await tenantWith();
      const member = actorIn(tenantId, 5);
      await refuses(commerce.previewCentralize(member, PLAIN), { code: 'forbidden', act: 'see-purchases' });
      await refuses(commerce.assignEveryone(member, PLAIN, operation()), { code: 'forbidden', act: 'assign-central' });
      await refuses(commerce.askToCancel(member, PLAIN, operation()), { code: 'forbidden', act: 'take-over' });
    });
  });

  describe('asking the purchasers to cancel', () => {
    it('asks each of them once, and tells the admin the answers', async () => {
      await tenantWith();
      const intent = operation();
      assert.deepEqual((await commerce.askToCancel(admin, PLAIN, intent)).sort(), [FIRST, SECOND]);
      assert.deepEqual((await commerce.askToCancel(admin, PLAIN, intent)).sort(), [FIRST, SECOND]);
      assert.deepEqual(await commerce.askToCancel(admin, PLAIN, operation()), []);
      await commerce.answerCancelRequest(actorIn(tenantId, 2), SECOND, 'kept', operation());
      await commerce.cancelSubscription(actorIn(tenantId, 1), FIRST, { reason: 'moving-to-central' }, operation());
      await commerce.answerCancelRequest(actorIn(tenantId, 1), FIRST, 'canceled', operation());
      const answers = await commerce.listCancelAnswers(admin, PLAIN);
      assert.deepEqual(answers.map(({ summary, answer }) => [summary.subscription.ref, answer]).sort(), [
        [FIRST, 'canceled'],
        [SECOND, 'kept'],
      ]);
      const told = (await readOutbox(redis, tenantId)).filter(({ kind }) => kind.startsWith('cancel-'));
      assert.deepEqual(told.map(({ kind, to, subject }) => [kind, Object.values(to)[0], subject]).sort(), [
        ['cancel-answered', userId(0), FIRST],
        ['cancel-answered', userId(0), SECOND],
        ['cancel-asked', userId(1), FIRST],
        ['cancel-asked', userId(2), SECOND],
      ]);
    });

    it('tells the answers of one product alone', async () => {
      const subscriptions = [{ ref: FIRST }, { ref: SECOND, productId: TRIED }];
      tenantId = await writeSmallTenant(redis, { people: 3, subscriptions });
      admin = actorIn(tenantId, 0);
      const asked = [];
      for (const product of [PLAIN, TRIED]) asked.push(await commerce.askToCancel(admin, product, operation()));
      assert.deepEqual(asked, [[FIRST], [SECOND]]);
      for (const [product, ref] of [[PLAIN, FIRST] as const, [TRIED, SECOND] as const]) {
        const answers = await commerce.listCancelAnswers(admin, product);
        assert.deepEqual(
          answers.map(({ summary, answer }) => [summary.subscription.ref, answer]),
          [[ref, null]],
        );
      }
    });

    it('lets the first answer count, and asks again only after one', async () => {
      await tenantWith();
      await commerce.askToCancel(admin, PLAIN, operation());
      const purchaser = actorIn(tenantId, 2);
      await commerce.answerCancelRequest(purchaser, SECOND, 'kept', operation());
      assert.deepEqual(await commerce.answerCancelRequest(purchaser, SECOND, 'kept', operation()), { answer: 'kept' });
      const answered = (await readOutbox(redis, tenantId)).filter(({ kind }) => kind === 'cancel-answered');
      assert.equal(answered.length, 1);
      const { lines } = await commerce.listAudit(admin, { subject: SECOND }, { limit: 10 });
      assert.equal(lines.filter(({ act }) => act === 'answer-cancel-request').length, 1);
      assert.deepEqual(await commerce.askToCancel(admin, PLAIN, operation()), [SECOND]);
    });

    it('takes an answer from its purchaser only, about something that was asked, and only what is so', async () => {
      await tenantWith();
      const purchaser = actorIn(tenantId, 2);
      const answer = (actor: Actor, what: 'kept' | 'canceled') =>
        commerce.answerCancelRequest(actor, SECOND, what, operation());
      await refuses(answer(purchaser, 'kept'), { code: 'no-such-request', wanted: SECOND });
      await commerce.askToCancel(admin, PLAIN, operation());
      await refuses(answer(actorIn(tenantId, 1), 'kept'), { code: 'no-such-subscription', wanted: SECOND });
      await refuses(answer(purchaser, 'canceled'), { code: 'not-active', status: 'Active' });
    });
  });
});
