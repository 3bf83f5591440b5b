import assert from 'node:assert/strict';
import type { Order } from '../../../../services/commerce/api/buying.ts';
import type { Actor, Money, ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../../services/commerce/index.ts';
import { loadScript } from '../../../../services/commerce/store/transactions/transaction.ts';
import type { Payment, Payments } from '../../../../services/payments/payments.ts';
import { withDeadline } from '../../../../services/payments/with-deadline.ts';
import { tenantKeys } from '../../../../services/redis/keys.ts';
import { firstScript } from '../../../proof/interrupting.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { idOfInvoice, openShop, type Shop } from '../../../support/tenants/shop.ts';

const ORDER: Order = { productId: 'CFQ7TTC0H9MP' as ProductId, quantity: 2, kind: 'purchase', term: 'P1M' };
const S1001 = 'S-1001' as SubscriptionRef;

/** A provider with books that can be read, and with which things go wrong as the test wants. */
class Provider implements Payments {
  readonly charges = new Map<string, Money>();
  readonly reversed = new Set<string>();
  readonly refunds = new Map<string, Money>();
  /** What happens right after a charge. */
  afterCharge: () => Promise<unknown> = () => Promise.resolve();

  async charge({ operationId, amount }: Payment) {
    if (this.reversed.has(operationId)) return { ok: false } as const;
    const charged = this.charges.get(operationId) ?? amount;
    this.charges.set(operationId, charged);
    await this.afterCharge();
    return { ok: true, charged } as const;
  }

  async reverse(operationId: string) {
    this.reversed.add(operationId);
    return this.charges.get(operationId) ?? null;
  }

  async refund({ operationId, amount }: Payment) {
    this.refunds.set(operationId, amount);
  }

  /** Charges that have not been given back. */
  kept(): Money[] {
    return [...this.charges].filter(([id]) => !this.reversed.has(id)).map(([, money]) => money);
  }
}

describe('Charging', () => {
  let provider: Provider;
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    provider = new Provider();
    shop = await openShop('contoso', { payments: provider });
    megan = await shop.actor('Megan');
  });
  const buy = (operationId = 'b') => shop.commerce.buy(megan, ORDER, { operationId });
  const later = () => {
    shop.clock.now += 60 * 60 * 1000;
  };
  const crash = () => Promise.reject(new Error('The process has died'));

  it('takes the money once for two presses at the same moment', async () => {
    await Promise.all([buy(), buy()]);
    assert.deepEqual(provider.kept(), [{ amount: 2800, currency: 'USD' }]);
    later();
    await shop.commerce.settlePayments(shop.tenantId);
    assert.equal(provider.kept().length, 1);
  });

  it('takes the money once when a crash after it is followed by a repeat', async () => {
    provider.afterCharge = crash;
    await assert.rejects(buy(), /died/);
    provider.afterCharge = () => Promise.resolve();
    const { ref } = await buy();
    assert.equal(ref, 'S-1011');
    assert.equal(provider.kept().length, 1);
  });

  it('gives the money back when a crash after it is followed by nothing, and never buys after that', async () => {
    provider.afterCharge = crash;
    await assert.rejects(buy(), /died/);
    await shop.commerce.settlePayments(shop.tenantId);
    assert.equal(provider.kept().length, 1, 'a charge of this moment may still become a purchase');
    later();
    await shop.commerce.settlePayments(shop.tenantId);
    assert.deepEqual(provider.kept(), []);
    assert.deepEqual(await shop.refusal(() => buy()), { code: 'payment-given-back' });
    assert.equal((await shop.commerce.listOwnSubscriptions(megan, { limit: 9 })).total, 2);
  });

  it('tells who is given money back, once, and nobody who was not charged', async () => {
    const returned = async () => (await shop.notices()).filter(({ kind }) => kind === 'payment-returned');
    provider.afterCharge = crash;
    await assert.rejects(buy(), /died/);
    const { charge, reverse } = provider;
    provider.charge = crash;
    await assert.rejects(buy('before the charge'), /died/);
    later();
    provider.reverse = async (id) => {
      await reverse.call(provider, id);
      return crash();
    };
    await assert.rejects(shop.commerce.settlePayments(shop.tenantId));
    assert.deepEqual(await returned(), [], 'it is not known yet whether it went back');
    provider.reverse = reverse;
    await Promise.all([1, 2].map(() => shop.commerce.settlePayments(shop.tenantId)));
    await shop.commerce.settlePayments(shop.tenantId);
    const { clock, userId } = shop;
    const about = { act: 'buy', amount: { amount: 2800, currency: 'USD' }, to: { user: userId('Megan') } };
    const notice = { kind: 'payment-returned', ...about, subject: ORDER.productId, at: clock.now };
    assert.deepEqual(await returned(), [notice]);
    provider.charge = charge;
  });

  it('tells nobody where the answer to what they asked says it', async () => {
    provider.afterCharge = () => shop.put(S1001, { moving: 'a-move' });
    await shop
      .refusal(() => shop.commerce.setQuantity(megan, S1001, 8, { operationId: 'more' }))
      .catch(() => undefined);
    assert.deepEqual(
      (await shop.notices()).filter(({ kind }) => kind === 'payment-returned'),
      [],
    );
  });

  it('gives the others their money back where the provider is silent about one, and that one later', async () => {
    let silentAbout: string | undefined;
    const silence = new Promise<never>(() => undefined);
    const { reverse } = provider;
    provider.reverse = (id) => (id === silentAbout ? silence : reverse.call(provider, id));
    const unused = async () => assert.fail('not asked here');
    const vault = { createSetup: unused, completeSetup: unused, detach: unused, booked: unused };
    const acts = {
      ...vault,
      charge: provider.charge.bind(provider),
      reverse: (id: string) => provider.reverse(id),
      refund: provider.refund.bind(provider),
    };
    shop = await openShop('contoso', { payments: withDeadline(acts, 500) });
    megan = await shop.actor('Megan');
    provider.afterCharge = crash;
    for (const operationId of ['a', 'b', 'c']) await assert.rejects(buy(operationId), /died/);
    later();
    [silentAbout] = provider.charges.keys();
    await assert.rejects(shop.commerce.settlePayments(shop.tenantId));
    assert.equal(provider.kept().length, 1);
    silentAbout = undefined;
    await shop.commerce.settlePayments(shop.tenantId);
    assert.deepEqual(provider.kept(), []);
  });

  it('keeps what an invoice was paid with when a crash follows at once and everybody has forgotten it', async () => {
    const redis = await testRedis();
    const { invoices } = await shop.commerce.listInvoices(megan);
    const { id: due, amount } = invoices.find(({ status }) => status === 'due') ?? assert.fail('nothing is due');
    await redis.scriptLoad(loadScript('put-records').source);
    const script = await firstScript(redis, (planning) =>
      createCommerce({ redis: planning, now: () => shop.clock.now, payments: provider }).payInvoice(
        megan,
        due,
        undefined,
        { operationId: 'pay' },
      ),
    );
    await script.run();
    await redis.del(tenantKeys(shop.tenantId).operation(megan.userId, 'pay'));
    later();
    await shop.commerce.settlePayments(shop.tenantId);
    assert.equal((await shop.commerce.getInvoice(megan, due)).status, 'paid');
    assert.deepEqual(provider.kept(), [amount]);
  });

  it('gives the money back when the act is refused after it', async () => {
    provider.afterCharge = () => shop.put(S1001, { moving: 'a-move', version: '2' });
    const more = () => shop.commerce.setQuantity(megan, S1001, 8, { operationId: 'q' });
    await assert.rejects(more(), { reason: { code: 'being-moved' } });
    assert.deepEqual(provider.kept(), []);
    await shop.put(S1001, { moving: '' });
    await assert.rejects(more(), { reason: { code: 'being-moved' } });
    assert.deepEqual(provider.kept(), []);
  });

  it('charges for what is bought in the end when the subscription changes in between', async () => {
    provider.afterCharge = async () => {
      provider.afterCharge = () => Promise.resolve();
      await shop.commerce.setQuantity(megan, S1001, 6, { operationId: 'other' });
    };
    const { charge } = await shop.commerce.setQuantity(megan, S1001, 8, { operationId: 'q' });
    const paid = (await shop.invoices(megan.userId)).filter(({ number }) => /^S-1001-[23]$/.test(number));
    const amounts = paid.map(({ amount }) => amount.amount).sort((a, b) => a - b);
    assert.deepEqual(
      provider
        .kept()
        .map(({ amount }) => amount)
        .sort((a, b) => a - b),
      amounts,
    );
    assert.equal(charge?.amount, amounts[1]);
  });

  it('pays out what was given back in the end, once, when two remove the same licenses at once', async () => {
    const s1005 = 'S-1005' as SubscriptionRef;
    await shop.commerce.payInvoice(megan, await idOfInvoice(shop, 'G-240908'), undefined, { operationId: 'paid' });
    const remove = (operationId: string) => shop.commerce.setQuantity(megan, s1005, 2, { operationId });
    await Promise.all([remove('one'), remove('two')]);
    await shop.commerce.settlePayments(shop.tenantId);
    const notes = (await shop.invoices(megan.userId)).filter(({ amount }) => amount.amount < 0);
    assert.equal(notes.length, 1);
    assert.deepEqual(
      [...provider.refunds.values()].map(({ amount }) => -amount),
      notes.map(({ amount }) => amount.amount),
    );
  });
});
