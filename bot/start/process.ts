import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Logger } from 'pino';
import { PlaygroundUnavailable } from '../../demo/playground.ts';
import { BackupRefused } from '../../services/backup/index.ts';
import { CommerceError } from '../../services/commerce/api/errors.ts';
import { ImportRefused, InvalidTenantFile, NewerData } from '../../services/commerce/index.ts';
import { FolderNotPrivate } from '../../services/files/private-folder.ts';
import { saidBy, type Trouble } from '../../services/redis/health/trouble.ts';
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

/** Errors whose message is all that the person at the keyboard needs. */
const EXPLAINED = [
  InvalidTenantFile,
  ImportRefused,
  BackupRefused,
  NewerData,
  FolderNotPrivate,
  RedisUnavailable,
  UsageError,
];

/** What a Redis that takes no writes says of itself. */
const NOT_WRITABLE: Readonly<Partial<Record<Trouble, string>>> = {
  full: 'Redis takes nothing more: its memory is full (maxmemory). Make room, and do it again.',
  'disk-failing': 'Redis takes nothing more: it cannot save to its disk. Make room there, and do it again.',
  'read-only': 'Redis takes nothing: it is a replica. Set REDIS_URL to the master.',
};

/** Why a start cannot go on, in one line for the person at the keyboard; undefined for what nobody foresaw. */
export const startProblem = (error: unknown): string | undefined => {
  if (error instanceof InvalidConfig) return `The configuration is wrong: ${error.message}`;
  if (EXPLAINED.some((expected) => error instanceof expected)) return (error as Error).message;
  if (error instanceof PlaygroundUnavailable)
    return `${error.message} Set PLAYGROUND_PORT to another one, or PLAYGROUND=off.`;
  if (error instanceof CommerceError && error.reason.code === 'unknown-tenant') return 'There is no such tenant.';
  const said = saidBy(error);
  if (said && said in NOT_WRITABLE) return NOT_WRITABLE[said];
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what runs there, or set PORT to another one.`;
  if (code === 'EACCES' && port) return `Port ${port} may not be opened by this user. Set PORT to another one.`;
  return undefined;
};

/** Exit code of a process that met an error which nobody has caught; whoever keeps it running starts it again. */
const CRASHED = 70;

/**
 * Ends the process with everything closed: with 0 at the first SIGINT or SIGTERM, and where whoever keeps it running has
 * gone; with another code, and one line in the log, at an error that nobody has caught, as what it has left behind is not
 * to be trusted.
 */
export const endInOrder = (closing: Closing, log: Logger): void => {
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    await closeAll(closing, log);
    process.exit(code);
  };
  const stop = (reason: string) => {
    log.info({ reason }, 'Stopping');
    void end(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  process.once('disconnect', () => stop('nobody keeps it running'));
  // Only the listener would keep a process alive that has nothing else to do.
  process.channel?.unref();
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: traceOf(error), origin }, 'Nobody has caught this error');
    void end(CRASHED);
  });
};

/** Percent that the heap may grow beyond what is in use until it is swept. */
const HEAP_GROWS = 30;

/**
 * Keeps the heap near what is in use, about 100 MB. Left to itself V8 lets it grow to several times as much before it sweeps
 * it: what a turn makes outlives the young generation while the turn waits for Redis.
 */
export const keepHeapSmall = (): void => setFlagsFromString(`--heap-growing-percent=${HEAP_GROWS}`);

/**
 * Sweeps up what the start has left: sources that were read and tables that were made, more than what stays. The second sweep gives
 * the memory back that the first one has emptied.
 */
export const sweepUp = (): void => {
  setFlagsFromString('--expose-gc');
  const sweep = runInNewContext('gc');
  sweep();
  sweep();
};

/** Tells whoever keeps the process running that it has started. */
export const reportReady = (): void => {
  if (process.connected) process.send?.('ready');
};

/** What is known of an error, but what else it carries, and without passwords in addresses. */
const traceOf = (thrown: unknown) => {
  const error: NodeJS.ErrnoException = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name: type, code, message, stack = '' } = error;
  return { type, code, message: withoutPasswords(message), stack: withoutPasswords(stack) };
};

const withoutPasswords = (text: string): string => text.replace(/\/\/[^/\s]*@/g, '//');
