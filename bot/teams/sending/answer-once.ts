import type { Delivered } from '../../../services/conversations/seen-activities.ts';
import { RequestRefused } from '../door/request-refused.ts';
import { NotTaken } from './connector.ts';

/** Notes what came of an answer that is given. It fails nothing. */
export type Noting = () => Promise<unknown>;

/**
 * Answers what Teams may deliver several times. It counts as seen when its answer is settled: given, kept for later, or of
 * no use any more. Where it is neither, the delivery is refused, so that Teams repeats it; and so is one that comes while
 * another is being answered, as that one's process may die.
 * @throws {RequestRefused} 503
 * @throws {NotTaken} where it is of no use to be delivered again
 */
export const answerOnce = async (delivered: Delivered, answer: () => Promise<Noting | undefined>): Promise<void> => {
  const seen = await delivered.begin();
  if (seen === 'under-way') throw new RequestRefused(503, 'under-way');
  if (seen === 'settled') return;
  let noting: Noting | undefined;
  try {
    noting = await answer();
  } catch (error) {
    if (!isWorthRepeating(error)) {
      await delivered.settle();
      throw error;
    }
    await delivered.forget();
    throw new RequestRefused(503, 'not-answered');
  }
  // In one go, and in this order: where the process ends in between, what is settled is noted.
  await Promise.all([noting?.(), delivered.settle()]);
};

const isWorthRepeating = (error: unknown): boolean => error instanceof NotTaken && error.isWorthRepeating;
