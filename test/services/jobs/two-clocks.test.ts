import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayNumber } from '../../../services/commerce/rules/marks.ts';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { readOutbox } from '../../support/notices/outbox.ts';
import { REF, useAgingTenant } from '../../support/tenants/aging-tenant.ts';
import { DAY, userId } from '../../support/tenants/small-tenant.ts';

const HOUR = 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** Where and when clocks change, or the date is far from that of UTC. */
const CHANGES = [
  ['Europe/Stockholm', '2027-03-28T01:00:00Z'],
  ['Europe/Stockholm', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2027-03-14T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2027-04-03T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Asia/Kathmandu', '2026-11-30T18:15:00Z'],
  ['Pacific/Apia', '2026-11-30T11:00:00Z'],
] as const;

describe('Two processes whose clocks differ', () => {
  const tenant = useAgingTenant();

  const begin = async (timeZone: string, expiresAt: number) => {
    await tenant.tenantWith({ ref: REF, term: 'P1M', createdAt: expiresAt - 365 * DAY, expiresAt });
    const { keys, tenant: record } = await openTenant(tenant.redis, tenant.id);
    await tenant.redis.set(keys.tenant, JSON.stringify({ ...record, timeZone }));
  };
  /** The marks that the purchaser was told of this term, with the day on which. */
  const told = async (expiresAt: number, timeZone: string) => {
    const notices = (await readOutbox(tenant.redis, tenant.id)).flatMap((n) => (n.kind === 'ends-soon' ? [n] : []));
    return notices
      .filter(({ at, to }) => at < expiresAt && 'user' in to && to.user === userId(1))
      .map(({ days, at }) => ({ days, before: dayNumber(expiresAt, timeZone) - dayNumber(at, timeZone) }));
  };

  /** Minutes by which one clock is ahead of the other, and between two runs; whether both run at the same moment. */
  interface Pair {
    readonly skew: number;
    readonly steps: readonly number[];
    readonly together: boolean;
  }

  const runBoth = async (now: number, { skew, together }: Pair): Promise<void> => {
    const first = tenant.runOnce(now);
    if (!together) await first;
    await Promise.all([first, tenant.runOnce(now + skew * MINUTE)]);
  };
  /** Small steps only at first: after a hundred they would be the same again. */
  const runUntil = async (from: number, until: number, pair: Pair): Promise<void> => {
    let now = from;
    for (let i = 0; now < until; i += 1) {
      await runBoth(now, pair);
      now += (pair.steps[i % pair.steps.length] ?? 60) * MINUTE + (i > 100 ? 6 * HOUR : 0);
    }
  };

  it('tell of each mark once, on its day, and renew once, around every change of the clocks', async () => {
    const pairs = fc.record({
      skew: fc.integer({ min: -10, max: 10 }),
      steps: fc.array(fc.integer({ min: 1, max: 11 * 60 }), { minLength: 3, maxLength: 8 }),
      together: fc.boolean(),
    });
    const minutesApart = fc.integer({ min: -26 * 60, max: 26 * 60 });
    const property = fc.asyncProperty(fc.constantFrom(...CHANGES), minutesApart, pairs, async (change, apart, pair) => {
      const [timeZone, instant] = change;
      const expiresAt = Date.parse(instant) + apart * MINUTE;
      await begin(timeZone, expiresAt);
      await runUntil(expiresAt - 9 * DAY, expiresAt + 12 * HOUR, pair);
      const once = [7, 1].map((days) => ({ days, before: days }));
      assert.deepEqual(await told(expiresAt, timeZone), once);
      const issued = (await tenant.invoices()).map(({ issuedAt }) => issuedAt);
      assert.deepEqual(issued, [expiresAt]);
    });
    await fc.assert(property, { numRuns: 8 });
  });
});
