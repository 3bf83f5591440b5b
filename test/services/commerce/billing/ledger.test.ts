import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CommerceError } from '../../../../services/commerce/api/errors.ts';
import type { Invoice, SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { amountLeft, refundOf } from '../../../../services/commerce/store/invoices.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { ledgerFault } from '../../../support/redis/ledger.ts';
import { disagreements } from '../../../support/redis/recount.ts';
import { startRedis, type TestRedis } from '../../../support/redis/redis.ts';
import { takeSnapshot } from '../../../support/redis/snapshot.ts';
import { actorIn, DAY, PLAIN, START, userId, writeSmallTenant } from '../../../support/tenants/small-tenant.ts';

const CENTRAL = 'C-2001' as SubscriptionRef;
const BYE = { reason: 'other' } as const;
/** Days that the life cycle makes up for at once. */
const AT_ONCE = 3;

/** What is done, to which purchase or invoice, and how much or long. */
const step = fc.record({
  act: fc.constantFrom('buy', 'wait', 'wait', 'pay', 'resize', 'resize', 'cancel', 'take-over', 'move', 'revive'),
  which: fc.nat({ max: 5 }),
  much: fc.integer({ min: 1, max: 9 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe('The books of random purchases', () => {
  let server: TestRedis;
  before(async () => {
    server = await startRedis();
    await server.redis.configSet('appendfsync', 'no');
  });
  after(() => server.stop());

  /** Everything that is done to one tenant, with a clock of its own. */
  const business = (tenantId: TenantId) => {
    const clock = { now: START };
    const commerce = createCommerce({ redis: server.redis, now: () => clock.now });
    const [admin, buyer] = [actorIn(tenantId, 0), actorIn(tenantId, 1)];
    let acts = 0;
    const intent = () => ({ operationId: `act-${acts++}` });
    const refAt = async (n: number) => {
      const { items } = await commerce.listOwnSubscriptions(buyer, { limit: 20 });
      const refs = items.map(({ subscription }) => subscription.ref).sort();
      return refs[n % Math.max(1, refs.length)] ?? ('S-1' as SubscriptionRef);
    };
    const unpaidAt = async (n: number) => {
      const { invoices } = await commerce.listInvoices(buyer, { from: 0, to: clock.now });
      const unpaid = invoices.filter(({ status }) => status === 'due' || status === 'overdue');
      return unpaid[n % Math.max(1, unpaid.length)]?.id ?? 'none';
    };
    const acting = {
      buy: (_: number, quantity: number) =>
        commerce.buy(
          buyer,
          { productId: PLAIN, quantity, kind: 'purchase', term: quantity % 3 === 0 ? 'P1Y' : 'P1M' },
          intent(),
        ),
      async wait(_: number, much: number) {
        for (let left = much * 4; left > 0; left -= AT_ONCE) {
          clock.now += Math.min(left, AT_ONCE) * DAY;
          await commerce.runLifeCycle(tenantId);
        }
      },
      pay: async (n: number) => commerce.payInvoice(buyer, await unpaidAt(n), undefined, intent()),
      resize: async (n: number, total: number) => commerce.setQuantity(buyer, await refAt(n), total, intent()),
      cancel: async (n: number) => commerce.cancelSubscription(buyer, await refAt(n), BYE, intent()),
      'take-over': async (n: number) => commerce.takeOverCancel(admin, await refAt(n), BYE, intent()),
      async move(n: number) {
        const source = await refAt(n);
        await commerce.assignLicenses(buyer, source, [userId(3)], intent());
        await commerce.moveUsers(admin, { source, target: CENTRAL }, intent());
        await commerce.continueWork({ kind: 'move-users', tenantId, subscription: source });
      },
      revive: async (n: number) => commerce.reactivate(buyer, await refAt(n), {}, intent()),
    };
    /** What is refused changes nothing, which is tested elsewhere. */
    const take = ({ act, which, much }: Step) =>
      acting[act as keyof typeof acting](which, much).catch((error: unknown) => {
        if (!(error instanceof CommerceError)) throw error;
      });
    return { commerce, take, later: () => (clock.now += DAY) };
  };

  const invoicesOf = async (tenantId: TenantId): Promise<Invoice[]> => {
    const { redis, keys } = await openTenant(server.redis, tenantId);
    return (await redis.hVals(keys.invoices(userId(1)))).map((json) => JSON.parse(json));
  };

  /** No more goes out than has come in, for each purchase; and no invoice is credited beyond what it asks for. */
  const assertNothingGivenAway = async (tenantId: TenantId): Promise<void> => {
    const invoices = await invoicesOf(tenantId);
    const asked = invoices.filter(({ amount }) => amount.amount > 0);
    for (const { amount, credited = 0, status, payment } of asked) {
      assert.ok(credited <= amount.amount);
      assert.equal(status === 'credited', credited === amount.amount);
      assert.equal(status === 'paid', payment !== undefined);
    }
    const kept = new Map<string, number>();
    for (const invoice of invoices.filter(({ payment }) => payment)) {
      const moved = asked.includes(invoice) ? amountLeft(invoice).amount : -refundOf(invoice).amount;
      kept.set(invoice.subscription, (kept.get(invoice.subscription) ?? 0) + moved);
    }
    for (const [subscription, left] of kept) assert.ok(left >= 0, `${-left} too much was paid out for ${subscription}`);
  };

  it('pay out no more for a purchase than was paid for it, whatever is done in whatever order', async () => {
    const steps = fc.array(step, { minLength: 5, maxLength: 30, size: 'max' });
    const property = fc.asyncProperty(fc.constantFrom('MCA', 'MOSA'), steps, async (accountType, chosen) => {
      await server.redis.flushAll();
      const subscriptions = [{ ref: CENTRAL, quantity: 50, holders: [2], expiresAt: START + 3000 * DAY }];
      const tenantId = await writeSmallTenant(server.redis, { people: 5, accountType, subscriptions });
      const { commerce, take, later } = business(tenantId);
      await take({ act: 'buy', which: 0, much: 2 });
      for (const each of chosen) {
        await take(each);
        await assertNothingGivenAway(tenantId);
      }
      later();
      await commerce.settlePayments(tenantId);
      const tenant = await takeSnapshot(server.redis, tenantId);
      assert.deepEqual(disagreements(tenant), []);
      assert.equal(await ledgerFault(server.redis, tenant), undefined);
    });
    await fc.assert(property, { numRuns: 40, seed: 20261129, endOnFailure: false });
  });
});
