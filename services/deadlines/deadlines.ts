/** How long others are waited for, in milliseconds. What they answer later counts for nothing. */
export const DEADLINES = {
  /** A request to the connector of Teams, with the token for it. Less than the time a process has to close. */
  connector: 8_000,
  /** The keys with which Teams signs, each of two requests. */
  signingKeys: 5_000,
  /** Each request to Microsoft Entra ID. */
  signIn: 5_000,
  /** What was spoken of before: a turn that goes on without it still has time for its answer. */
  memory: 1_000,
  /** A request to Microsoft Graph or to the service of the policy, to the last byte. */
  microsoft365: 30_000,
  /** A language model, to the last byte. */
  languageModel: 4_000,
  /** One act of the payment provider. */
  payment: 10_000,
  /** A mail, from the connection to the end. The lease of a delivery is longer. */
  mail: 20_000,
  /** A chunk of a file for OneDrive. */
  oneDriveChunk: 60_000,
} as const;

/**
 * Waits for work no longer than until the signal fires. What cannot be ended goes on, and nobody waits for it.
 * @throws the reason of the signal
 */
export const unlessAborted = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });

/**
 * Does work that a signal ends after so many milliseconds. Unlike that of `AbortSignal.timeout`, it does not fire for work that
 * has ended before, which under load would come to thousands of errors that nobody reads.
 */
export const endingWithin = async <Result>(
  milliseconds: number,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new DOMException('It took too long', 'TimeoutError')), milliseconds);
  timer.unref();
  try {
    return await act(ending.signal);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Waits for work so many milliseconds.
 * @throws {DOMException} `TimeoutError`
 */
export const within = <Result>(milliseconds: number, work: Promise<Result>): Promise<Result> =>
  endingWithin(milliseconds, (signal) => unlessAborted(work, signal));
