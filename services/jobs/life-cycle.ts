import { inEveryTenant, RUN_TAKES } from './every-tenant.ts';
import type { Job } from './job.ts';

/** Every hour: renews, expires, disables and deletes what is due, and tells people of what is coming. */
export const lifeCycleJob: Job = {
  name: 'life-cycle',
  takes: RUN_TAKES,
  run: (context, _data, signal) =>
    inEveryTenant(context, signal, (tenantId) => context.commerce.runLifeCycle(tenantId)),
};
