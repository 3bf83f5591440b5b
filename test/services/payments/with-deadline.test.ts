import assert from 'node:assert/strict';
import type { Payment } from '../../../services/payments/payments.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import { withDeadline } from '../../../services/payments/with-deadline.ts';
import { testRedis } from '../../support/redis/redis.ts';

describe('A payment provider with a deadline', () => {
  it('answers as it does without one', async () => {
    const provider = createSandboxPayments(await testRedis());
    const patient = withDeadline(provider);
    const payment: Payment = {
      operationId: 'with-deadline',
      paymentMethodId: 'card',
      amount: { amount: 100, currency: 'USD' },
    };
    assert.deepEqual(await patient.charge(payment), { ok: true, charged: payment.amount });
    assert.equal(patient.testCards, provider.testCards);
  });

  it('is not waited for where it gives no answer, whatever it is asked', async () => {
    const silence = () => new Promise<never>(() => undefined);
    const silent = { charge: silence, reverse: silence, refund: silence, detach: silence };
    const patient = withDeadline({ ...silent, createSetup: silence, completeSetup: silence, booked: silence }, 5);
    const acts = [patient.reverse(''), patient.detach(''), patient.completeSetup('', {} as never)];
    for (const act of acts) await assert.rejects(act, { name: 'TimeoutError' });
  });
});
