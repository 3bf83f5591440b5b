import type { TenantId } from '../commerce/api/types.ts';
import type { Notices } from '../notices/index.ts';
import type { Job, RunAgain } from './job.ts';

/** Whose notices are to be delivered. */
export interface Delivering {
  readonly tenantId: TenantId;
}

/** Delivers a tenant's notices, a few seconds at a time, so that each tenant has its turn. */
export const createDeliverNoticesJob = (notices: Notices): Job<Delivering> => ({
  name: 'deliver-notices',
  async run(_context, data, signal): Promise<RunAgain | undefined> {
    const more = await notices.deliver(data.tenantId, signal);
    return more ? { data, after: 0 } : undefined;
  },
});
