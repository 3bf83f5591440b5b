import assert from 'node:assert/strict';
import type { InvoiceStatus, Subscription } from '../../../../services/commerce/api/types.ts';
import { invoiceStatus, marksDue, paymentMethodExpiresNextMonth } from '../../../../services/commerce/rules/marks.ts';
import { aCard, anInvoice, aSubscription, at } from './samples.ts';

describe('The marks before a term ends', () => {
  const rows: [string, string, number[], number[], Partial<Subscription>?][] = [
    ['31 days before', '2026-08-31', [], []],
    ['30 days before', '2026-09-01', [], [30]],
    ['30 days before, sent', '2026-09-01', [30], []],
    ['8 days before, 30 sent', '2026-09-23', [30], []],
    ['7 days before', '2026-09-24', [30], [7]],
    ['2 days before', '2026-09-29', [30, 7], []],
    ['1 day before', '2026-09-30', [30, 7], [1]],
    ['on the last day, 1 sent', '2026-10-01T08:00:00Z', [30, 7, 1], []],
    ['on the last day, 1 missed', '2026-10-01T08:00:00Z', [30, 7], [1]],
    ['late for the first time: only the nearest', '2026-09-28', [], [7]],
    ['late for 30 when 7 is sent', '2026-09-28', [7], []],
    ['earlier in the day than the end', '2026-09-24T00:00:00Z', [30], [7]],
    ['later in the day than the end', '2026-09-24T23:59:00Z', [30], [7]],
    ['at the end', '2026-10-01', [], []],
    ['after the end', '2026-10-05', [], []],
    ['without recurring billing', '2026-09-24', [30], [7], { autoRenew: false }],
    ['of a trial', '2026-09-24', [30], [7], { trial: 'no-card' }],
    ['of an Expired one', '2026-09-24', [], [], { status: 'Expired' }],
    ['of a Disabled one', '2026-09-24', [], [], { status: 'Disabled' }],
    ['of a Deleted one', '2026-09-24', [], [], { status: 'Deleted' }],
  ];
  for (const [name, now, sent, due, facts] of rows)
    it(`${name}: ${due.join() || 'none'}`, () => {
      const subscription = aSubscription({ expiresAt: at('2026-10-01'), ...facts });
      assert.deepEqual(marksDue(subscription, at(now), sent), due);
    });

  it('count days of the time zone', () => {
    const subscription = aSubscription({ expiresAt: at('2026-10-01T03:00:00Z') });
    const now = at('2026-09-29T13:00:00Z');
    assert.deepEqual(marksDue(subscription, now, [30, 7], 'UTC'), []);
    assert.deepEqual(marksDue(subscription, now, [30, 7], 'America/New_York'), [1]);
  });

  it('count days, not hours, where the clocks change', () => {
    const subscription = aSubscription({ expiresAt: at('2026-11-02T09:30:00-05:00') });
    const sevenDaysBefore = at('2026-10-26T09:00:00-04:00');
    assert.deepEqual(marksDue(subscription, sevenDaysBefore, [30], 'America/New_York'), [7]);
  });
});

describe('An invoice', () => {
  const rows: [InvoiceStatus, string, InvoiceStatus][] = [
    ['due', '2026-09-10', 'due'],
    ['due', '2026-09-15', 'due'],
    ['due', '2026-09-15T09:00:00.001Z', 'overdue'],
    ['overdue', '2026-09-10', 'overdue'],
    ['paid', '2026-12-01', 'paid'],
  ];
  for (const [status, now, expected] of rows)
    it(`stored as ${status} is ${expected} on ${now}`, () => {
      assert.equal(invoiceStatus(anInvoice({ status, dueAt: at('2026-09-15') }), at(now)), expected);
    });
});

describe('A card', () => {
  const rows: [number, number, string, boolean][] = [
    [2026, 12, '2026-11-01', true],
    [2026, 12, '2026-11-30', true],
    [2026, 12, '2026-12-01', false],
    [2026, 12, '2026-10-31', false],
    [2027, 1, '2026-12-15', true],
    [2027, 12, '2026-11-15', false],
    [2020, 1, '2026-11-15', false],
  ];
  for (const [expiryYear, expiryMonth, now, expected] of rows)
    it(`of ${expiryMonth}/${expiryYear} ${expected ? 'expires' : 'does not expire'} the month after ${now}`, () => {
      assert.equal(paymentMethodExpiresNextMonth(aCard({ expiryYear, expiryMonth }), at(now)), expected);
    });

  it('goes by the month of the time zone', () => {
    const newYear = at('2026-12-01T02:00:00Z');
    assert.equal(paymentMethodExpiresNextMonth(aCard(), newYear, 'America/New_York'), true);
    assert.equal(paymentMethodExpiresNextMonth(aCard(), newYear, 'Europe/Stockholm'), false);
  });
});
