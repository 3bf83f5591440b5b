import assert from 'node:assert/strict';
import type { Term } from '../../../../services/commerce/api/types.ts';
import { dueEvents, termEnd } from '../../../../services/commerce/rules/lifecycle.ts';
import { invoiceStatus, marksDue, paymentMethodExpiresNextMonth } from '../../../../services/commerce/rules/marks.ts';
import { monthsBefore, renewedUntil, termStart } from '../../../../services/commerce/rules/term.ts';
import { aCard, anInvoice, aSubscription, at } from '../rules/samples.ts';

/** Instants are of UTC, by which terms are counted, unless they say otherwise; expected ones were counted by hand. */
describe('Ends of terms on the days that calendars are hard on', () => {
  const rows: [start: string, term: Term, ...ends: string[]][] = [
    [
      '2026-01-31T23:59:59.999Z',
      'P1M',
      '2026-02-28T23:59:59.999Z',
      '2026-03-31T23:59:59.999Z',
      '2026-04-30T23:59:59.999Z',
    ],
    ['2028-01-31T00:00:00Z', 'P1M', '2028-02-29T00:00:00Z', '2028-03-31T00:00:00Z'],
    ['2028-01-30T12:00:00Z', 'P1M', '2028-02-29T12:00:00Z', '2028-03-30T12:00:00Z'],
    ['2027-01-29T12:00:00Z', 'P1M', '2027-02-28T12:00:00Z', '2027-03-29T12:00:00Z'],
    ['2028-02-29T12:00:00Z', 'P1M', '2028-03-29T12:00:00Z', '2028-04-29T12:00:00Z'],
    ['2026-02-28T12:00:00Z', 'P1M', '2026-03-28T12:00:00Z', '2026-04-28T12:00:00Z'],
    [
      '2026-10-31T12:00:00Z',
      'P1M',
      '2026-11-30T12:00:00Z',
      '2026-12-31T12:00:00Z',
      '2027-01-31T12:00:00Z',
      '2027-02-28T12:00:00Z',
    ],
    ['2026-12-31T23:30:00Z', 'P1M', '2027-01-31T23:30:00Z', '2027-02-28T23:30:00Z', '2027-03-31T23:30:00Z'],
    ['2026-12-01T00:00:00Z', 'P1M', '2027-01-01T00:00:00Z'],
    [
      '2028-02-29T00:00:00Z',
      'P1Y',
      '2029-02-28T00:00:00Z',
      '2030-02-28T00:00:00Z',
      '2031-02-28T00:00:00Z',
      '2032-02-29T00:00:00Z',
    ],
    [
      '2096-02-29T12:00:00Z',
      'P1Y',
      '2097-02-28T12:00:00Z',
      '2098-02-28T12:00:00Z',
      '2099-02-28T12:00:00Z',
      '2100-02-28T12:00:00Z',
    ],
    ['2027-02-28T12:00:00Z', 'P1Y', '2028-02-28T12:00:00Z'],
    ['2026-12-31T12:00:00Z', 'P1Y', '2027-12-31T12:00:00Z'],
    // The half hour that there is twice, the hour that there is not, and the day that there was not, somewhere.
    ['2026-09-25T00:30:00Z', 'P1M', '2026-10-25T00:30:00Z', '2026-11-25T00:30:00Z'],
    ['2026-02-08T07:30:00Z', 'P1M', '2026-03-08T07:30:00Z', '2026-04-08T07:30:00Z'],
    ['2026-03-04T15:15:00Z', 'P1M', '2026-04-04T15:15:00Z', '2026-05-04T15:15:00Z'],
    ['2011-11-30T10:00:00Z', 'P1M', '2011-12-30T10:00:00Z', '2012-01-30T10:00:00Z'],
  ];
  for (const [start, term, ...ends] of rows)
    it(`${term} from ${start}: ${ends.map((end) => end.slice(0, 10)).join(', ')}`, () => {
      let last = termEnd(at(start), term);
      for (const [i, end] of ends.entries()) {
        const subscription = aSubscription({ createdAt: at(start), expiresAt: last, term });
        assert.equal(new Date(last).toISOString(), new Date(end).toISOString());
        assert.equal(termStart(subscription), at(ends[i - 1] ?? start));
        last = renewedUntil(subscription) ?? assert.fail();
      }
    });

  it('keeps the month end where one goes back in months', () => {
    const rows = [
      ['2026-03-31T12:00:00Z', 1, '2026-02-28T12:00:00Z'],
      ['2028-03-31T12:00:00Z', 1, '2028-02-29T12:00:00Z'],
      ['2026-01-31T12:00:00Z', 2, '2025-11-30T12:00:00Z'],
      ['2028-02-29T12:00:00Z', 12, '2027-02-28T12:00:00Z'],
    ] as const;
    for (const [from, months, to] of rows) assert.equal(monthsBefore(at(from), months), at(to));
  });

  it('makes up for a year of months with twelve renewals, each once and in order', () => {
    const bought = at('2027-01-31T12:00:00Z');
    const due = dueEvents(
      aSubscription({ createdAt: bought, expiresAt: termEnd(bought, 'P1M') }),
      at('2028-02-29T12:00:00Z'),
    );
    assert.deepEqual(
      due.map(({ event, at: when }) => `${event} ${new Date(when).toISOString().slice(0, 10)}`),
      [28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29].map((day, i) => {
        const month = ((i + 1) % 12) + 1;
        return `renew ${i + 1 < 12 ? 2027 : 2028}-${String(month).padStart(2, '0')}-${day}`;
      }),
    );
  });
});

describe('The marks before a term ends, where clocks change', () => {
  type Row = [zone: string, expiresAt: string, now: string, mark: 30 | 7 | 1 | null];
  const rows: Row[] = [
    ['Europe/Stockholm', '2026-03-29T00:30:00+01:00', '2026-03-28T09:00:00+01:00', 1],
    ['Europe/Stockholm', '2026-03-29T23:30:00+02:00', '2026-03-28T00:00:00+01:00', 1],
    ['Europe/Stockholm', '2026-03-29T03:00:00+02:00', '2026-03-22T23:59:00+01:00', 7],
    ['Europe/Stockholm', '2026-03-30T00:00:00+02:00', '2026-03-22T23:59:00+01:00', 30],
    ['Europe/Stockholm', '2026-10-25T02:30:00+02:00', '2026-10-24T09:00:00+02:00', 1],
    ['Europe/Stockholm', '2026-10-25T02:30:00+01:00', '2026-10-18T09:00:00+02:00', 7],
    ['Europe/Stockholm', '2026-10-26T00:00:00+01:00', '2026-10-25T02:30:00+01:00', 1],
    ['America/New_York', '2026-03-08T03:00:00-04:00', '2026-03-07T09:00:00-05:00', 1],
    ['America/New_York', '2026-03-09T00:00:00-04:00', '2026-03-08T23:59:00-04:00', 1],
    ['America/New_York', '2026-11-01T01:30:00-05:00', '2026-10-25T09:00:00-04:00', 7],
    ['America/New_York', '2026-11-01T23:59:00-05:00', '2026-10-02T00:00:00-04:00', 30],
    ['America/New_York', '2026-11-01T23:59:00-05:00', '2026-10-01T23:59:00-04:00', null],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00+10:30', '2026-04-04T09:00:00+11:00', 1],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00+11:00', '2026-03-29T23:59:00+11:00', 7],
    ['Australia/Lord_Howe', '2026-10-04T02:30:00+11:00', '2026-10-03T09:00:00+10:30', 1],
    ['Australia/Lord_Howe', '2026-10-05T00:00:00+11:00', '2026-10-04T00:00:00+10:30', 1],
    ['Asia/Kathmandu', '2026-12-01T00:10:00+05:45', '2026-11-30T23:50:00+05:45', 1],
    ['Asia/Kathmandu', '2026-12-01T00:10:00+05:45', '2026-11-24T00:00:00+05:45', 7],
    ['Asia/Kathmandu', '2026-12-01T00:10:00+05:45', '2026-11-01T00:00:00+05:45', 30],
    ['Asia/Kathmandu', '2026-12-01T00:10:00+05:45', '2026-10-31T23:59:00+05:45', null],
    ['Pacific/Apia', '2026-12-01T00:10:00+13:00', '2026-11-30T09:00:00+13:00', 1],
    ['Pacific/Apia', '2026-12-01T23:50:00+13:00', '2026-11-24T09:00:00+13:00', 7],
    ['Pacific/Kiritimati', '2026-12-01T00:10:00+14:00', '2026-11-30T09:00:00+14:00', 1],
    ['Pacific/Pago_Pago', '2026-12-01T23:50:00-11:00', '2026-11-30T09:00:00-11:00', 1],
    // The 30th of December 2011 was left out there: the day before the 31st is the 29th, two days by the calendar.
    ['Pacific/Apia', '2011-12-31T12:00:00+14:00', '2011-12-29T12:00:00-10:00', 7],
  ];
  for (const [zone, expiresAt, now, mark] of rows)
    it(`${zone}, ends ${expiresAt}, now ${now}: ${mark ?? 'none'}`, () => {
      assert.deepEqual(
        marksDue(aSubscription({ expiresAt: at(expiresAt) }), at(now), [], zone),
        mark === null ? [] : [mark],
      );
    });

  it('tells of a card by the month that it is where the tenant is', () => {
    const card = aCard({ expiryYear: 2027, expiryMonth: 1 });
    const rows: [string, string, boolean][] = [
      ['Pacific/Kiritimati', '2026-11-30T10:00:00Z', true],
      ['UTC', '2026-11-30T23:59:59Z', false],
      ['UTC', '2026-12-01T00:00:00Z', true],
      ['Pacific/Pago_Pago', '2026-12-01T10:59:00Z', false],
      ['UTC', '2027-01-01T00:00:00Z', false],
    ];
    for (const [zone, now, is] of rows)
      assert.equal(paymentMethodExpiresNextMonth(card, at(now), zone), is, `${zone} ${now}`);
  });

  it('takes an invoice for overdue from the instant after it was due, whatever the hour is called', () => {
    const dueAt = at('2026-10-25T02:30:00+02:00');
    const status = (now: number) => invoiceStatus(anInvoice({ dueAt }), now);
    assert.deepEqual(
      [status(dueAt), status(dueAt + 1), status(at('2026-10-25T02:30:00+01:00'))],
      ['due', 'overdue', 'overdue'],
    );
  });
});
