import assert from 'node:assert/strict';
import type { Actor, SubscriptionRef } from '../../../../services/commerce/api/types.ts';
import { createSandboxPayments } from '../../../../services/payments/sandbox.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { cardId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const S1001 = 'S-1001' as SubscriptionRef;
const EXPIRED = 'S-1008' as SubscriptionRef;
/** Of Megan's billing profile. */
const PROFILES = cardId('Megan Bowen');
const OTHER = '00000000-0000-4000-8000-000000000001';

describe('Choosing what to pay with', () => {
  let shop: Shop;
  let megan: Actor;
  let charged: string[];
  beforeEach(async () => {
    charged = [];
    const sandbox = createSandboxPayments(await testRedis());
    const payments: typeof sandbox = {
      ...sandbox,
      charge(payment) {
        charged.push(payment.paymentMethodId);
        return sandbox.charge(payment);
      },
    };
    shop = await openShop('contoso', { payments });
    megan = await shop.actor('Megan');
    await shop.putCard({ id: OTHER, ownerId: megan.userId, brand: 'Visa', last4: '1111', holder: 'Megan Bowen' });
  });
  const choices = async (ref?: SubscriptionRef) =>
    (await shop.commerce.listPaymentChoices(megan, ref)).map(({ paymentMethod: card }) => card.id);
  const more = (total: number, paymentMethodId?: string) =>
    shop.commerce.setQuantity(megan, S1001, total, {
      operationId: String(total),
      ...(paymentMethodId !== undefined && { paymentMethodId }),
    });

  it('offers the card of the billing profile first, or that of the purchase, and charges it if none is chosen', async () => {
    assert.deepEqual(await choices(), [PROFILES, OTHER]);
    assert.deepEqual(await choices(S1001), [PROFILES, OTHER]);
    await more(8);
    await shop.put(S1001, { paymentMethodId: OTHER });
    assert.deepEqual(await choices(S1001), [OTHER, PROFILES]);
    assert.deepEqual(await choices(), [PROFILES, OTHER]);
    await more(9);
    await shop.put(S1001, { paymentMethodId: 'gone' });
    assert.deepEqual(await choices(S1001), [PROFILES, OTHER]);
    await more(10);
    assert.deepEqual(charged, [PROFILES, OTHER, PROFILES]);
  });

  it('charges the one that is chosen for more licenses', async () => {
    await more(8, OTHER);
    assert.deepEqual(charged, [OTHER]);
    assert.deepEqual(await shop.refusal(() => more(9, 'nothing')), { code: 'no-such-payment-method' });
    assert.deepEqual(await shop.refusal(() => more(8, PROFILES)), { code: 'operation-reused' });
  });

  it('charges the card of the purchase when it is reactivated and none is chosen', async () => {
    const grady = await shop.actor('Grady');
    const id = '00000000-0000-4000-8000-000000000003';
    await shop.putCard({ id, ownerId: grady.userId, brand: 'Visa', last4: '3333', holder: 'Grady Archie' });
    await shop.put(EXPIRED, { paymentMethodId: id });
    await shop.commerce.reactivate(grady, EXPIRED, {}, { operationId: 'r' });
    assert.deepEqual(charged, [id]);
  });

  it('says which have expired, and never what the provider calls them', async () => {
    const card = { token: 'pm_secret', brand: 'Visa', last4: '2222', expiryMonth: 11, expiryYear: 2026, holder: 'M' };
    await shop.commerce.addPaymentMethod(megan, card, { operationId: 'a' });
    shop.clock.now = Date.parse('2026-12-01T00:00:00Z');
    const found = await shop.commerce.listPaymentChoices(megan);
    assert.deepEqual(found.map(({ paymentMethod: { last4 }, expired }) => [last4, expired]).sort(), [
      ['1111', false],
      ['2222', true],
      ['4242', false],
    ]);
    assert.ok(!JSON.stringify(found).includes('pm_secret'));
  });

  it('is for those who have cards, about their own purchases', async () => {
    const ben = await shop.actor('Ben');
    const guest = await shop.refusal(() => shop.commerce.listPaymentChoices(ben));
    assert.deepEqual(guest, { code: 'forbidden', act: 'run-own-billing' });
    const others = await shop.refusal(() => shop.commerce.listPaymentChoices(megan, EXPIRED));
    assert.deepEqual(others, { code: 'no-such-subscription', wanted: EXPIRED });
  });
});
