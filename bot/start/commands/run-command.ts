import { pino } from 'pino';
import { complain } from '../announce.ts';
import { type Closing, closeAll, startProblem } from '../process.ts';

/**
 * Runs a command beside the bot and closes what it has opened. A failure is told to the person at the keyboard, and ends
 * with exit code 1.
 * @param what begins the sentence that tells of a failure which nobody foresaw: `The import`
 */
export const runCommand = async (main: (closing: Closing) => Promise<void>, what: string): Promise<void> => {
  const closing: Closing = [];
  try {
    await main(closing);
  } catch (error) {
    complain(startProblem(error) ?? `${what} failed: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  } finally {
    await closeAll(closing, pino({ level: 'silent' }));
  }
};
