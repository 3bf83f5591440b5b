import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

/** A log that can be read. */
export interface CapturedLog {
  readonly log: Logger;
  /** Everything that was logged. */
  logged(): string;
  /** The same, a record for each line. */
  records(): Record<string, unknown>[];
}

export const capturedLog = (): CapturedLog => {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  return {
    log: pino({ level: 'trace' }, stream),
    logged: () => text,
    records: () =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
  };
};
