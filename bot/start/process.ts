import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { PlaygroundUnavailable } from '../../demo/playground.ts';
import { InvalidTenantFile } from '../../services/commerce/index.ts';
import { RedisUnavailable } from '../../services/redis/unavailable.ts';
import { InvalidConfig } from './config.ts';

/** What has been opened and how to close it, in the order of opening. */
export type Closing = (() => Promise<unknown>)[];

/** The command was called the wrong way; the message says what is right. */
export class UsageError extends Error {}

/** Milliseconds from the signal until the process ends whatever is still open. */
const CLOSE_WITHIN = 9_000;

/** Closes everything in reverse, each within what is left of the time. */
export const closeAll = async (closing: Closing, log: Logger): Promise<void> => {
  const giveUp = sleep(CLOSE_WITHIN, undefined, { ref: false });
  for (const close of closing.splice(0).reverse())
    await Promise.race([close(), giveUp]).catch((error: unknown) => log.error({ err: error }, 'Closing failed'));
};

/** Why a start cannot go on, in one line for the person at the keyboard; undefined for what nobody foresaw. */
export const startProblem = (error: unknown): string | undefined => {
  if (error instanceof InvalidConfig) return `The configuration is wrong: ${error.message}`;
  if ([InvalidTenantFile, RedisUnavailable, UsageError].some((expected) => error instanceof expected))
    return (error as Error).message;
  if (error instanceof PlaygroundUnavailable)
    return `${error.message} Set PLAYGROUND_PORT to another one, or PLAYGROUND=off.`;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what runs there, or set PORT to another one.`;
  if (code === 'EACCES' && port) return `Port ${port} may not be opened by this user. Set PORT to another one.`;
  return undefined;
};

/** Ends the process, with 0 and everything closed, at the first SIGINT or SIGTERM. */
export const closeOnSignal = (closing: Closing, log: Logger): void => {
  const onSignal = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'Stopping');
    await closeAll(closing, log);
    process.exit(0);
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
};
