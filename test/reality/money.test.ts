import assert from 'node:assert/strict';
import { localizerFor } from '../../locales/index.ts';
import { isCurrency, minorUnitDigits } from '../../services/currencies/currencies.ts';

/**
 * An amount of minor units was shown, charged or handed on a hundred times too high or too low, as display data was taken
 * for the unit: https://github.com/Shopify/money/pull/188, https://github.com/Rhymond/go-money/issues/111,
 * https://github.com/Adyen/adyen-ios/pull/2414, https://github.com/davidkalosi/js-money/pull/22
 */
const AMOUNTS = [
  // What display data shows without its minor unit, which it has by ISO 4217.
  ['AFN', 123_456, '1,234.56', '1 234,56'],
  ['ALL', 123_456, '1,234.56', '1 234,56'],
  ['CRC', 5, '0.05', '0,05'],
  ['IRR', 1_000_000_000, '10,000,000.00', '10 000 000,00'],
  ['KPW', 99, '0.99', '0,99'],
  ['LAK', 100, '1.00', '1,00'],
  ['MGA', 12_345, '123.45', '123,45'],
  ['PKR', 250_000, '2,500.00', '2 500,00'],
  ['SOS', 1, '0.01', '0,01'],
  ['SYP', 7_777_777, '77,777.77', '77 777,77'],
  ['UZS', 1_250_000, '12,500.00', '12 500,00'],
  ['MRU', 4_200, '42.00', '42,00'],
  // Three digits, four, and none.
  ['BHD', 12_345, '12.345', '12,345'],
  ['JOD', 1, '0.001', '0,001'],
  ['LYD', 2_500, '2.500', '2,500'],
  ['OMR', 999_999, '999.999', '999,999'],
  ['UYW', 12_345, '1.2345', '1,2345'],
  ['CLP', 12_990, '12,990', '12 990'],
  ['KRW', 1_500, '1,500', '1 500'],
  ['PYG', 1, '1', '1'],
  ['XOF', 655_957, '655,957', '655 957'],
  ['VUV', 0, '0', '0'],
  ['SEK', -4_200, '42.00', '42,00'],
] as const;

/** The number in a text, without the currency, the sign and the kind of its blanks. */
const numberIn = (text: string): string => /\d[\d.,\s]*/.exec(text)?.[0].replace(/\s/gu, ' ').trim() ?? '';

describe('An amount of money', () => {
  for (const [currency, amount, english, swedish] of AMOUNTS)
    it(`of ${amount} minor units of ${currency} is ${english}`, () => {
      assert.equal(numberIn(localizerFor(['en-US']).money({ amount, currency })), english);
      assert.equal(numberIn(localizerFor(['sv-SE']).money({ amount, currency })), swedish);
      const digits = english.split('.')[1]?.length ?? 0;
      assert.deepEqual([isCurrency(currency), minorUnitDigits(currency)], [true, digits]);
    });

  it('is shown by the signs that people of the language know', () => {
    const sample = { amount: -4_200, currency: 'SEK' };
    assert.match(localizerFor(['sv-SE']).money(sample), /^[−-]42,00\s?kr$/u);
  });

  it('is in no currency that ISO 4217 has not, or has for no money', () => {
    for (const code of ['XAG', 'XDR', 'XSU', 'XUA', 'FRF', 'NLG', 'BTC', 'USDT', 'EURO', 'kr', 'usd', 'US$', ' SEK'])
      assert.ok(!isCurrency(code), code);
  });
});
