import { once } from 'node:events';
import { Agent as HttpAgent, type IncomingMessage, request as requestByHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestByHttps } from 'node:https';
import { type ChannelAnswer, readAnswer } from './answer.ts';

interface Exchange {
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
  /** Ends it at any time. */
  readonly signal: AbortSignal;
}

/** Milliseconds after which a connection is not used again: a channel may close one that rests, just as it is written to. */
const RESTS = 4_000;
const POOL = { keepAlive: true, timeout: RESTS };
const agents = { 'http:': new HttpAgent(POOL), 'https:': new HttpsAgent(POOL) };

/**
 * One request, and its answer, over a connection that is kept for the next one. Redirects are not followed, as the bot's
 * token would go along. `fetch` does the same, at the price of several streams and signals for each.
 */
export const exchange = async (address: string, { body, ...options }: Exchange): Promise<ChannelAnswer> => {
  const url = new URL(address);
  const requesting =
    url.protocol === 'https:'
      ? requestByHttps(url, { ...options, agent: agents['https:'] })
      : requestByHttp(url, { ...options, agent: agents['http:'] });
  requesting.end(body);
  const [response] = (await once(requesting, 'response')) as [IncomingMessage];
  return readAnswer(response);
};
