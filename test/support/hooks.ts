import { setTimeout as sleep } from 'node:timers/promises';
import { TYPED } from './cards/kept-numbers.ts';
import { loggedNumbers } from './kept-log.ts';
import { findInRedis } from './redis/find-in-redis.ts';
import { runningTestRedis, stopTestRedis } from './redis/redis.ts';

/** Milliseconds. */
const CLOSING_TAKES = 2_000;
const MOCHA_MAY_TAKE = 5_000;

/** What would keep mocha from ending; timers and files end by themselves. */
const LASTING = new Set([
  'TCPSocketWrap',
  'TCPServerWrap',
  'PipeWrap',
  'PipeServerWrap',
  'ProcessWrap',
  'UDPWrap',
  'MessagePort',
]);

const open = (): string[] => process.getActiveResourcesInfo().filter((type) => LASTING.has(type));

/** What mocha and its loader hold is nobody's leak. */
const atStart = open().length;

const leaks = async (): Promise<string[]> => {
  const giveUpAt = Date.now() + CLOSING_TAKES;
  while (open().length > atStart && Date.now() < giveUpAt) await sleep(20);
  return open().length > atStart ? open() : [];
};

/** Fails the run where any test of it has led to a card number being kept. */
const findCardNumbers = async (): Promise<void> => {
  const redis = await runningTestRedis();
  const found = redis ? await findInRedis(redis, ...TYPED) : [];
  if (found.length > 0) throw new Error(`A card number has been kept: ${found.slice(0, 5).join(', ')}`);
  const logged = loggedNumbers();
  if (logged.length > 0) throw new Error(`A card number has been logged: ${logged.join(', ')}`);
};

/**
 * Looks for what must not be kept, stops what the tests share, and fails the run if a test has left something open that
 * would keep mocha from ending.
 */
export const mochaHooks = {
  async afterAll(this: Mocha.Context) {
    await findCardNumbers().finally(stopTestRedis);
    const left = await leaks();
    if (left.length === 0) return;
    // Mocha would wait for them in silence.
    setTimeout(() => process.exit(1), MOCHA_MAY_TAKE).unref();
    throw new Error(
      `A test has left something open: ${left.join(', ')}. Close every server, client and child process.`,
    );
  },
};
