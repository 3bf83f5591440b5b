import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { exchange, type HttpAnswer } from './exchange.ts';
import { type FaultReason, Microsoft365Fault } from './fault.ts';
import type { Resource, Tokens } from './tokens.ts';

/** How often a request is made at most, and the longest that it waits before it is made again, in milliseconds. */
const MOST_TRIES = 5;
const LONGEST_PAUSE = 60_000;

export interface Call {
  /** GET unless given. */
  readonly method?: 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Below the service's address, such as `/v1.0/organization`, or a whole one that it gave itself. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Id by which our trail and Microsoft's can be joined: a GUID. */
  readonly operation?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Where a 410 says that reading begins anew, and the like. */
  readonly headers: Headers;
  readonly requestId: string | undefined;
}

/**
 * Asks one of Microsoft's services, and asks again where it says to come later.
 * @throws {Microsoft365Fault} for every answer that is not of the 200s
 */
export type Ask = (call: Call) => Promise<Answer>;

interface Service {
  /** Its address, without a slash at the end. */
  readonly address: string;
  /** Of whom its tokens are asked for. */
  readonly resource: Resource;
  readonly tokens: Tokens;
  /** By which header it takes the id of an operation. */
  readonly operationHeader: string;
}

/** @returns what asks that service. A link that leads to another origin is refused: it would be given the token. */
export const createAsk = (service: Service): Ask => {
  const ask = async (call: Call, tries: number, renewed: boolean): Promise<Answer> => {
    const answer = await attempt(service, call, renewed);
    if (answer.status >= 200 && answer.status < 300 && isAnswer(answer)) return answerOf(answer);
    if (answer.status === 401 && !renewed) return ask(call, tries, true);
    if (tries >= MOST_TRIES || !mayRepeat(call, answer)) throw refusalOf(answer);
    await pause(pauseAfter(answer, tries), undefined, { signal: call.signal });
    return ask(call, tries + 1, renewed);
  };
  return (call) => ask(call, 1, false);
};

/** What came back; an answer that did not come has status 0. */
type Attempt = HttpAnswer | Unanswered;

interface Unanswered {
  readonly status: 0;
  readonly fault: Microsoft365Fault;
}

const attempt = async ({ tokens, ...service }: Service, call: Call, renewed: boolean): Promise<Attempt> => {
  const url = addressOf(service.address, call.path);
  const token = await tokens.tokenFor(service.resource, renewed);
  const headers = {
    ...call.headers,
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    [service.operationHeader]: call.operation ?? randomUUID(),
    ...(call.body && { 'content-type': 'application/json' }),
  };
  const body = call.body && JSON.stringify(call.body);
  try {
    return await exchange({ method: call.method ?? 'GET', url, headers, body }, call.signal);
  } catch (error) {
    if (error instanceof Microsoft365Fault && error.reason === 'unavailable') return { status: 0, fault: error };
    throw error;
  }
};

const addressOf = (service: string, path: string): string => {
  const url = new URL(path, service);
  if (url.origin !== new URL(service).origin) throw new Microsoft365Fault('unreadable', { code: 'foreign-link' });
  return url.href;
};

const answerOf = ({ status, body, headers }: HttpAnswer): Answer => ({
  status,
  body,
  headers,
  requestId: headers.get('request-id') ?? undefined,
});

/** What is done once may only be asked for again where it is certain that it has not been done. */
const mayRepeat = ({ method }: Call, { status }: Attempt): boolean =>
  status === 429 || (method !== 'POST' && [0, 502, 503, 504].includes(status));

/** Milliseconds; as long as the service asks for, else twice as long each time, and not all at once. */
const pauseAfter = (answer: Attempt, tries: number): number => {
  const asked = isAnswer(answer) ? Number(answer.headers.get('retry-after') ?? Number.NaN) * 1000 : Number.NaN;
  const own = 2 ** tries * 500 * (1 + Math.random());
  return Math.min(Number.isFinite(asked) ? asked : own, LONGEST_PAUSE);
};

const isAnswer = (answer: Attempt): answer is HttpAnswer => !('fault' in answer);

const REASONS: Readonly<Record<number, FaultReason>> = {
  401: 'wrong-credential',
  403: 'not-permitted',
  404: 'not-found',
  410: 'lost-track',
  429: 'throttled',
};

const refusalOf = (answer: Attempt): Microsoft365Fault => {
  if (!isAnswer(answer)) return answer.fault;
  const { status, body, headers } = answer;
  const { code } = errorIn(body);
  const lost = code === 'syncStateNotFound' || code === 'resyncRequired';
  const reason = lost ? 'lost-track' : (REASONS[status] ?? (status >= 500 ? 'unavailable' : 'refused'));
  return new Microsoft365Fault(reason, { status, code, requestId: headers.get('request-id') ?? undefined });
};

/** Graph wraps its error; the policy's service does not. */
const refusal = z.union([
  z.object({ error: z.object({ code: z.string() }) }).transform(({ error }) => error),
  z.object({ errorCode: z.string() }).transform(({ errorCode }) => ({ code: errorCode })),
]);

const errorIn = (body: unknown): { readonly code?: string } => refusal.safeParse(body).data ?? {};
