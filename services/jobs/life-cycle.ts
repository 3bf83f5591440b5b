import { inEveryTenant, RUN_TAKES } from './every-tenant.ts';
import type { Job } from './job.ts';

/** Every hour: renews, expires, disables and deletes what is due, and tells people of what is coming. */
export const lifeCycleJob: Job = {
  name: 'life-cycle',
  takes: RUN_TAKES,
  run: (context, _data, signal) =>
    inEveryTenant(context, signal, async (tenantId) => {
      const step = await context.commerce.runLifeCycle(tenantId);
      if (step) context.log.warn({ tenantId, ...inWords(step) }, STEPPED);
    }),
};

const STEPPED = 'Time has made a long step: what is due is done a day at a time, in case the clock is wrong';

const inWords = ({ from, to }: { readonly from: number; readonly to: number }) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});
