import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasCheckDigit, holdsCardNumber, holdsManyDigits } from '../../../../services/commerce/rules/cards.ts';
import { ORDINARY } from '../../../support/cards/ordinary.ts';
import { PUBLISHED, writtenNumber } from '../../../support/cards/written.ts';
import { processorTime } from '../../../support/processor-time.ts';

/** Of ordinary texts, for each kind. */
const TRIED = 2_000;

describe('Numbers of cards', () => {
  for (const [network, numbers] of Object.entries(PUBLISHED))
    it(`of ${network} are found however they are written`, () => {
      assert.deepEqual(
        numbers.filter((number) => !hasCheckDigit(number)),
        [],
      );
      fc.assert(
        fc.property(writtenNumber(numbers), (text) => holdsCardNumber(text)),
        { numRuns: 1_000 },
      );
    });

  for (const text of [
    '4242424242424242123',
    '74242424242424242',
    '004242424242424242421228123',
    '❹❷❹❷ ❹❷❹❷ ❹❷❹❷ ❹❷❹❷',
    '⓸⓶⓸⓶ ➃➁➃➁ ➍➋➍➋ 4242',
    '5⓿00 0000 0000 0009',
    '5⓿18000000000009',
    'x4111111111111111y',
  ])
    it(`are seen in “${text}”, glued to others or in circles`, () => assert.equal(holdsCardNumber(text), true));

  for (const text of [undefined, '', '4242', 'pm_1234567890', '4111111111111112', '+46 70 123 45 67, +46 8 123 45 67'])
    it(`are not seen in “${text}”`, () => assert.equal(holdsCardNumber(text), false));

  for (const [kind, [arbitrary, most]] of Object.entries(ORDINARY))
    it(`are rarely seen in ${kind}: in at most ${most} % of them`, function () {
      const texts = fc.sample(arbitrary, { numRuns: TRIED, seed: 1 });
      const percent = (100 * texts.filter(holdsCardNumber).length) / TRIED;
      if (this.test) this.test.title += `: ${percent} %`;
      assert.ok(percent <= most, `${percent} %`);
    });

  it('are looked for in a time that grows no faster than the text', () => {
    const longTexts = [
      '4'.repeat(1e5),
      '3 '.repeat(5e4),
      '<1'.repeat(5e4),
      `1${' '.repeat(1e5)}`,
      '&1'.repeat(5e4),
      '+1'.repeat(5e4),
    ];
    for (const text of longTexts) assert.ok(processorTime(() => holdsCardNumber(text)) < 1_500, text.slice(0, 10));
  });

  it('are suspected in many digits, right or mistyped', () => {
    assert.equal(holdsManyDigits('4242 4242 4242 4243'), true);
    assert.equal(holdsManyDigits('٤٢٤٢-٤٢٤٢-٤٢٤٢'), true);
    assert.equal(holdsManyDigits('Storgatan 12, 123 45 Stockholm'), false);
  });
});
