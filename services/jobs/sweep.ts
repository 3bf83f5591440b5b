import { inEveryTenant, RUN_TAKES } from './every-tenant.ts';
import type { Job } from './job.ts';

/** Finds what was begun and has no job any more, whatever the reason, and pays out what a crash has left open. */
export const sweepJob: Job = {
  name: 'sweep',
  takes: RUN_TAKES,
  run: (context, _data, signal) =>
    inEveryTenant(context, signal, async (tenantId) => {
      for (const work of await context.commerce.listWork(tenantId)) await context.wake(work);
      await context.commerce.settlePayments(tenantId);
      await context.often?.(tenantId);
    }),
};
