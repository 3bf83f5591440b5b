import { z } from 'zod';
import { unlessAborted } from '../../services/deadlines/deadlines.ts';

/** What became of a request that the channel did not take. */
export interface Unsent {
  readonly ok: false;
  /** None where there was no answer. */
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** Of the network or of what failed before it. */
  readonly code: string;
  /** Whether the request may have reached the channel. */
  readonly began: boolean;
}

export type Sent = { readonly ok: true; readonly activityId?: string } | Unsent;

/** What Node says when no connection came about, so that nothing can have been sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Whether nothing of a request has left us. */
export const neverLeft = ({ began, code }: Unsent): boolean => !began || NOT_CONNECTED.has(code);

/** Statuses of a channel that takes the same message a little later: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const LATER: readonly (number | undefined)[] = [412, 429];

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
    return neverLeft(this.unsent) || LATER.includes(this.unsent.status);
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

const sentOf = async (response: Response): Promise<Sent> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return sentAnswer(body);
  const { status } = response;
  const retryAfterMs = retryAfterOf(response.headers.get('retry-after'));
  return { ok: false, status, code: String(status), began: true, ...(retryAfterMs !== undefined && { retryAfterMs }) };
};

/** It is sent whatever the answer says of it. */
const sentAnswer = (body: unknown): Sent => {
  const named = z.object({ id: z.string() }).safeParse(body);
  return { ok: true, ...(named.success && { activityId: named.data.id }) };
};

/** Seconds, or a date. */
const retryAfterOf = (header: string | null): number | undefined => {
  if (header === null) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
};

const codeOf = (error: unknown): string => {
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? (typeof code === 'string' ? code : name) ?? 'error');
};
