import { setTimeout as sleep } from 'node:timers/promises';
import { DEADLINES, endingWithin } from '../../../services/deadlines/deadlines.ts';
import { NotTaken, type Sent } from './connector.ts';

/** Milliseconds until a message is tried again, where the channel does not say; twice as many each time. */
const FIRST_PAUSE = 500;
/** Milliseconds without which no request is begun: one that is broken off may have arrived. */
const LEAST = 2_000;

interface Patience {
  /** Whether a second time does no harm, as for what takes the place of something: then it is tried after a failure, too. */
  readonly harmless?: boolean;
  readonly milliseconds?: number;
}

/**
 * Has a message sent, and again where the channel says that it takes it later, as long as the deadline lets it. What may
 * have arrived is not repeated, unless that does no harm.
 * @returns its id, where the channel names it
 * @throws {NotTaken}
 */
export const sendPatiently = (
  send: (signal: AbortSignal) => Promise<Sent>,
  { harmless = false, milliseconds = DEADLINES.connector }: Patience = {},
): Promise<string | undefined> => {
  const endsAt = performance.now() + milliseconds;
  return endingWithin(milliseconds, async (signal) => {
    for (let pause = FIRST_PAUSE; ; pause *= 2) {
      const sent = await send(signal);
      if (sent.ok) return sent.activityId;
      const problem = new NotTaken(sent);
      const wait = Math.max(sent.retryAfterMs ?? 0, pause);
      const isTriedAgain = problem.isWorthRepeating || (harmless && !problem.isRefused);
      if (!isTriedAgain || performance.now() + wait + LEAST > endsAt) throw problem;
      await sleep(wait);
    }
  });
};
