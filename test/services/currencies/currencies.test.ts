import assert from 'node:assert/strict';
import { localizerFor } from '../../../locales/index.ts';
import { isCurrency, minorUnitDigits } from '../../../services/currencies/currencies.ts';
import list from '../../../services/currencies/iso-4217.json' with { type: 'json' };

const ALL = Object.entries(list.minorUnits).flatMap(([digits, codes]) =>
  codes.split(' ').map((code) => ({ code, digits: Number(digits) })),
);

/** The digits of an amount as it is shown, whatever stands between them. */
const digitsIn = (text: string): string => text.replace(/[^\d.,]/g, '').replace(/^[.,]+|[.,]+$/g, '');

describe('Currencies', () => {
  it('have the minor unit of ISO 4217, where display data has another', () => {
    const wanted = { HUF: 2, COP: 2, IDR: 2, IQD: 3, ISK: 0, UGX: 0, CLF: 4, LBP: 2, MMK: 2, RSD: 2, YER: 2, TND: 3 };
    for (const [code, digits] of Object.entries(wanted)) assert.equal(minorUnitDigits(code), digits, code);
  });

  for (const locale of ['en-US', 'sv-SE', 'de-CH', 'fr-FR'])
    it(`show every amount in whole minor units in ${locale}, none of them a hundred times too large or small`, () => {
      const { money } = localizerFor([locale]);
      for (const { code, digits } of ALL) {
        const shown = digitsIn(money({ amount: 1_234_567, currency: code }));
        assert.equal(shown.replace(/\D/g, ''), '1234567', `${code}: ${shown}`);
        assert.equal(
          /[.,](\d+)$/.exec(digits === 0 ? `${shown}.` : shown)?.[1]?.length ?? 0,
          digits,
          `${code}: ${shown}`,
        );
      }
    });

  it('are those alone that somebody can pay with', () => {
    for (const code of ['SEK', 'USD', 'KWD', 'ZWG']) assert.ok(isCurrency(code), code);
    for (const code of ['XAU', 'XXX', 'XTS', 'DEM', 'sek', 'SE', '', '€']) assert.ok(!isCurrency(code), code);
  });
});
