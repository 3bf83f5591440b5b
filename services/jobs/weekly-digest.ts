import type { Notices } from '../notices/index.ts';
import { makeDigest } from '../notices/planning/digest.ts';
import type { Redis } from '../redis/client.ts';
import { inEveryTenant, RUN_TAKES } from './every-tenant.ts';
import type { Job } from './job.ts';

/** Every hour: makes the weekly digest where it is due, and lets go of old deliveries. */
export const createWeeklyDigestJob = (redis: Redis, notices: Notices, now: () => number): Job => ({
  name: 'weekly-digest',
  takes: RUN_TAKES,
  run: (context, _data, signal) =>
    inEveryTenant(context, signal, async (tenantId) => {
      if (!(await context.commerce.isTimeBelieved(tenantId))) return;
      await makeDigest(redis, tenantId, now());
      await notices.tidy(tenantId);
    }),
});
