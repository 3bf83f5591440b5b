import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createClient, ErrorReply } from 'redis';
import { keepServing, SILENT_AFTER } from './health/keeper.ts';
import { saidBy } from './health/trouble.ts';
import { isUnreachable, reasonOf } from './unavailable.ts';

export { isUnreachable } from './unavailable.ts';

/** Where a Redis server listens: `redis[s]://[user:password@]host:port/db`, or the path of a unix socket. */
export type RedisConnection = { readonly url: string } | { readonly path: string };

/** The part of the logger that Redis needs. */
export type RedisLog = Pick<Logger, 'info' | 'warn' | 'error'>;

interface SocketBehaviour {
  readonly socketTimeout: number;
  reconnectStrategy(retries: number, cause: Error): number | false;
}

type Address =
  | { readonly url: string; readonly socket: SocketBehaviour }
  | { readonly socket: SocketBehaviour & { readonly path: string } };

const newClient = (name: string, address: Address, commandsWait: boolean) =>
  createClient({
    ...address,
    name,
    // The default makes an abort timer for each command, which costs most of the throughput; 0 makes none.
    commandOptions: { timeout: 0 },
    disableOfflineQueue: !commandsWait,
    // Asking for them fails with a unix:// address that contains a password.
    maintNotifications: 'disabled',
  });

/**
 * A connected client. Its commands fail at once while Redis is away; the client comes back by itself. Not for commands
 * that block for long, behind which the server would seem to hang.
 */
export type Redis = ReturnType<typeof newClient>;

/** Milliseconds. */
const LONGEST_RETRY_DELAY = 1_000;

type ConnectOptions = RedisConnection & {
  readonly log: RedisLog;
  /** As shown by CLIENT LIST; no spaces. */
  readonly name?: string;
  /** How long the first connection is tried, in ms; for ever if not given. */
  readonly patience?: number;
  /** Whether commands wait until Redis is back, instead of failing at once while it is away. */
  readonly commandsWait?: boolean;
  /** A server that is silent for so long, in ms, is taken for lost; `SILENT_AFTER` if not given. */
  readonly silentAfter?: number;
};

/**
 * Connects, and waits while Redis loads its data. Once connected the client never gives up. Close it with `destroy()`.
 * @throws what the last try met, when patience is over or trying again is hopeless (such as a wrong password)
 */
export const connectRedis = async (options: ConnectOptions): Promise<Redis> => {
  const {
    log,
    name = 'self-service-purchases',
    patience = Number.POSITIVE_INFINITY,
    silentAfter = SILENT_AFTER,
  } = options;
  const giveUpAt = performance.now() + patience;
  let answered = false;
  const reconnectStrategy = (retries: number, cause: Error) =>
    !answered && (isHopeless(cause) || performance.now() >= giveUpAt) ? false : retryDelay(retries);
  const { commandsWait = false } = options;
  const redis = newClient(name, address(options, { reconnectStrategy, socketTimeout: silentAfter }), commandsWait);
  narrate(redis, log);
  keepServing(redis, { silentAfter, log });
  try {
    await redis.connect();
    await untilLoaded(redis);
  } catch (error) {
    redis.destroy();
    throw error;
  }
  answered = true;
  return redis;
};

const address = (connection: RedisConnection, socket: SocketBehaviour): Address =>
  'url' in connection ? { url: connection.url, socket } : { socket: { ...socket, path: connection.path } };

/** A start had better end than wait for somebody to give it a right. */
const isHopeless = (cause: unknown): boolean =>
  cause instanceof ErrorReply && [undefined, 'forbidden'].includes(saidBy(cause));

const retryDelay = (retries: number): number =>
  Math.min(25 * 2 ** retries, LONGEST_RETRY_DELAY) * (0.5 + Math.random() / 2);

/** A client without an `error` listener would end the process. */
const narrate = (redis: Redis, log: RedisLog): void => {
  let away = false;
  redis.on('error', (error: unknown) => {
    if (!away) log.warn({ reason: reasonOf(error) }, 'Redis cannot be reached; trying again until it can');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis can be reached again');
    away = false;
  });
};

const untilLoaded = async (redis: Redis): Promise<void> => {
  for (;;) {
    try {
      await redis.ping();
      return;
    } catch (error) {
      if (!redis.isOpen || isHopeless(error) || !isUnreachable(error)) throw error;
    }
    await sleep(50);
  }
};
