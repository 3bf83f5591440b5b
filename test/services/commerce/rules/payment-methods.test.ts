import assert from 'node:assert/strict';
import type { NewPaymentMethod } from '../../../../services/commerce/api/billing.ts';
import {
  checkPaymentMethod,
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

describe('A card that is to be kept', () => {
  const NOW = Date.parse('2026-11-15T12:00:00Z');
  const card: NewPaymentMethod = {
    brand: 'Visa',
    last4: '4242',
    expiryMonth: 12,
    expiryYear: 2026,
    holder: 'Megan Bowen',
    address: 'Storgatan 12\n123 45 Stockholm',
    token: 'pm_1',
  };
  const outcome = (facts: Partial<NewPaymentMethod>) => {
    const verdict = checkPaymentMethod({ ...card, ...facts }, NOW);
    return verdict.ok ? 'kept' : { field: undefined, ...verdict.reason };
  };

  const kept: [string, Partial<NewPaymentMethod>][] = [
    ['in the last month of a year', {}],
    ['in the first month of the last year', { expiryMonth: 1, expiryYear: 2199 }],
    ['with an address of 500 characters', { address: 'x'.repeat(500) }],
    ['with a holder of 256', { holder: 'x'.repeat(256) }],
  ];
  for (const [what, facts] of kept) it(`is kept ${what}`, () => assert.equal(outcome(facts), 'kept'));

  const wrong: [keyof NewPaymentMethod, NewPaymentMethod[keyof NewPaymentMethod]][] = [
    ['brand', ''],
    ['brand', ' '],
    ['brand', 'Vi\nsa'],
    ['last4', '424'],
    ['last4', '42424'],
    ['expiryMonth', 0],
    ['expiryMonth', 13],
    ['expiryMonth', 1.5],
    ['expiryYear', 1999],
    ['expiryYear', 2200],
    ['expiryYear', 2026.5],
    ['holder', '  '],
    ['holder', 'x'.repeat(257)],
    ['address', 'x'.repeat(501)],
    ['address', 'Storgatan\u0007'],
    ['token', ' pm_1'],
    ['token', ''],
  ];
  for (const [field, value] of wrong)
    it(`is refused where its ${field} is ${JSON.stringify(value).slice(0, 20)}`, () => {
      assert.deepEqual(outcome({ [field]: value }), { code: 'bad-card', field });
    });

  it('is refused where any of its texts is the number of a card, and where it has expired', () => {
    for (const field of ['brand', 'last4', 'holder', 'address', 'token'])
      assert.deepEqual(outcome({ [field]: '4242 4242 4242 4242' }), { code: 'card-number', field: undefined });
    assert.deepEqual(outcome({ expiryMonth: 10 }), { code: 'card-expired', field: undefined });
  });
});
