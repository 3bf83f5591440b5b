/**
 * Loaded before a program, so that a test can set its clock: at SIGUSR2 it goes by as many milliseconds as the file says that
 * CLOCK_FILE names. Timers go on, as they do where an administrator sets the clock of a machine.
 */
import { readFileSync } from 'node:fs';

const RealDate = Date;
let ahead = 0;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + ahead] : given));
  }

  static now() {
    return RealDate.now() + ahead;
  }
};
process.on('SIGUSR2', () => {
  ahead = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
});
