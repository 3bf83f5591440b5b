import { DEADLINES, endingWithin } from '../deadlines/deadlines.ts';
import { Microsoft365Fault } from './fault.ts';

/** Of one answer. A page of 999 people has less than a tenth of it. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where there is none, or where it is no JSON. */
  readonly body: unknown;
}

/**
 * One request, and its whole answer within the deadline. Redirections are not followed: they could lead a token elsewhere.
 * @throws {Microsoft365Fault} `unavailable` where no answer came, `unreadable` for one that is too long
 */
export const exchange = ({ url, body, ...request }: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> =>
  endingWithin(DEADLINES.microsoft365, async (deadline) => {
    try {
      const ending = signal ? AbortSignal.any([deadline, signal]) : deadline;
      const init = { ...request, ...(body !== undefined && { body }), redirect: 'manual' as const, signal: ending };
      const response = await fetch(url, init as RequestInit);
      return { status: response.status, headers: response.headers, body: jsonOf(await limitedText(response)) };
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof Microsoft365Fault ? error : new Microsoft365Fault('unavailable', { cause: error });
    }
  });

const limitedText = async ({ body }: Response): Promise<string> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Microsoft365Fault('unreadable', { code: 'too-long' });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

const jsonOf = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};
