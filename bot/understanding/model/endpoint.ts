import type { ClientOptions } from 'openai';
import type { Logger } from 'pino';
import { z } from 'zod';

/** Where the chat completions API of a model is; OpenAI's, Azure's, or one of your own. */
export interface ModelEndpoint {
  readonly apiKey: string;
  /** What `/chat/completions` comes after. */
  readonly baseUrl: string;
  /** Its name; on Azure that of the deployment. */
  readonly model: string;
}

interface Guard extends Pick<ModelEndpoint, 'apiKey'> {
  /** Milliseconds until the last byte of the answer. */
  readonly limitMs: number;
  readonly log: Pick<Logger, 'warn'>;
}

/** Bytes of an answer that are read; a call takes some hundreds. */
const LARGEST_ANSWER = 64 * 1024;

/** All that is used of an answer: which functions the model calls. What it says is dropped here. */
const modelAnswer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          tool_calls: z
            .array(
              z.object({
                id: z.string(),
                type: z.literal('function'),
                function: z.object({ name: z.string(), arguments: z.string() }),
              }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
});

const NO_CALLS: z.infer<typeof modelAnswer> = { choices: [{ message: {} }] };

/** What the library hands over. */
interface SentRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why an answer is of no use, in words without anything of the answer. */
class Unusable extends Error {}

type Fetch = NonNullable<ClientOptions['fetch']>;

/**
 * A `fetch` that always succeeds: whatever goes wrong is an answer without calls. The library prints what fails to the
 * console, with what was sent; here the log gets the kind of failure only, and the library never sees the key.
 */
export const guardedFetch = (guard: Guard): Fetch => {
  const guarded = async (url: string, init: SentRequest): Promise<Response> => {
    try {
      return Response.json(await askModel(url, init, guard));
    } catch (error) {
      guard.log.warn({ problem: problemOf(error) }, 'The language model gave no usable answer');
      return Response.json(NO_CALLS);
    }
  };
  // The library's types are those of another implementation of the same standard.
  return guarded as unknown as Fetch;
};

const askModel = async (url: string, { method, headers, body }: SentRequest, { apiKey, limitMs }: Guard) => {
  const signed = new Headers(headers);
  signed.set('authorization', `Bearer ${apiKey}`);
  const signal = AbortSignal.timeout(limitMs);
  const response = await fetch(url, { method, headers: signed, body, redirect: 'error', signal });
  return modelAnswer.parse(JSON.parse(await textOf(response)));
};

const textOf = async ({ ok, status, body }: Response): Promise<string> => {
  if (!ok) await body?.cancel();
  if (!ok || !body) throw new Unusable(`HTTP status ${status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Unusable('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const problemOf = (error: unknown): string => {
  if (error instanceof Unusable) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
};
