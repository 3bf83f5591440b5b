import assert from 'node:assert/strict';
import { LIMITS, type LimitName, multipliedLimits } from '../../../services/limits/limits.ts';

const [MINUTE, DAY] = [60, 24 * 60 * 60];

/** Whose doings, how many, in how many seconds, and whether admins hear of it: as the README has it. */
const WRITTEN: Readonly<Record<LimitName, readonly [of: string, points: number, seconds: number, told: boolean]>> = {
  turns: ['person', 60, MINUTE, true],
  'tenant-turns': ['tenant', 200, 10, true],
  searches: ['person', 120, MINUTE, false],
  'payment-links': ['person', 20, DAY, true],
  'card-tries': ['person', 30, DAY, true],
  'tenant-card-tries': ['tenant', 300, DAY, true],
  exports: ['person', 50, DAY, true],
  'model-calls': ['person', 50, DAY, true],
  'tenant-model-calls': ['tenant', 5_000, 30 * DAY, true],
};

describe('The limits', () => {
  it('are those that are written down', () => {
    const found = Object.entries(LIMITS).map(([name, { of, points, seconds, tellsAdmins }]) => [
      name,
      [of, points, seconds, tellsAdmins],
    ]);
    assert.deepEqual(Object.fromEntries(found), WRITTEN);
  });

  it('let through as many times as much as is wanted, one at least, in the same time', () => {
    const points = (factor: number) => Object.values(multipliedLimits(factor)).map((limit) => limit.points);
    const written = Object.values(WRITTEN).map(([, most]) => most);
    assert.deepEqual(
      points(2),
      written.map((most) => 2 * most),
    );
    assert.ok(points(0.0001).every((most) => most === 1));
    assert.equal(multipliedLimits(2).turns.seconds, MINUTE);
  });
});
