import assert from 'node:assert/strict';
import {
  isPaymentMethodExpired,
  paymentMethodExpiresSoon,
} from '../../../../services/commerce/rules/payment-methods.ts';

describe('The expiry of a card', () => {
  const card = { expiryMonth: 11, expiryYear: 2026 };
  it('is the end of its month', () => {
    assert.equal(isPaymentMethodExpired(card, Date.parse('2026-11-30T23:59:59.999Z')), false);
    assert.equal(isPaymentMethodExpired(card, Date.parse('2026-12-01T00:00:00Z')), true);
    assert.equal(
      isPaymentMethodExpired({ expiryMonth: 12, expiryYear: 2026 }, Date.parse('2026-12-31T23:59:59Z')),
      false,
    );
  });

  it('is soon from the first day of the month before it', () => {
    assert.equal(paymentMethodExpiresSoon(card, Date.parse('2026-09-30T23:59:59Z')), false);
    assert.equal(paymentMethodExpiresSoon(card, Date.parse('2026-10-01T00:00:00Z')), true);
    assert.equal(
      paymentMethodExpiresSoon({ expiryMonth: 1, expiryYear: 2027 }, Date.parse('2026-11-30T23:59:59Z')),
      false,
    );
    assert.equal(
      paymentMethodExpiresSoon({ expiryMonth: 1, expiryYear: 2027 }, Date.parse('2026-12-01T00:00:00Z')),
      true,
    );
  });
});
