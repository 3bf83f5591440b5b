import type { TenantId } from '../commerce/api/types.ts';
import type { Notices } from '../notices/index.ts';
import { inEveryTenant, RUN_TAKES } from './every-tenant.ts';
import type { Job } from './job.ts';

/** Every two seconds: finds the tenants in which something is to be delivered now, whoever put it there. */
export const createFindNoticesJob = (notices: Notices, wake: (tenantId: TenantId) => Promise<void>): Job => ({
  name: 'find-notices',
  takes: RUN_TAKES,
  run: (context, _data, signal) =>
    inEveryTenant(context, signal, async (tenantId) => {
      if (await notices.hasWork(tenantId)) await wake(tenantId);
    }),
});
