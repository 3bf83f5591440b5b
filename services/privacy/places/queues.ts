import type { Place, Wanted } from './place.ts';

/** What the queue of jobs can be asked for here. */
export interface ForgetfulQueue {
  /** Takes out the jobs whose ids or data fit, and returns how many these were. */
  forget(fits: (text: string) => boolean): Promise<number>;
  /** Ids of jobs that fit. */
  find(fits: (text: string) => boolean): Promise<string[]>;
}

/** Jobs that are about a person, such as a card that follows a move. */
export const jobQueues = (queues: readonly ForgetfulQueue[]): Place => {
  const fits = (wanted: Wanted) => (text: string) => wanted.has(text);
  return {
    name: 'jobs',
    async erase(wanted) {
      const removed = await Promise.all(queues.map((queue) => queue.forget(fits(wanted))));
      return removed.reduce((sum, each) => sum + each, 0);
    },
    find: async (wanted) => (await Promise.all(queues.map((queue) => queue.find(fits(wanted))))).flat(),
  };
};
