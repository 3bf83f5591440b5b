import { unlessAborted } from '../../../services/deadlines/deadlines.ts';
import type { ChannelAnswer, ChannelReason } from './answer.ts';
import { exchange } from './exchange.ts';
import { assertTaken } from './size.ts';

/** What became of a request that the channel did not take. */
export interface Unsent {
  readonly ok: false;
  /** None where there was no answer. */
  readonly status?: number;
  /** Bounded. */
  readonly retryAfterMs?: number | undefined;
  readonly reason?: ChannelReason | undefined;
  /** Of the network or of what failed before it. */
  readonly code: string;
  /** Whether the request may have reached the channel. */
  readonly began: boolean;
}

export type Sent = { readonly ok: true; readonly activityId?: string | undefined } | Unsent;

/** What Node says when no connection came about, so that nothing can have been sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether nothing of a request has left us. */
export const neverLeft = ({ began, code }: Unsent): boolean => !began || NOT_CONNECTED.has(code);

/** Whether the channel says that it takes the same message a little later: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const isLater = ({ status, retryAfterMs }: Unsent): boolean =>
  status === 412 || status === 429 || (status === 503 && retryAfterMs !== undefined);

/** A message that the channel did not take, or of which it is not known. */
export class NotTaken extends Error {
  readonly unsent: Unsent;

  constructor(unsent: Unsent) {
    super(`The channel did not take a message: ${unsent.code}`);
    this.name = 'NotTaken';
    this.unsent = unsent;
  }

  /** Whether it has not arrived, and may do so later. */
  get isWorthRepeating(): boolean {
    return neverLeft(this.unsent) || isLater(this.unsent);
  }

  /** Whether it is known that the channel does not want it as it is. */
  get isRefused(): boolean {
    const { status = 0 } = this.unsent;
    return status >= 400 && status < 500 && status !== 408 && !isLater(this.unsent);
  }

  /** Whether the bot may not write there now, and may do so again without anybody telling it. */
  get isPause(): boolean {
    const { status, reason } = this.unsent;
    return status === 403 && (reason === 'disabled' || reason === 'other');
  }
}

/** The credentials of the Bot Framework's own client: they put the bot's token into the headers. */
export interface Credentials {
  signRequest(request: { readonly headers: { set(name: string, value: string): unknown } }): Promise<unknown>;
}

export interface ConnectorRequest {
  readonly serviceUrl: string;
  readonly conversationId: string;
  /** Where it says what it replies to, it is put there. */
  readonly activity: { readonly replyToId?: string };
  /** Id of the message that it takes the place of; without it, it is one of its own. */
  readonly replaced?: string | undefined;
}

/**
 * Puts a message into a conversation, or in the place of another, with exactly one request. The framework's own client repeats a request by itself
 * when the answer is 5xx, although it may have been taken:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export const putActivity = async (
  { serviceUrl, conversationId, activity, replaced }: ConnectorRequest,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<Sent> => {
  const body = bodyOf(activity);
  const headers = new Map<string, string | number>([
    ['content-type', 'application/json'],
    ['content-length', body.length],
    ['accept', '*/*'],
  ]);
  let began = false;
  try {
    await unlessAborted(credentials.signRequest({ headers }), signal);
    const address = addressOf({ serviceUrl, conversationId }, replaced ?? activity.replyToId);
    began = true;
    const method = replaced === undefined ? 'POST' : 'PUT';
    return sentOf(await exchange(address, { method, headers: Object.fromEntries(headers), body, signal }));
  } catch (error) {
    return { ok: false, code: codeOf(signal.aborted ? signal.reason : error), began };
  }
};

/** @throws where the message is larger than Teams takes */
const bodyOf = (activity: object): Buffer => {
  const text = JSON.stringify(activity);
  assertTaken(text);
  return Buffer.from(text);
};

const addressOf = (
  { serviceUrl, conversationId }: Pick<ConnectorRequest, 'serviceUrl' | 'conversationId'>,
  message: string | undefined,
): string => {
  const path = ['v3', 'conversations', conversationId, 'activities', ...(message ? [message] : [])];
  return `${serviceUrl.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`;
};

/** What the channel has taken is sent, whatever its answer says of it. */
const sentOf = ({ status, id, reason, retryAfterMs }: ChannelAnswer): Sent =>
  status >= 200 && status < 300
    ? { ok: true, activityId: id }
    : { ok: false, status, code: String(status), began: true, reason, retryAfterMs };

const codeOf = (error: unknown): string => {
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? (typeof code === 'string' ? code : name) ?? 'error');
};
