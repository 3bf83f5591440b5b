import type { Retention } from '../privacy/retention/retention.ts';
import { inEveryTenant, RUN_TAKES } from './every-tenant.ts';
import type { Job } from './job.ts';

/** Every hour: lets go of what is too old to be kept, and of what people who have left have left behind. */
export const createRetentionJob = (retention: Retention): Job => ({
  name: 'retention',
  takes: RUN_TAKES,
  async run(context, _data, signal) {
    await inEveryTenant(context, signal, async (tenantId) => {
      if (await context.commerce.isTimeBelieved(tenantId)) await retention.letGo(tenantId, signal);
    });
    await retention.forgetLeavers(signal);
  },
});
