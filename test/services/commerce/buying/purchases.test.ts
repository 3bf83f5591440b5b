import assert from 'node:assert/strict';
import type { Order } from '../../../../services/commerce/api/buying.ts';
import type { Actor, ProductId, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { DECLINED } from '../../../../services/payments/sandbox.ts';
import { freshTenantId } from '../../../support/redis/redis.ts';
import { cardId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
/** For trials only. */
const VISIO = 'CFQ7TTC0HD33' as ProductId;
const COPILOT = 'CFQ7TTC0MM8R' as ProductId;
const ORDER: Order = { productId: POWER_BI, quantity: 3, kind: 'purchase', term: 'P1Y' };
const MEGANS_CARD = cardId('Megan Bowen');

describe('Buying by self-service', () => {
  let shop: Shop;
  let megan: Actor;
  beforeEach(async () => {
    shop = await openShop();
    megan = await shop.actor('Megan');
  });
  const buy = (actor: Actor, order: Partial<Order> = {}, operationId = 'b') =>
    shop.commerce.buy(actor, { ...ORDER, ...order }, { operationId });

  it('is active at once, with a new reference, charged for the first term and invoiced', async () => {
    const quote = await shop.commerce.previewOrder(megan, ORDER);
    assert.deepEqual([quote.monthly?.amount, quote.perTerm?.amount], [4200, 50400]);
    const { paid: _, ...result } = await buy(megan);
    const expiresAt = Date.parse('2027-11-01T09:00:00Z');
    assert.deepEqual(result, { ref: 'S-1011', version: 1, expiresAt, charged: quote.perTerm });
    const { subscription, history, purchaser } = await shop.commerce.getSubscription(megan, result.ref);
    assert.deepEqual(subscription, {
      ref: 'S-1011',
      productId: POWER_BI,
      source: 'self-service',
      purchaserId: megan.userId,
      quantity: 3,
      assigned: 0,
      term: 'P1Y',
      unitPrice: { amount: 1400, currency: 'USD' },
      createdAt: shop.clock.now,
      expiresAt,
      autoRenew: true,
      billedBy: 'here',
      status: 'Active',
      trial: null,
      version: 1,
    });
    assert.equal(purchaser?.displayName, 'Megan Bowen');
    assert.deepEqual(
      history.map(({ event }) => event.kind),
      ['purchased'],
    );
    const invoice = (await shop.invoices(megan.userId)).find(({ number }) => number === 'S-1011-1');
    assert.deepEqual([invoice?.amount.amount, invoice?.status, invoice?.subscription], [50400, 'paid', 'S-1011']);
  });

  it('is found in lists and counters, told to the admins, and in the audit trail under its own name', async () => {
    const adele = await shop.actor('Adele');
    await buy(megan);
    const own = await shop.commerce.listOwnSubscriptions(megan, { limit: 10 });
    assert.deepEqual(own.items.map(({ subscription }) => subscription.ref).sort(), ['S-1001', 'S-1005', 'S-1011']);
    const rows = await shop.commerce.listLicensesByProduct(adele);
    const powerBi = rows.find(({ product }) => product.id === POWER_BI);
    assert.deepEqual([powerBi?.subscriptions, powerBi?.quantity, powerBi?.assigned], [3, 18, 11]);
    assert.deepEqual(await shop.notices(), [
      {
        kind: 'purchase-made',
        to: { role: 'purchase-admins' },
        subject: 'S-1011',
        at: shop.clock.now,
        subscription: 'S-1011',
        purchaser: megan.userId,
      },
    ]);
    const [entry] = await shop.audit();
    assert.deepEqual([entry?.['act'], entry?.['subject'], entry?.['before']], ['buy', 'S-1011', {}]);
  });

  it('then has licenses to assign', async () => {
    const { ref } = await buy(megan);
    const people = ['Megan', 'Grady', 'Raul'].map(shop.userId);
    assert.equal((await shop.commerce.assignLicenses(megan, ref, people, { operationId: 'a' })).assigned, 3);
  });

  it('buys once for one operation id, and refuses it for another order', async () => {
    const first = await buy(megan);
    shop.clock.now += 1000;
    const snapshot = await shop.snapshot();
    assert.deepEqual(await buy(megan), first);
    assert.deepEqual(await shop.snapshot(), snapshot);
    assert.deepEqual(await shop.refusal(() => buy(megan, { quantity: 4 })), { code: 'operation-reused' });
  });

  it('answers two presses at the same moment alike', async () => {
    const [one, two] = await Promise.all([buy(megan), buy(megan)]);
    assert.deepEqual(one, two);
    assert.equal((await shop.commerce.listOwnSubscriptions(megan, { limit: 10 })).total, 3);
  });

  it('gives each of many who buy at once a reference of their own', async () => {
    const bought = await Promise.all(Array.from({ length: 40 }, (_, i) => buy(megan, {}, `b${i}`)));
    assert.equal(new Set(bought.map(({ ref }) => ref)).size, 40);
    assert.equal((await shop.commerce.listOwnSubscriptions(megan, { limit: 100 })).total, 42);
  });

  it('gives no reference a second time, though an import has left out what had it', async () => {
    const { ref } = await buy(megan);
    const { redis, keys } = await shop.db();
    await redis.del(keys.subscription(ref));
    assert.deepEqual([ref, (await buy(megan, {}, 'another')).ref], ['S-1011', 'S-1012']);
  });

  it('starts a trial without a card: no charge, no renewal', async () => {
    const grady = await shop.actor('Lee');
    const { ref, charged, expiresAt } = await buy(grady, { productId: VISIO, kind: 'trial-no-card', quantity: 1 });
    assert.deepEqual([charged, expiresAt], [null, Date.parse('2026-12-01T09:00:00Z')]);
    const { subscription } = await shop.commerce.getSubscription(grady, ref);
    assert.deepEqual([subscription.trial, subscription.autoRenew], ['no-card', false]);
    assert.deepEqual(await shop.invoices(grady.userId), []);
  });

  it('starts a trial with a card: nothing charged yet, and it goes on as a purchase', async () => {
    const { ref, charged } = await buy(megan, { kind: 'trial-with-card' });
    const { subscription } = await shop.commerce.getSubscription(megan, ref);
    assert.deepEqual([charged, subscription.trial, subscription.autoRenew], [null, 'card', true]);
  });

  it('tells what may be bought and how, and for the rest what forbids it', async () => {
    const lists = await Promise.all([
      shop.commerce.listBuyable(megan),
      shop.commerce.listBuyable(await shop.actor('Ben')),
    ]);
    const [open, closed] = lists.map((list) => new Map(list.map(({ product, ...how }) => [product.id, how])));
    assert.deepEqual(open?.get(POWER_BI), { kinds: ['purchase', 'trial-with-card'], rule: null });
    assert.deepEqual(open?.get(VISIO), { kinds: ['trial-no-card'], rule: null });
    assert.deepEqual(open?.get(COPILOT), { kinds: [], rule: 'policy' });
    assert.deepEqual(
      [...(closed?.values() ?? [])].map(({ rule }) => rule),
      Array(12).fill('guest'),
    );
  });

  it('tells of a trial when its month ends', async () => {
    const { expiresAt } = await shop.commerce.previewOrder(megan, { ...ORDER, kind: 'trial-with-card' });
    assert.equal(expiresAt, Date.parse('2026-12-01T09:00:00Z'));
  });

  it('charges the price that was shown or nothing', async () => {
    assert.deepEqual(await shop.refusal(() => buy(megan, { quoted: 50399 })), { code: 'price-changed' });
    assert.equal((await buy(megan, { quoted: 50400 })).charged?.amount, 50400);
  });

  it('refuses whom the rules do not let buy, and what they do not let be bought', async () => {
    const ben = await shop.actor('Ben');
    const debra = await shop.actor('Debra');
    const rule = async (act: () => Promise<unknown>) => {
      const reason = await shop.refusal(act);
      return reason.code === 'cannot-buy' ? reason.rule : reason.code;
    };
    assert.equal(await rule(() => buy(ben)), 'guest');
    assert.equal(await rule(() => buy(debra)), 'disabled');
    assert.equal(await rule(() => buy(megan, { productId: COPILOT })), 'policy');
    assert.equal(await rule(() => buy(megan, { productId: VISIO })), 'trials-only');
    assert.equal(await rule(() => buy(megan, { kind: 'trial-no-card' })), 'no-such-trial');
    assert.equal(await rule(() => buy(megan, { productId: 'NOTHING' as ProductId })), 'no-such-product');
    const stranger = { ...megan, userId: freshTenantId() as string as Actor['userId'] };
    assert.equal(await rule(() => buy(stranger)), 'unknown-person');
  });

  it('refuses a number of licenses that nobody can buy', async () => {
    for (const quantity of [0, -3, 2.5, 1_000_001, Number.NaN])
      assert.deepEqual(await shop.refusal(() => buy(megan, { quantity })), { code: 'bad-quantity', limit: 1_000_000 });
  });

  it('refuses without a card of one’s own on file', async () => {
    const lee = await shop.actor('Lee');
    assert.deepEqual(await shop.refusal(() => buy(lee)), { code: 'no-payment-method' });
    const isaiah = await shop.actor('Isaiah');
    const others = await shop.refusal(() => buy(isaiah, { paymentMethodId: MEGANS_CARD }));
    assert.deepEqual(others, { code: 'no-such-payment-method' });
    shop.clock.now = Date.parse('2027-02-01T00:00:00Z');
    assert.deepEqual(await shop.refusal(() => buy(isaiah)), { code: 'card-expired' });
  });

  it('refuses a card that is declined', async () => {
    const id = `00000000-0000-4000-8000-${DECLINED}`;
    await shop.putCard({ id, ownerId: megan.userId, brand: 'Visa', last4: '0002', holder: 'Megan Bowen' });
    const reason = await shop.refusal(() => buy(megan, { paymentMethodId: id }));
    assert.deepEqual(reason, { code: 'payment-declined' });
  });
});

describe('Buying centrally', () => {
  let shop: Shop;
  let alex: Actor;
  beforeEach(async () => {
    shop = await openShop();
    alex = await shop.actor('Alex');
  });
  const buy = (actor: Actor, productId: ProductId, quantity: number, operationId = 'b') =>
    shop.commerce.buyCentrally(actor, { productId, quantity, term: 'P1Y' }, { operationId });

  it('tells first what grows or is made, and what that costs, exactly', async () => {
    for (const [productId, growing] of [
      [POWER_BI, 'C-2001'],
      [VISIO, null],
    ] as const) {
      const order = { productId, quantity: 5, term: 'P1Y' } as const;
      const told = await shop.commerce.previewCentralOrder(alex, order);
      const { ref, cost, quantity } = await buy(alex, productId, 5, productId);
      assert.deepEqual([told.growing, told.cost, told.quantity], [growing, cost, quantity]);
      const { subscription } = await shop.commerce.getSubscription(alex, ref);
      assert.equal(told.expiresAt, subscription.expiresAt);
      assert.deepEqual(told.monthly.amount, 5 * (subscription.unitPrice?.amount ?? Number.NaN));
    }
  });

  it('buys nothing where the subscription that grows is not as it was shown, or is not there yet', async () => {
    for (const productId of [POWER_BI, VISIO]) {
      const order = { productId, quantity: 5, term: 'P1Y' } as const;
      const { version } = await shop.commerce.previewCentralOrder(alex, order);
      await buy(alex, productId, 1, `first ${productId}`);
      const late = () => shop.commerce.buyCentrally(alex, order, { operationId: productId, version });
      const { version: today } = await shop.commerce.previewCentralOrder(alex, order);
      assert.deepEqual(await shop.refusal(late), { code: 'stale', version: today });
      const { grown } = await shop.commerce.buyCentrally(alex, order, {
        operationId: `${productId} 2`,
        version: today,
      });
      assert.equal(grown, true);
    }
  });

  it('refuses a preview as it refuses the order', async () => {
    const preview = (actor: Actor, quantity: number) =>
      shop.commerce.previewCentralOrder(actor, { productId: POWER_BI, quantity, term: 'P1Y' });
    const lynne = await shop.actor('Lynne');
    assert.deepEqual(await shop.refusal(() => preview(lynne, 1)), { code: 'forbidden', act: 'buy-centrally' });
    assert.deepEqual(await shop.refusal(() => preview(alex, 0)), { code: 'bad-quantity', limit: 1_000_000 });
    assert.deepEqual(await shop.refusal(() => preview(alex, 1_000_000)), { code: 'bad-quantity', limit: 1_000_000 });
  });

  it('lets the central subscription of the product grow', async () => {
    const { cost, ...result } = await buy(alex, POWER_BI, 5);
    assert.deepEqual(result, { ref: 'C-2001', quantity: 30, grown: true, version: 2 });
    assert.ok(cost.amount > 0);
    const { subscription, history } = await shop.commerce.getSubscription(alex, 'C-2001' as SubscriptionRef);
    assert.equal(subscription.quantity, 30);
    assert.deepEqual(
      [history.at(-1)?.event.kind, history.at(-1)?.by?.displayName],
      ['quantity-changed', 'Alex Wilber'],
    );
    assert.equal((await shop.audit())[0]?.['subject'], 'C-2001');
  });

  it('makes a new one where there is none', async () => {
    const { cost, ...result } = await buy(alex, VISIO, 4);
    assert.deepEqual(result, { ref: 'C-2005', version: 1, quantity: 4, grown: false });
    assert.equal(cost.amount, 4 * 500 * 12);
    const { items } = await shop.commerce.listSubscriptions(alex, { source: 'central', products: [VISIO], limit: 5 });
    assert.deepEqual(
      items.map(({ subscription }) => subscription.ref),
      ['C-2005'],
    );
  });

  it('is not bound by the policy for self-service', async () => {
    assert.equal((await buy(alex, COPILOT, 1)).quantity, 6);
  });

  it('buys once for one operation id, and loses nothing when many buy at once', async () => {
    const first = await buy(alex, POWER_BI, 5);
    assert.deepEqual(await buy(alex, POWER_BI, 5), first);
    await Promise.all(Array.from({ length: 10 }, (_, i) => buy(alex, POWER_BI, 1, `n${i}`)));
    const { subscription } = await shop.commerce.getSubscription(alex, 'C-2001' as SubscriptionRef);
    assert.equal(subscription.quantity, 40);
    assert.deepEqual(await shop.refusal(() => buy(alex, POWER_BI, 6)), { code: 'operation-reused' });
  });

  it('is for Global and Billing admins, of products that there are, in numbers that there are', async () => {
    for (const name of ['Lynne', 'Nestor', 'Megan']) {
      const actor = await shop.actor(name);
      const reason = await shop.refusal(() => buy(actor, POWER_BI, 1));
      assert.deepEqual(reason, { code: 'forbidden', act: 'buy-centrally' });
    }
    assert.equal((await shop.refusal(() => buy(alex, 'NOTHING' as ProductId, 1))).code, 'no-such-product');
    for (const quantity of [0, -1, 999_999])
      assert.equal((await shop.refusal(() => buy(alex, POWER_BI, quantity))).code, 'bad-quantity');
  });
});
