import { pino } from 'pino';
import { keptNumbers } from './cards/kept-numbers.ts';

/** Lines of the log that hold the number of a card, however it is written. */
const withNumbers: string[] = [];

/** A log of everything, which shows nothing. The run fails where the number of a card gets into it. */
export const keptLog = pino(
  { level: 'trace' },
  { write: (line: string) => void (keptNumbers(line).length > 0 && withNumbers.push(line)) },
);

/** What was logged that must not be. */
export const loggedNumbers = (): readonly string[] => withNumbers.slice(0, 5);
