import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { ProductId, Subscription, SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { planCancel } from '../../../../services/commerce/rules/cancel.ts';
import { planQuantity } from '../../../../services/commerce/rules/quantity.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';
import {
  actorIn,
  PLAIN,
  type SmallSubscription,
  START,
  userId,
  writeSmallTenant,
} from '../../../support/tenants/small-tenant.ts';
import { aSubscription, at } from '../rules/samples.ts';

const CANCEL = { reason: 'no-longer-needed' } as const;

describe('What is done to a purchase of which something is not known', () => {
  const resize = (facts: Partial<Subscription>, total: number, accountType: 'MCA' | 'MOSA' | null = 'MCA') =>
    planQuantity({ subscription: aSubscription(facts), total, accountType, lastChangeAt: 0, now: at('2026-09-20') });
  const cancel = (facts: Partial<Subscription>, accountType: 'MCA' | 'MOSA' | null, now = '2026-09-20') =>
    planCancel({ subscription: aSubscription(facts), accountType, now: at(now) });
  const why = (verdict: ReturnType<typeof resize>) => (verdict.ok ? undefined : verdict.reason);

  for (const [facts, what] of [
    [{ unitPrice: null }, 'price'],
    [{ term: null }, 'term'],
    [{ term: 'P30D' }, 'term'],
    [{ expiresAt: null }, 'end'],
    [{ unitPrice: null, term: null, expiresAt: null }, 'price'],
  ] as const)
    it(`is no other number of licenses where ${JSON.stringify(facts)}, and the ${what} is named`, () => {
      for (const total of [12, 5]) assert.deepEqual(why(resize(facts, total)), { code: 'not-known', what });
    });

  it('goes by the stricter rules where the kind of billing account is not known', () => {
    assert.equal(why(resize({ autoRenew: null }, 5, null))?.code, 'needs-recurring-billing');
    assert.deepEqual(resize({}, 5, null), resize({}, 5, 'MCA'));
    assert.equal(cancel({}, null, '2026-09-03').ok, true);
    const late = cancel({}, null);
    assert.deepEqual(late.ok && [late.credit, late.rule], [null, 'unknown']);
  });

  it('is canceled without a refund that nobody can work out', () => {
    for (const facts of [{ unitPrice: null }, { term: null }, { expiresAt: null }]) {
      const plan = cancel(facts, 'MOSA');
      assert.deepEqual(plan.ok && [plan.credit, plan.rule], [null, 'unknown'], JSON.stringify(facts));
    }
    const plan = cancel({ billedBy: 'microsoft', quantity: 400 }, 'MOSA');
    assert.deepEqual(plan.ok && [plan.credit, plan.rule, plan.mayStopRenewing], [null, 'microsoft', false]);
  });

  describe('in a tenant as Microsoft Graph tells it', () => {
    let shop: Shop;
    beforeEach(async () => {
      shop = await openShop('tailspin');
    });
    const intent = () => ({ operationId: randomUUID() });
    const s = (ref: string) => ref as SubscriptionRef;

    it('is refused where Microsoft bills it, whatever would cost or stop something', async () => {
      const [nina, { commerce }] = [await shop.actor('Nina'), shop];
      for (const act of [
        () => commerce.setQuantity(nina, s('S-1'), 9, intent()),
        () => commerce.setRecurringBilling(nina, s('S-3'), false, intent()),
        () => commerce.setRecurringBilling(nina, s('S-8'), true, intent()),
      ])
        assert.deepEqual(await shop.refusal(act), { code: 'billed-by-microsoft' });
      const price = { code: 'not-known', what: 'price' };
      assert.deepEqual(await shop.refusal(() => commerce.reactivate(nina, s('S-10'), {}, intent())), price);
    });

    it('goes on where nothing is charged: assigning, canceling, moving', async () => {
      const [nina, omar, { commerce }] = [await shop.actor('Nina'), await shop.actor('Omar'), shop];
      await commerce.assignLicenses(nina, s('S-1'), [shop.userId('Omar')], intent());
      const { credit } = await commerce.cancelSubscription(nina, s('S-3'), CANCEL, intent());
      assert.equal(credit, null);
      await commerce.takeOverCancel(omar, s('S-6'), CANCEL, intent());
      await commerce.moveUsers(omar, { source: s('S-5'), target: s('C-1') }, intent());
      await commerce.continueWork({ kind: 'move-users', tenantId: shop.tenantId, subscription: s('S-5') });
      const after = await Promise.all(['S-3', 'S-5', 'S-6'].map((ref) => commerce.getSubscription(omar, s(ref))));
      assert.deepEqual(
        after.map(({ subscription }) => subscription.status),
        Array(3).fill('Deleted'),
      );
      assert.equal((await commerce.getSubscription(omar, s('C-1'))).subscription.assigned, 3);
      const faults = (await recount(await testRedis(), shop.tenantId)).filter(
        (f) => !/assigned of|quantity of 0/.test(f),
      );
      assert.deepEqual(faults, []);
    });

    it('is bought neither by self-service nor centrally where the product has no price', async () => {
      const [nina, omar, { commerce }] = [await shop.actor('Nina'), await shop.actor('Omar'), shop];
      const productId = 'POWER_BI_PRO_DEPT' as ProductId;
      const order = { productId, quantity: 1, kind: 'purchase', term: 'P1M' } as const;
      assert.deepEqual(await shop.refusal(() => commerce.buy(nina, order, intent())), {
        code: 'cannot-buy',
        rule: 'no-price',
        product: productId,
      });
      const central = { productId, quantity: 1, term: 'P1Y' } as const;
      assert.deepEqual(await shop.refusal(() => commerce.buyCentrally(omar, central, intent())), {
        code: 'not-known',
        what: 'price',
      });
    });
  });
});

describe('The sums over purchases of which something is not known', () => {
  let redis: Redis;
  before(async () => {
    redis = await testRedis();
  });

  const purchase = fc.record({
    quantity: fc.integer({ min: 0, max: 4 }),
    holders: fc.uniqueArray(fc.integer({ min: 2, max: 7 }), { maxLength: 6 }),
    unitPrice: fc.option(fc.nat(5000).map((amount) => ({ amount, currency: 'USD' }))),
    status: fc.constantFrom('Active' as const, 'Active' as const, 'Expired' as const, 'Disabled' as const),
    billedBy: fc.constantFrom('here' as const, 'microsoft' as const),
    expiresAt: fc.constantFrom(null, START + 1e9),
  });

  it('are what each of them comes to, also after licenses were taken', async () => {
    const property = fc.asyncProperty(fc.array(purchase, { minLength: 1, maxLength: 6 }), async (bought) => {
      const subscriptions = bought.map((given, i): SmallSubscription => ({ ref: `S-${i + 1}`, ...given }));
      const tenantId: TenantId = await writeSmallTenant(redis, { people: 8, subscriptions }, randomUUID() as TenantId);
      const commerce = createCommerce({ redis, now: () => START });
      const [admin, owner] = [actorIn(tenantId, 0), actorIn(tenantId, 1)];
      const held = bought.map(({ holders }) => holders.length);
      const first = bought.findIndex(({ holders }) => holders.length > 1);
      if (first >= 0) {
        const ref = `S-${first + 1}` as SubscriptionRef;
        const users = (bought[first]?.holders ?? []).slice(0, 1).map(userId);
        await commerce.unassignLicenses(owner, ref, users, { operationId: randomUUID() });
        held[first] = (held[first] ?? 0) - 1;
      }
      const usable = bought.flatMap((each, i) =>
        each.status === 'Disabled' ? [] : [{ ...each, taken: held[i] ?? 0 }],
      );
      const sum = (of: (each: (typeof usable)[number]) => number) =>
        usable.reduce((total, each) => total + of(each), 0);
      const free = sum(({ quantity, taken }) => Math.max(0, quantity - taken));
      const capacity = (await commerce.listCapacity(admin)).find(({ product }) => product.id === PLAIN)?.selfService;
      assert.equal(capacity?.available ?? 0, free);
      assert.equal(
        capacity?.over ?? 0,
        sum(({ quantity, taken }) => Math.max(0, taken - quantity)),
      );
      assert.equal(
        await commerce.countBilledByMicrosoft(admin),
        sum(({ billedBy }) => (billedBy === 'microsoft' ? 1 : 0)),
      );
      const [unused] = await commerce.listUnusedLicenses(admin);
      assert.equal(unused?.unused ?? 0, free);
      const paid = usable.filter(({ quantity, taken, status }) => quantity > taken && status === 'Active');
      assert.equal(unused?.monthlyCost.unknown ?? 0, paid.filter(({ unitPrice }) => !unitPrice).length);
      const cost = paid.reduce(
        (total, each) => total + (each.quantity - each.taken) * (each.unitPrice?.amount ?? 0),
        0,
      );
      assert.equal(unused?.monthlyCost.known?.amount ?? 0, cost);
      const soon = await commerce.listSubscriptions(admin, { expiringWithinDays: 30, limit: 1 });
      const live = bought.filter(({ expiresAt }) => expiresAt === null).length;
      assert.equal(soon.unknownEnds, live);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
