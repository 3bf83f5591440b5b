import type { Work } from '../commerce/core/service.ts';
import type { Job } from './job.ts';

/** Takes the licenses of a canceled subscription back from its people, where they are too many to do so at once. */
export const releaseSeatsJob: Job<Work> = {
  name: 'release-seats',
  run: ({ commerce }, work, signal) => commerce.continueWork(work, () => signal.throwIfAborted()),
};
