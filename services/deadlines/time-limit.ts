import { unlessAborted } from './deadlines.ts';

interface TimeLimit {
  /** Milliseconds until the work is asked to end. */
  readonly takes: number;
  /** Milliseconds that it has for that. */
  readonly grace: number;
  /** Asks it to end before its time. */
  readonly closing: AbortSignal;
}

/** The time of some work is over, and it has come to an end where it could. */
export class TimeIsOver extends Error {}

/** Some work was asked to end and gave no sign; it is not waited for any more. */
class NoSignOfLife extends Error {}

/**
 * Runs work with a signal that asks it to end at its next safe point when its time is over.
 * @throws what the work throws, such as the signal's reason, and an error where it does not end when asked
 */
export const withTimeLimit = async <Result>(
  { takes, grace, closing }: TimeLimit,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const [asked, lost] = [new AbortController(), new AbortController()];
  const ask = (reason: unknown) => {
    clearTimeout(timer);
    asked.abort(reason);
    timer = setTimeout(() => lost.abort(new NoSignOfLife(`Nothing was heard for ${takes + grace} ms`)), grace);
  };
  const close = () => ask(closing.reason);
  let timer = setTimeout(() => ask(new TimeIsOver(`It took more than ${takes} ms`)), takes);
  closing.addEventListener('abort', close, { once: true });
  try {
    if (closing.aborted) close();
    return await unlessAborted(work(asked.signal), lost.signal);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
  }
};
