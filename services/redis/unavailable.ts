import {
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  ErrorReply,
  MaxCommandRedirectionsError,
  ReconnectStrategyError,
  RootNodesUnavailableError,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
  TimeoutError,
} from 'redis';
import { saidBy } from './health/trouble.ts';

/** Redis cannot be used at start. The message is one line for the person who starts the bot, without any password. */
export class RedisUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RedisUnavailable';
  }
}

const CONNECTION_ERRORS = [
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  MaxCommandRedirectionsError,
  ReconnectStrategyError,
  RootNodesUnavailableError,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
  TimeoutError,
];

const SOCKET_CODE = /^(ECONN|EHOST|ENET|EAI_|EPIPE$|ETIMEDOUT$|ENOTFOUND$|EAGAIN$)/;

/**
 * Whether an error thrown by a Redis command means that Redis is away, or there but unable to serve now: the command
 * was not refused for what it asked. After a lost socket it may have run all the same, so only a command with an
 * operation id may be sent again.
 */
export const isUnreachable = (error: unknown): boolean => {
  if (error instanceof ErrorReply) return saidBy(error) !== undefined;
  if (CONNECTION_ERRORS.some((type) => error instanceof type)) return true;
  return isSocketError(error) && (nothingListens(error) || SOCKET_CODE.test(error.code));
};

/** Whether a failed connection means that no server listens there, as opposed to one that does not answer. */
export const nothingListens = (error: unknown): boolean =>
  isSocketError(error) && error.syscall === 'connect' && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED');

const isSocketError = (error: unknown): error is { code: string; syscall?: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** What an error says, for a log or a person; Node leaves the message of a connection tried on two addresses empty. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message || (isSocketError(error) ? error.code : error.name);
};
