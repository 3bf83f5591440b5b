import type { Work } from '../commerce/core/service.ts';
import type { Job } from './job.ts';

/** Carries a move on; where it fails again and again, it is stopped and the admin is told. */
export const moveUsersJob: Job<Work> = {
  name: 'move-users',
  run: ({ commerce }, work, signal) => commerce.continueWork(work, () => signal.throwIfAborted()),
  giveUp: ({ commerce }, work) => commerce.stopWork(work),
};
