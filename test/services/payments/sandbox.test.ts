import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { UserId } from '../../../services/commerce/api/types.ts';
import { hasCheckDigit } from '../../../services/commerce/rules/cards.ts';
import type { PaymentMethodInput, PaymentProvider, SetupOutcome } from '../../../services/payments/payments.ts';
import { createSandboxPayments, DECLINED } from '../../../services/payments/sandbox.ts';
import { TEST_CARDS } from '../../../services/payments/test-cards.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';

const DETAILS = { expiryMonth: 8, expiryYear: 2028, holder: 'Megan Bowen', address: '' };
const input = (number: string): PaymentMethodInput => ({ ...DETAILS, secret: { number, securityCode: '123' } });

describe('The payment sandbox', () => {
  const tenantId = freshTenantId();
  let sandbox: PaymentProvider;
  before(async () => {
    sandbox = createSandboxPayments(await testRedis());
  });
  const begin = (paymentMethodId?: string) =>
    sandbox.createSetup({
      operationId: randomUUID(),
      tenantId,
      userId: 'u' as UserId,
      ...(paymentMethodId !== undefined && { paymentMethodId }),
    });
  const put = async (number: string) => sandbox.completeSetup(await begin(), input(number));
  const cardOf = (outcome: SetupOutcome) => (outcome.ok ? outcome.paymentMethod : assert.fail(outcome.cause));
  const charge = (paymentMethodId: string, operationId: string = randomUUID()) =>
    sandbox.charge({ operationId, paymentMethodId, amount: { amount: 100, currency: 'USD' } });

  it('lists test numbers that pass for cards, each of which behaves as it says', async () => {
    for (const { number, behaviour, brand } of sandbox.testCards ?? []) {
      const digits = number.replaceAll(' ', '');
      assert.ok(hasCheckDigit(digits), number);
      const outcome = await put(digits);
      if (behaviour === 'declined' || behaviour === 'expired') {
        assert.deepEqual(outcome, { ok: false, cause: behaviour });
        continue;
      }
      const { token, ...card } = cardOf(outcome);
      assert.deepEqual(card, { ...DETAILS, face: { brand, last4: digits.slice(-4) } });
      assert.equal((await charge(token)).ok, behaviour === 'accepted');
    }
    assert.equal(sandbox.testCards, TEST_CARDS);
  });

  it('tells why a card without money is declined', async () => {
    const { token } = cardOf(await put('4000000000009995'));
    assert.deepEqual(await charge(token), { ok: false, cause: 'insufficient-funds' });
    assert.deepEqual(await charge(`11111111-1111-1111-1111-${DECLINED}`), { ok: false });
  });

  it('takes no number of a real card', async () => {
    for (const number of ['6011111111111117', '', '4242'])
      assert.deepEqual(await put(number), { ok: false, cause: 'not-a-test-card' });
  });

  it('takes another number after a declined one, and then knows one card for a session', async () => {
    const session = await begin();
    assert.equal((await sandbox.completeSetup(session, input('4000000000000002'))).ok, false);
    const [one, two] = await Promise.all([
      sandbox.completeSetup(session, input('4242424242424242')),
      sandbox.completeSetup(session, input('5555555555554444')),
    ]);
    assert.deepEqual(one, two);
    assert.deepEqual(await sandbox.completeSetup(session, input('4111111111111111')), one);
  });

  it('edits a card under the name that it has, without its number', async () => {
    const session = await begin('pm_old');
    const outcome = await sandbox.completeSetup(session, { ...DETAILS, expiryYear: 2031 });
    assert.deepEqual(outcome, { ok: true, paymentMethod: { ...DETAILS, expiryYear: 2031, token: 'pm_old' } });
  });

  it('does not know a session that it did not open', async () => {
    await assert.rejects(sandbox.completeSetup(randomUUID(), input('4242424242424242')), /no such set-up session/);
  });

  it('charges an operation once, also where the answer was lost', async () => {
    const { token } = cardOf(await put('4242424242424242'));
    const [first, again] = [await charge(token, tenantId), await charge('another-card', tenantId)];
    assert.deepEqual(first, { ok: true, charged: { amount: 100, currency: 'USD' } });
    assert.deepEqual(again, first);
  });

  it('charges a card no more once it is detached', async () => {
    const { token } = cardOf(await put('4242424242424242'));
    await sandbox.detach(token);
    await sandbox.detach(token);
    assert.deepEqual(await charge(token), { ok: false });
  });
});
