import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TERMS, type Term } from '../../../../services/commerce/api/types.ts';
import { termEnd } from '../../../../services/commerce/rules/lifecycle.ts';
import { lengthOf, monthsOf, renewedUntil, termStart } from '../../../../services/commerce/rules/term.ts';
import { aSubscription, at, DAY } from './samples.ts';

const instants = fc.integer({ min: at('2000-01-01'), max: at('2150-01-01') });
const terms = fc.constantFrom(...TERMS);

/** The ends of the first terms of a subscription bought at an instant. */
const ends = (createdAt: number, term: Term, count: number): number[] => {
  const found = [termEnd(createdAt, term)];
  for (let last = found[0]; last !== undefined && found.length < count; last = found.at(-1))
    found.push(renewedUntil(aSubscription({ createdAt, expiresAt: last, term })) ?? Number.NaN);
  return found;
};

describe('A term', () => {
  const rows: [string, Term, string][] = [
    ['2026-09-15', 'P1M', '2026-10-15'],
    ['2026-12-31', 'P1M', '2027-01-31'],
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2028-01-31', 'P1M', '2028-02-29'],
    ['2026-03-31', 'P1M', '2026-04-30'],
    ['2026-02-28', 'P1M', '2026-03-28'],
    ['2026-04-15', 'P1Y', '2027-04-15'],
    ['2028-02-29', 'P1Y', '2029-02-28'],
    ['2099-02-28', 'P1Y', '2100-02-28'],
    ['2100-01-30', 'P1M', '2100-02-28'],
  ];
  for (const [start, term, end] of rows)
    it(`${term} from ${start} ends on ${end}`, () => assert.equal(termEnd(at(start), term), at(end)));

  it('bought on the 31st returns to the 31st after a short month', () => {
    assert.deepEqual(
      ends(at('2026-01-31'), 'P1M', 4),
      ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'].map(at),
    );
  });

  it('bought on a leap day returns to the leap day', () => {
    const days = ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'];
    assert.deepEqual(ends(at('2024-02-29'), 'P1Y', 4), days.map(at));
  });

  it('of a reactivated subscription is billed on the day of its own', () => {
    const reactivated = aSubscription({ createdAt: at('2026-01-31'), expiresAt: at('2026-08-15T10:30:00Z') });
    assert.equal(renewedUntil(reactivated), at('2026-09-15T10:30:00Z'));
  });

  it('of one reactivated on the 31st begins there, and keeps that day over a short month', () => {
    const [bought, reactivatedAt] = [at('2026-07-17'), at('2026-08-31')];
    const first = aSubscription({ createdAt: bought, reactivatedAt, term: 'P1M', expiresAt: at('2026-09-30') });
    assert.deepEqual([termStart(first), renewedUntil(first)], [reactivatedAt, at('2026-10-31')]);
    const second = { ...first, expiresAt: at('2026-10-31') };
    assert.equal(termStart(second), at('2026-09-30'));
  });

  it('of one reactivated for a short month keeps that day, though the purchase was on the 31st', () => {
    const reactivated = aSubscription({ createdAt: at('2026-01-31'), expiresAt: at('2027-02-28T10:30:00Z') });
    assert.equal(renewedUntil(reactivated), at('2027-03-28T10:30:00Z'));
  });

  it('never begins before the purchase', () => {
    const bought = aSubscription({ createdAt: at('2026-10-12'), expiresAt: at('2026-11-11') });
    assert.equal(termStart(bought), at('2026-10-12'));
  });

  it('ends at the same time of day, in the month that follows', () => {
    const ahead = { P1M: 1, P1Y: 12 };
    const monthOf = (instant: number) => new Date(instant).getUTCFullYear() * 12 + new Date(instant).getUTCMonth();
    fc.assert(
      fc.property(instants, terms, (start, term) => {
        const end = termEnd(start, term);
        assert.equal(end % DAY, start % DAY);
        assert.equal(monthOf(end) - monthOf(start), ahead[term]);
        assert.ok(new Date(end).getUTCDate() <= new Date(start).getUTCDate());
      }),
    );
  });

  it('ends on an earlier day of the month only where the month has no such day', () => {
    fc.assert(
      fc.property(instants, terms, (start, term) => {
        const end = termEnd(start, term);
        const shortened = new Date(end).getUTCDate() < new Date(start).getUTCDate();
        assert.ok(!shortened || new Date(end + DAY).getUTCDate() === 1);
      }),
    );
  });

  it('begins where the one before it ends', () => {
    fc.assert(
      fc.property(instants, terms, fc.integer({ min: 2, max: 30 }), (createdAt, term, count) => {
        const all = ends(createdAt, term, count);
        const [before = 0, last = 0] = all.slice(-2);
        assert.equal(termStart(aSubscription({ createdAt, expiresAt: last, term })), before);
      }),
    );
  });
});

describe('The length of a term', () => {
  const lengths: [string, number, number, number | null][] = [
    ['P3Y', 36, 0, 36],
    ['P1Y6M', 18, 0, 18],
    ['P2W', 0, 14, null],
    ['P30D', 0, 30, null],
    ['P1M1W2D', 1, 9, null],
  ];
  for (const [term, months, days, priced] of lengths)
    it(`is ${months} months and ${days} days of ${term}`, () => {
      assert.deepEqual(lengthOf(term), { months, days });
      assert.equal(monthsOf(term as Term), priced);
      assert.equal(termEnd(at('2026-01-01'), term as Term), Date.UTC(2026, months, 1 + days, 9));
    });

  for (const none of ['', 'P', 'P0D', 'P0Y0M', '1M', 'PT5H', 'P1.5M', 'P100Y', 'P1M1Y', 'p1m'])
    it(`is none of “${none}”`, () => {
      assert.equal(lengthOf(none), undefined);
      assert.throws(() => termEnd(at('2026-01-01'), none as Term), RangeError);
    });

  it('is not known where the term is not', () => assert.equal(monthsOf(null), null));
});
