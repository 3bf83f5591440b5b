import { z } from 'zod';

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

/** The credentials of the Bot Framework's own client: they put the bot's token into the headers. */
export interface Credentials {
  signRequest(request: { readonly headers: Headers }): Promise<unknown>;
}

interface PostRequest {
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly activity: object;
}

/**
 * Puts a message into a conversation with exactly one request. The framework's own client repeats a request by itself
 * when the answer is 5xx, although it may have been taken:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export const postActivity = async (
  { serviceUrl, conversationId, activity }: PostRequest,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<Sent> => {
  const headers = new Headers({ 'content-type': 'application/json', accept: '*/*' });
  let began = false;
  try {
    await credentials.signRequest({ headers });
    const path = `/v3/conversations/${encodeURIComponent(conversationId)}/activities`;
    const body = JSON.stringify(activity);
    signal.throwIfAborted();
    began = true;
    const response = await fetch(serviceUrl.replace(/\/+$/, '') + path, { method: 'POST', headers, body, signal });
    return await sentOf(response);
  } catch (error) {
    return { ok: false, code: codeOf(error), began };
  }
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
