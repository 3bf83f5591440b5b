import { DEADLINES, within } from '../deadlines/deadlines.ts';
import type { PaymentProvider } from './payments.ts';

/**
 * A provider that is waited for so long and no longer. An act that was given up may have happened: as after a crash it is
 * repeated under its id, or given back.
 */
export const withDeadline = (provider: PaymentProvider, milliseconds: number = DEADLINES.payment): PaymentProvider => {
  const inTime =
    <Arguments extends unknown[], Result>(act: (...given: Arguments) => Promise<Result>) =>
    (...given: Arguments) =>
      within(milliseconds, act(...given));
  return {
    ...(provider.testCards && { testCards: provider.testCards }),
    charge: inTime(provider.charge),
    reverse: inTime(provider.reverse),
    refund: inTime(provider.refund),
    createSetup: inTime(provider.createSetup),
    completeSetup: inTime(provider.completeSetup),
    detach: inTime(provider.detach),
    // Nobody waits for it, and there may be much to read.
    booked: provider.booked,
  };
};
