import { ErrorReply } from 'redis';
import type { Redis } from './client.ts';
import { saidBy } from './health/trouble.ts';
import { probeKeys } from './keys.ts';

/** They stand for all that data and queue need, and change nothing. */
const PROBES: readonly (readonly string[])[] = [
  ['INFO', 'server'],
  ['TIME'],
  ['EVAL', 'return redis.call("HGET", KEYS[1], "none")', '1', probeKeys.never],
  ['EVAL', 'return redis.call("ZSCORE", KEYS[1], "none")', '1', 'tenants'],
  ['BZPOPMIN', '{jobs}:probe', '0.001'],
];

/**
 * What the user of a connection may not do and must be able to, in the words of Redis; undefined if nothing is missing.
 * Without `INFO`, the queue would wait for ever and say nothing.
 */
export const missingRight = async (redis: Redis): Promise<string | undefined> => {
  for (const probe of PROBES) {
    const answer = await redis.sendCommand([...probe]).catch((error: unknown) => error);
    if (answer instanceof ErrorReply && saidBy(answer) === 'forbidden') return answer.message;
  }
  return undefined;
};
