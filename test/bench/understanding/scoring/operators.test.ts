import assert from 'node:assert/strict';
import type { Name, Wanted } from '../../../../bench/understanding/scoring/gold.ts';
import { isNamed, isWanted, valuesOf } from '../../../../bench/understanding/scoring/operators.ts';

const TODAY = '2026-11-21';

/** What an argument is to be, values that are, and values that are not. */
const CASES: readonly (readonly [string, Wanted, readonly unknown[][], readonly unknown[][]])[] = [
  ['a word, whatever its capitals', 'true', [[true], ['TRUE']], [[], [false], ['true', 'true']]],
  ['a number', 4, [[4], ['4']], [[5], [4, 4]]],
  [
    'an expression for every value',
    { re: '^visio' },
    [['Visio Plan 1'], ['Visio Plan 1', 'Visio Plan 2']],
    [[], ['Visio Plan 1', 'Copilot']],
  ],
  ['so many values at least', { re: '^(?!.*pro)', min: 2 }, [['a', 'b']], [['a'], ['a', 'b', 'Power BI Pro']]],
  ['an expression for some value', { some: 'pro$' }, [['a', 'Power BI Pro']], [['a'], []]],
  [
    'just these',
    { all: ['^lee\\b', '^allan'] },
    [['Allan Deyoung', 'Lee Gu']],
    [['Lee Gu'], ['Lee Gu', 'Allan Deyoung', 'Patti Fernandez'], []],
  ],
  [
    'a list of just these, whole names and expressions',
    ['Visio Plan 1', { re: 'bi pro' }],
    [['Power BI Pro', 'Visio Plan 1']],
    [['Visio Plan 1'], ['Visio Plan 12', 'Power BI Pro']],
  ],
  [
    'an expression that leads from one value to another',
    { re: 'lee.*allan' },
    [['Lee Gu', 'Allan Deyoung']],
    [['Lee Gu'], ['Allan Deyoung', 'Lee Gu']],
  ],
  ['one of these', { or: [{ re: '^me$' }, 7] }, [['me'], [7]], [['Lee Gu'], []]],
  ['none of these, but something', { not: { re: 'pro' } }, [['Visio Plan 1']], [['Power BI Pro'], []]],
  ['a number of days', { days: [59, 61] }, [[60], ['60'], ['2027-01-20']], [[30], ['2026-09-22'], [60, 60]]],
  ['days back', { days: [6, 14], past: true }, [[7], ['2026-11-14']], [['2026-11-28'], [30], ['last week']]],
  [
    'a day of the year',
    { until: '12-31', slack: [-1, 2] },
    [[40], ['2026-12-30'], ['2027-01-02']],
    [[30], ['2026-12-29'], ['2027-12-31']],
  ],
  ['a day that has passed this year', { until: '02-01' }, [['2027-02-01']], [['2026-02-01'], ['2027-02-02']]],
];

describe('Operators of the gold', () => {
  for (const [what, wanted, right, wrong] of CASES)
    it(`know ${what}`, () => {
      for (const values of right) assert.ok(isWanted(values, wanted, TODAY), `right: ${JSON.stringify(values)}`);
      for (const values of wrong) assert.ok(!isWanted(values, wanted, TODAY), `wrong: ${JSON.stringify(values)}`);
    });

  it('know a name, one of several, one that an expression fits, and all but some', () => {
    const names: readonly (readonly [Name, string, string])[] = [
      ['cancel', 'cancel', 'cancel-answer'],
      [['run', { re: '^my-' }], 'my-licenses', 'licenses'],
      [{ re: 'request|decide' }, 'decide-requests', 'cancel'],
      [{ not: ['cancel', 'assign'] }, 'unassign', 'assign'],
    ];
    for (const [wanted, right, wrong] of names) {
      assert.ok(isNamed(right, wanted));
      assert.ok(!isNamed(wrong, wanted));
      assert.ok(!isNamed(undefined, wanted));
    }
  });

  it('find an argument under its other names, and no other one', () => {
    const args = { products: ['a', 'b'], expiringWithinDays: 30, productType: 'c', on: false, people: [] };
    assert.deepEqual(valuesOf(args, 'product'), ['a', 'b']);
    assert.deepEqual(valuesOf(args, 'expiring'), [30]);
    assert.deepEqual(valuesOf(args, 'on'), [false]);
    assert.deepEqual(valuesOf(args, 'people'), []);
    assert.deepEqual(valuesOf(args, 'subscription'), []);
  });
});
