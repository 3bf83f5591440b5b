import type { TenantId } from '../commerce/api/types.ts';
import type { Notices } from '../notices/index.ts';
import type { Job, Later } from './job.ts';

/** Whose notices are to be delivered. */
export interface Delivering {
  readonly tenantId: TenantId;
}

/** Delivers a tenant's notices, a few seconds at a time, so that each tenant has its turn. */
export const deliverNotices = (notices: Notices): Job<Delivering> => ({
  name: 'deliver-notices',
  async run(_context, data, signal): Promise<Later | undefined> {
    const more = await notices.deliver(data.tenantId, signal);
    return more ? { data, after: 0 } : undefined;
  },
});
