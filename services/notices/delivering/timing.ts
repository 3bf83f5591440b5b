import { DEADLINES } from '../../deadlines/deadlines.ts';
import { type Limit, PERSONAL_LIMITS } from './limits.ts';

/** Milliseconds. */
export interface DeliveryTiming {
  /** An attempt that has not ended by then has lost its answer. Less than the time a process has to close. */
  readonly sendTimeout: number;
  /** For how long a delivery belongs to an attempt; longer than one can take, so that nothing of it is on the road then. */
  readonly lease: number;
  /** From a failed attempt to the next; it doubles each time. */
  readonly retryDelay: number;
  readonly longestRetryDelay: number;
  /** From a message that the bot may not write to the next; it doubles each time, and any message from there ends it. */
  readonly pause: number;
  readonly longestPause: number;
  /** A delivery that waits for a conversation is looked at again by then. */
  readonly lookedAfter: number;
  /** After that a delivery which is put off again and again is given up. */
  readonly triedFor: number;
  /** How long a notice waits for somebody without the bot. */
  readonly waitsFor: number;
  /** How many cards one person gets. */
  readonly perPerson: readonly Limit[];
  /** How long one tenant's deliveries are seen to before others have their turn. */
  readonly slice: number;
}

const DAY = 24 * 60 * 60 * 1000;

export const DELIVERY_TIMING: DeliveryTiming = {
  sendTimeout: DEADLINES.connector,
  lease: 30_000,
  retryDelay: 1_000,
  longestRetryDelay: 60_000,
  pause: 60_000,
  longestPause: 6 * 60 * 60 * 1000,
  lookedAfter: 2 * 60 * 1000,
  triedFor: 3 * DAY,
  waitsFor: 30 * DAY,
  perPerson: PERSONAL_LIMITS,
  slice: 5_000,
};

/** How long to wait before the next attempt (ms): twice as long each time, and not the same for all that failed together. */
export const retryAfter = (timing: DeliveryTiming, attempts: number, atLeast = 0): number => {
  const { retryDelay, longestRetryDelay } = timing;
  const backoff = Math.min(retryDelay * 2 ** Math.min(attempts, 30), longestRetryDelay);
  return Math.round(Math.max(backoff * (0.5 + Math.random() / 2), atLeast + Math.random() * retryDelay));
};

/** How long nothing is sent to where the bot may not write (ms), after so many attempts at one message. */
export const pauseAfter = ({ pause, longestPause }: DeliveryTiming, attempts: number): number =>
  Math.min(pause * 2 ** Math.min(attempts, 30), longestPause);
