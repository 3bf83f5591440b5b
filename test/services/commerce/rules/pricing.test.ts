import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Money, STATUSES, TERMS, TRIALS } from '../../../../services/commerce/api/types.ts';
import {
  addMoney,
  MONEY_LIMIT,
  monthlyPrice,
  proRata,
  proRataCredit,
  quote,
  refund,
  termPrice,
} from '../../../../services/commerce/rules/pricing.ts';
import { termEnd } from '../../../../services/commerce/rules/term.ts';
import { aSubscription, at, DAY } from './samples.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const amountOf = (money: Money | null): number => money?.amount ?? Number.NaN;
const tooLarge = { ok: false, reason: { code: 'money-too-large' } };

describe('Prices', () => {
  it('are for all licenses, by month and by billing period', () => {
    assert.deepEqual(monthlyPrice(aSubscription()), usd(10_000));
    assert.deepEqual(termPrice(aSubscription({ term: 'P1M' })), usd(10_000));
    assert.deepEqual(termPrice(aSubscription({ term: 'P1Y' })), usd(120_000));
    assert.deepEqual(quote(aSubscription({ term: 'P1Y' })), { ok: true, monthly: usd(10_000), perTerm: usd(120_000) });
  });

  it('beyond what can be counted exactly are refused', () => {
    const dear = (amount: number) => aSubscription({ quantity: 1_000_000, unitPrice: usd(amount) });
    assert.deepEqual(quote(dear(1e8)), tooLarge);
    assert.ok(quote(dear(1e8 - 1)).ok);
    assert.deepEqual(quote({ ...dear(1e7), term: 'P1Y' }), tooLarge);
    assert.deepEqual(quote(dear(1e300)), tooLarge);
  });

  it('add up within the limit', () => {
    assert.deepEqual(addMoney(usd(1), usd(2)), { ok: true, sum: usd(3) });
    assert.deepEqual(addMoney(usd(MONEY_LIMIT - 1), usd(1)), tooLarge);
    assert.throws(() => addMoney(usd(1), { amount: 1, currency: 'SEK' }), RangeError);
  });
});

describe('The rest of a term', () => {
  // 3 licenses of 10.00; September has 30 days, so a day is 100.
  const rows: [string, string, number, number][] = [
    ['at the start', '2026-09-01', 3000, 3000],
    ['half-way', '2026-09-16', 1500, 1500],
    ['a millisecond later', '2026-09-16T09:00:00.001Z', 1500, 1499],
    ['a millisecond before the end', '2026-10-01T08:59:59.999Z', 1, 0],
    ['at the end', '2026-10-01', 0, 0],
    ['after the end', '2026-12-01', 0, 0],
    ['before the start', '2026-08-01', 3000, 3000],
  ];
  for (const [name, now, charge, credit] of rows)
    it(`${name} costs ${charge} and gives back ${credit}`, () => {
      assert.deepEqual(proRata(aSubscription(), 3, at(now)), usd(charge));
      assert.deepEqual(proRataCredit(aSubscription(), 3, at(now)), usd(credit));
    });

  it('of a year is reckoned in its days', () => {
    const year = aSubscription({ term: 'P1Y', createdAt: at('2026-04-15'), expiresAt: at('2027-04-15') });
    assert.deepEqual(proRata(year, 1, at('2026-04-15') + 73 * DAY), usd(9600));
  });

  it('stays exact for the largest amounts', () => {
    const dear = aSubscription({ unitPrice: usd(999_999_999) });
    assert.deepEqual(proRata(dear, 1_000_000, at('2026-09-01')), usd(999_999_999_000_000));
  });

  const priced = fc
    .record({
      createdAt: fc.integer({ min: at('2020-01-01'), max: at('2030-01-01') }),
      term: fc.constantFrom(...TERMS),
      quantity: fc.integer({ min: 1, max: 10_000 }),
      unitPrice: fc.nat(1_000_000).map(usd),
      status: fc.constantFrom(...STATUSES),
      trial: fc.constantFrom(null, ...TRIALS),
    })
    .map((facts) => aSubscription({ ...facts, expiresAt: termEnd(facts.createdAt, facts.term) }));
  const since = fc.integer({ min: -DAY, max: 400 * DAY });
  const accountType = fc.constantFrom('MCA' as const, 'MOSA' as const);

  it('is whole, never negative and never more than the term costs', () => {
    fc.assert(
      fc.property(priced, since, (subscription, later) => {
        const now = subscription.createdAt + later;
        const charge = amountOf(proRata(subscription, subscription.quantity, now));
        const credit = amountOf(proRataCredit(subscription, subscription.quantity, now));
        assert.ok(Number.isSafeInteger(charge) && Number.isSafeInteger(credit));
        assert.ok(0 <= credit && credit <= charge && charge <= amountOf(termPrice(subscription)));
        assert.ok(charge - credit <= 1);
      }),
    );
  });

  it('costs no less in two purchases than in one, and gives back no more in two reductions', () => {
    fc.assert(
      fc.property(priced, since, fc.nat(50), fc.nat(50), (subscription, later, a, b) => {
        const now = subscription.createdAt + later;
        const charge = (seats: number) => amountOf(proRata(subscription, seats, now));
        const credit = (seats: number) => amountOf(proRataCredit(subscription, seats, now));
        assert.ok(charge(a) + charge(b) >= charge(a + b));
        assert.ok(credit(a) + credit(b) <= credit(a + b));
      }),
    );
  });

  it('is refunded at most in full, and never for what was free or is over', () => {
    fc.assert(
      fc.property(priced, since, accountType, (subscription, later, type) => {
        const now = subscription.createdAt + later;
        const { credit } = refund({ subscription, accountType: type, now });
        if (credit) assert.ok(0 <= credit.amount && credit.amount <= amountOf(termPrice(subscription)));
        const free =
          subscription.trial !== null ||
          subscription.status !== 'Active' ||
          now >= (subscription.expiresAt ?? Number.NaN);
        assert.ok(!free || credit === null);
        assert.ok(type === 'MOSA' || later <= 7 * DAY || credit === null);
      }),
    );
  });
});
