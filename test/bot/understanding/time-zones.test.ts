import assert from 'node:assert/strict';
import { dayIn, spanOf } from '../../../bot/understanding/time-zones.ts';

const span = (from: string, to: string, timeZone: string) => {
  const { from: first, to: last } = spanOf(from, to, timeZone);
  return [first, last].map((at) => new Date(at).toISOString());
};

describe('Days of a time zone', () => {
  it('begin and end when it is midnight there', () => {
    assert.deepEqual(span('2026-10-01', '2026-10-31', 'America/New_York'), [
      '2026-10-01T04:00:00.000Z',
      '2026-11-01T03:59:59.999Z',
    ]);
    assert.deepEqual(span('2026-01-01', '2026-01-01', 'Asia/Kolkata'), [
      '2025-12-31T18:30:00.000Z',
      '2026-01-01T18:29:59.999Z',
    ]);
  });

  it('have 25 hours when the clock is put back, and 23 when it is put forward', () => {
    assert.deepEqual(span('2026-10-25', '2026-10-25', 'Europe/Stockholm'), [
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
    ]);
    assert.deepEqual(span('2026-03-29', '2026-03-29', 'Europe/Stockholm'), [
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
    ]);
  });

  it('are none where the calendar has none', () => {
    for (const day of [
      '',
      '2026-02-29',
      '2026-13-01',
      '26-01-01',
      'soon',
      '+12026-01-01',
      '0000-01-01',
      '1899-12-31',
      '2200-01-01',
      '9999-12-31',
    ])
      assert.deepEqual(spanOf(day, day, 'UTC'), { from: Number.NaN, to: Number.NaN }, day);
    assert.equal(spanOf('2024-02-29', '2024-02-29', 'UTC').from, Date.parse('2024-02-29'));
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata'])
      for (const day of ['1900-01-01', '1999-12-31', '2199-12-31'])
        assert.ok(Object.values(spanOf(day, day, zone)).every(Number.isFinite), `${day} ${zone}`);
  });

  it('are told for an instant', () => {
    assert.equal(dayIn(Date.parse('2026-11-21T03:00:00Z'), 'America/New_York'), '2026-11-20');
    assert.equal(dayIn(Date.parse('2026-11-21T03:00:00Z'), 'UTC'), '2026-11-21');
  });
});
