import assert from 'node:assert/strict';
import {
  holdsCardNumber,
  isPaymentMethodExpired,
  paymentMethodExpiresSoon,
} from '../../../../services/commerce/rules/payment-methods.ts';
import { checkName, checkText } from '../../../../services/commerce/rules/text.ts';

describe('Numbers of cards', () => {
  for (const text of [
    '4111111111111111',
    'my card is 4111 1111 1111 1111, thanks',
    '3782-822463-10005',
    '6011.0009.9013.9424',
    '4222222222222',
  ])
    it(`are seen in “${text}”`, () => assert.equal(holdsCardNumber(text), true));

  for (const text of [
    undefined,
    '',
    '4242',
    'pm_1234567890',
    '4111111111111112',
    'call 555 0100 or 555 0101',
    'c0291657-2973-5f69-ba04-5263123dbfea',
  ])
    it(`are not seen in “${text}”`, () => assert.equal(holdsCardNumber(text), false));
});

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

describe('Text that people type', () => {
  it('may have several lines, and a name may not', () => {
    assert.deepEqual(checkText('message', 'one\r\ntwo\tthree', 20), { ok: true });
    assert.equal(checkName('name', 'one\ntwo', 20).ok, false);
    assert.equal(checkName('name', '', 20).ok, false);
  });

  it('must be printable and short enough', () => {
    const reason = (text: string) => {
      const verdict = checkText('message', text, 5);
      return verdict.ok ? 'ok' : verdict.reason.code;
    };
    assert.deepEqual(['abcde', 'abcdef', '\u0000', '\ud800', '\u2028', '\ufffd'].map(reason), [
      'ok',
      'text-too-long',
      'bad-text',
      'bad-text',
      'bad-text',
      'bad-text',
    ]);
  });
});
