import { RequestRefused } from '../door/request-refused.ts';
import { NotTaken } from './connector.ts';

interface Delivered {
  /** Whether it comes for the first time; from then on it does not. */
  isFirst(): Promise<boolean>;
  /** Has it count as new again. */
  forget(): Promise<void>;
}

/**
 * Answers what Teams may deliver several times. Where the answer has not arrived and may do so later, the delivery is
 * refused, so that Teams repeats it; an answer that may have arrived is not given again.
 * @throws {RequestRefused} 503
 * @throws {NotTaken} where it is of no use to be delivered again
 */
export const answerOnce = async (delivered: Delivered, answer: () => Promise<void>): Promise<void> => {
  if (!(await delivered.isFirst())) return;
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof NotTaken && error.isWorthRepeating)) throw error;
    await delivered.forget();
    throw new RequestRefused(503, 'not-answered');
  }
};
