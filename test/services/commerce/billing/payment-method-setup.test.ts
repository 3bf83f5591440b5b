import assert from 'node:assert/strict';
import type { PaymentMethodSetupRequest } from '../../../../services/commerce/api/billing.ts';
import type { Actor } from '../../../../services/commerce/api/types.ts';
import type { PaymentMethodInput, PaymentProvider } from '../../../../services/payments/payments.ts';
import { createSandboxPayments } from '../../../../services/payments/sandbox.ts';
import { recount } from '../../../support/redis/recount.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { cardId } from '../../../support/tenants/ids.ts';
import { openShop, type Shop } from '../../../support/tenants/shop.ts';

const MEGANS = cardId('Megan Bowen');
const NUMBER = '5555555555554444';
const INPUT: PaymentMethodInput = {
  expiryMonth: 8,
  expiryYear: 2028,
  holder: 'Megan Bowen',
  address: '',
  secret: { number: NUMBER, securityCode: '123' },
};

describe('Setting up a card', () => {
  let shop: Shop;
  let megan: Actor;
  let vault: PaymentProvider;
  let detached: string[];
  let away: boolean;
  beforeEach(async () => {
    [detached, away] = [[], false];
    vault = createSandboxPayments(await testRedis());
    const detach = async (id: string) => {
      if (away) throw new Error('The provider is away');
      detached.push(id);
    };
    shop = await openShop('contoso', { vault: { ...vault, detach } });
    megan = await shop.actor('Megan');
  });
  afterEach(async () => assert.deepEqual(await recount(await testRedis(), shop.tenantId), []));
  const setUp = (wish: PaymentMethodSetupRequest, input = INPUT, operationId = 'set-up') =>
    shop.commerce.setUpPaymentMethod(megan, wish, input, { operationId });
  const cards = async () => (await shop.commerce.getBilling(megan)).paymentMethods.map(({ last4 }) => last4).sort();
  const replace: PaymentMethodSetupRequest = { kind: 'replace', paymentMethodId: MEGANS };

  it('adds one card, however often it is asked under the same id', async () => {
    const operationId = shop.tenantId;
    const first = await setUp({ kind: 'add' }, INPUT, operationId);
    const other = { ...INPUT, secret: { number: '4111111111111111', securityCode: '123' } };
    const again = await Promise.all([
      setUp({ kind: 'add' }, INPUT, operationId),
      setUp({ kind: 'add' }, other, operationId),
    ]);
    assert.deepEqual(again, [first, first]);
    assert.deepEqual(await cards(), ['4242', '4444']);
  });

  it('hands the provider no number in the other fields, where it would be kept', async () => {
    const before = await shop.snapshot();
    for (const field of ['holder', 'address'] as const)
      await assert.rejects(setUp({ kind: 'add' }, { ...INPUT, [field]: 'Megan\u00a04012–8888–8888–1881 12/28' }), {
        reason: { code: 'card-number' },
      });
    assert.deepEqual(await shop.snapshot(), before);
  });

  it('changes nothing where the provider declines', async () => {
    const before = await shop.snapshot();
    const declined = { ...INPUT, secret: { number: '4000000000000002', securityCode: '123' } };
    assert.deepEqual(await setUp({ kind: 'add' }, declined), { ok: false, cause: 'declined' });
    assert.deepEqual(await shop.snapshot(), before);
  });

  it('refuses a card that is not there, and who may not have one', async () => {
    const edit: PaymentMethodSetupRequest = { kind: 'edit', paymentMethodId: 'nothing' };
    assert.deepEqual(await shop.refusal(() => setUp(edit)), { code: 'no-such-payment-method' });
    const ben = await shop.actor('Ben');
    const act = () => shop.commerce.setUpPaymentMethod(ben, { kind: 'add' }, INPUT, { operationId: 'b' });
    assert.equal((await shop.refusal(act)).code, 'forbidden');
  });

  it('has the provider forget the card that was replaced, or taken off file', async () => {
    await setUp(replace, INPUT, shop.tenantId);
    assert.deepEqual(detached, [MEGANS]);
    const added = await setUp({ kind: 'add' }, INPUT, `${shop.tenantId}-2`);
    assert.ok(added.ok);
    await shop.commerce.detachPaymentMethod(megan, added.paymentMethod.paymentMethod, { operationId: 'd' });
    assert.equal(detached.length, 2);
    await setUp({ kind: 'edit', paymentMethodId: MEGANS }, INPUT, `${shop.tenantId}-3`);
    assert.equal(detached.length, 2);
  });

  it('has it forgotten later where the provider cannot be reached', async () => {
    away = true;
    await setUp(replace, INPUT, shop.tenantId);
    assert.deepEqual([detached, await cards()], [[], ['4444']]);
    away = false;
    await shop.commerce.settlePayments(shop.tenantId);
    await shop.commerce.settlePayments(shop.tenantId);
    assert.deepEqual(detached, [MEGANS]);
  });

  it('tells nothing of what was filled in when the provider fails', async () => {
    const completeSetup = () => Promise.reject(new Error(`Bad number ${NUMBER}`));
    const failing = await openShop('contoso', { vault: { ...vault, completeSetup } });
    const actor = await failing.actor('Megan');
    await assert.rejects(
      failing.commerce.setUpPaymentMethod(actor, { kind: 'add' }, INPUT, { operationId: 'f' }),
      (error: Error) => /provider failed/.test(error.message) && !JSON.stringify([error, error.stack]).includes(NUMBER),
    );
  });
});
