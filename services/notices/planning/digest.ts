import { readFileSync } from 'node:fs';
import type { TenantId } from '../../commerce/api/types.ts';
import { isReminderHour } from '../../commerce/reminders/reminders.ts';
import { dayNumber, timeZoneOf } from '../../commerce/rules/marks.ts';
import { DAY_MS } from '../../commerce/rules/term.ts';
import { readTenant } from '../../commerce/store/tenants.ts';
import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import { runScript, scriptOf } from '../../redis/script.ts';
import { encodeNotice } from '../notice.ts';

const APPEND_DIGEST = scriptOf(readFileSync(new URL('../lua/append-digest.lua', import.meta.url), 'utf8'));
const WEEK_MS = 7 * DAY_MS;

/**
 * Puts the weekly digest into the outbox, once a week: on Monday from 09:00 in the tenant's time zone, or on a later
 * day if nothing ran then. The week in which the tenant is first met has none.
 */
export const makeDigest = async (redis: Redis, tenantId: TenantId, now: number): Promise<void> => {
  const tenant = await readTenant(redis, tenantId);
  if (!tenant) return;
  const timeZone = timeZoneOf(tenant);
  if (!isReminderHour(now, timeZone)) return;
  const keys = tenantKeys(tenantId);
  const monday = mondayOf(dayNumber(now, timeZone));
  const notice = encodeNotice({
    kind: 'weekly-digest',
    from: now - WEEK_MS,
    until: now,
    to: { role: 'purchase-admins' },
    subject: 'weekly-digest',
    at: now,
  });
  await runScript(redis, APPEND_DIGEST, { keys: [keys.digested, keys.outbox], arguments: [String(monday), notice] });
};

/** Day 0 was a Thursday. */
const mondayOf = (day: number): number => day - ((day + 3) % 7);
