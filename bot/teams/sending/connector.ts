import { unlessAborted } from '../../../services/deadlines/deadlines.ts';
import { type ChannelReason, readAnswer } from './answer.ts';

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
  signRequest(request: { readonly headers: Headers }): Promise<unknown>;
}

interface ConnectorRequest {
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
  const headers = new Headers({ 'content-type': 'application/json', accept: '*/*' });
  let began = false;
  try {
    await unlessAborted(credentials.signRequest({ headers }), signal);
    const body = JSON.stringify(activity);
    const method = replaced === undefined ? 'POST' : 'PUT';
    began = true;
    const response = await fetch(addressOf({ serviceUrl, conversationId }, replaced ?? activity.replyToId), {
      method,
      headers,
      body,
      signal,
    });
    return await sentOf(response);
  } catch (error) {
    return { ok: false, code: codeOf(error), began };
  }
};

const addressOf = (
  { serviceUrl, conversationId }: Pick<ConnectorRequest, 'serviceUrl' | 'conversationId'>,
  message: string | undefined,
): string => {
  const path = ['v3', 'conversations', conversationId, 'activities', ...(message ? [message] : [])];
  return `${serviceUrl.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`;
};

/** What the channel has taken is sent, whatever its answer says of it. */
const sentOf = async (response: Response): Promise<Sent> => {
  const { id, reason, retryAfterMs } = await readAnswer(response);
  const { ok, status } = response;
  return ok ? { ok, activityId: id } : { ok: false, status, code: String(status), began: true, reason, retryAfterMs };
};

const codeOf = (error: unknown): string => {
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? (typeof code === 'string' ? code : name) ?? 'error');
};
