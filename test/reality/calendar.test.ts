import assert from 'node:assert/strict';
import type { Term } from '../../services/commerce/api/types.ts';
import { termEnd } from '../../services/commerce/rules/lifecycle.ts';
import { monthsBefore, renewedUntil, termStart } from '../../services/commerce/rules/term.ts';
import { aSubscription } from '../services/commerce/rules/samples.ts';

/** https://github.com/polarsource/polar/issues/10664 and https://github.com/AakashRathore136/FinSight-AI/issues/1350 */
const DRIFT = 'a day of the month that is lost after a short month';
/** https://github.com/getlago/lago-api/pull/46 and https://github.com/getlago/lago-api/pull/1840 */
const LEAP = 'the 29th and 30th, in leap years and others';
/** https://github.com/CESNET/perun/pull/2561 and https://github.com/codeforpdx/recordexpungPDX/issues/899 */
const LEAP_DAY = 'a year from a leap day';
/** https://github.com/kobotoolbox/kpi/pull/5524 */
const CLOCK = 'the time of the day';

/** Where it was reported, when it was bought (UTC), for which term, and when the terms end. */
const LIVES: readonly (readonly [report: string, bought: string, term: Term, ...ends: string[]])[] = [
  [DRIFT, '2026-03-31', 'P1M', '2026-04-30', '2026-05-31', '2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30'],
  [DRIFT, '2026-10-31', 'P1M', '2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31'],
  [DRIFT, '2026-12-30', 'P1M', '2027-01-30', '2027-02-28', '2027-03-30', '2027-04-30'],
  [DRIFT, '2027-01-29', 'P1M', '2027-02-28', '2027-03-29', '2027-04-29'],
  [DRIFT, '2027-01-28', 'P1M', '2027-02-28', '2027-03-28', '2027-04-28'],
  [LEAP, '2028-01-29', 'P1M', '2028-02-29', '2028-03-29'],
  [LEAP, '2028-01-30', 'P1M', '2028-02-29', '2028-03-30'],
  [LEAP, '2027-12-31', 'P1M', '2028-01-31', '2028-02-29', '2028-03-31'],
  [LEAP, '2096-01-31', 'P1M', '2096-02-29', '2096-03-31'],
  [LEAP, '2099-12-31', 'P1M', '2100-01-31', '2100-02-28', '2100-03-31'],
  [LEAP_DAY, '2028-02-29', 'P1Y', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
  [LEAP_DAY, '2096-02-29', 'P1Y', '2097-02-28', '2098-02-28', '2099-02-28', '2100-02-28', '2101-02-28'],
  [LEAP_DAY, '2028-02-29', 'P1M', '2028-03-29', '2028-04-29'],
  [LEAP_DAY, '2027-02-28', 'P1Y', '2028-02-28', '2029-02-28'],
  [LEAP_DAY, '2028-03-01', 'P1Y', '2029-03-01'],
  [CLOCK, '2026-08-31T23:59:59.999Z', 'P1M', '2026-09-30T23:59:59.999Z', '2026-10-31T23:59:59.999Z'],
  [CLOCK, '2027-02-28T00:00:00.001Z', 'P1M', '2027-03-28T00:00:00.001Z', '2027-04-28T00:00:00.001Z'],
  // The hour that Stockholm has twice, and the one that it has not.
  [CLOCK, '2026-09-25T00:30:00Z', 'P1M', '2026-10-25T00:30:00Z', '2026-11-25T00:30:00Z'],
  [CLOCK, '2027-02-28T01:30:00Z', 'P1M', '2027-03-28T01:30:00Z'],
];

const days = (instants: readonly number[]): string[] => instants.map((each) => new Date(each).toISOString());

describe('The days on which a subscription ends', () => {
  for (const [report, bought, term, ...expected] of LIVES)
    it(`follow from ${bought} for ${term} (${report})`, () => {
      const createdAt = Date.parse(bought);
      const ends: number[] = [];
      for (const _ of expected) {
        const [last] = ends.slice(-1);
        const one = last === undefined ? undefined : aSubscription({ createdAt, expiresAt: last, term });
        ends.push(one ? (renewedUntil(one) ?? Number.NaN) : termEnd(createdAt, term));
      }
      assert.deepEqual(days(ends), days(expected.map((each) => Date.parse(each))));
      const starts = ends.map((expiresAt) => termStart(aSubscription({ createdAt, expiresAt, term })) ?? Number.NaN);
      assert.deepEqual(days(starts), days([createdAt, ...ends.slice(0, -1)]));
    });

  it('are counted back from a month’s last day to one that there is', () => {
    for (const [at, months, expected] of [
      ['2027-03-31', 1, '2027-02-28'],
      ['2028-03-30', 1, '2028-02-29'],
      ['2028-02-29', 12, '2027-02-28'],
      ['2027-05-31', 6, '2026-11-30'],
    ] as const)
      assert.deepEqual(days([monthsBefore(Date.parse(at), months)]), days([Date.parse(expected)]), at);
  });
});
