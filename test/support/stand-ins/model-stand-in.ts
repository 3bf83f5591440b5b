import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a model was asked, as far as tests look at it. */
interface ModelRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  /** Settles when the asker has gone away before it was answered. */
  readonly abandoned: Promise<unknown>;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly tools: readonly { readonly type: string; readonly function: OfferedFunction }[];
    readonly [parameter: string]: unknown;
  };
}

interface OfferedFunction {
  readonly name: string;
  readonly description: string;
  readonly parameters: { readonly properties: Record<string, unknown>; readonly additionalProperties: boolean };
}

/** How it answers from now on. `undefined` is never. */
export type ModelAnswer = { readonly status?: number; readonly location?: string; readonly body: string } | undefined;

export interface ModelStandIn {
  /** The base URL for the configuration. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  answers(answer: ModelAnswer): void;
  close(): Promise<void>;
}

/** An answer of the chat completions API that calls functions; arguments that are no text become JSON. */
export const calling = (...calls: readonly (readonly [name: string, args: unknown])[]): ModelAnswer => {
  const tool_calls = calls.map(([name, args], i) => ({
    id: `call_${i}`,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
  return completing({ role: 'assistant', content: null, tool_calls });
};

/** An answer with that message. */
export const completing = (message: unknown): ModelAnswer => ({
  body: JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion', choices: [{ index: 0, message }] }),
});

/** A server that answers as the chat completions API of a language model does, with what a test tells it to. */
export const startModel = async (): Promise<ModelStandIn> => {
  const requests: ModelRequest[] = [];
  let next: ModelAnswer;
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const { url: path = '', headers } = request;
    const abandoned = once(response, 'close');
    requests.push({ path, authorization: headers.authorization, abandoned, body: JSON.parse(await text(request)) });
    if (!next) return;
    const leading = next.location === undefined ? {} : { location: next.location };
    // Not chained: restify changes what writeHead returns, for every server of the process.
    response.writeHead(next.status ?? 200, { 'content-type': 'application/json', ...leading });
    response.end(next.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answers: (answer) => {
      next = answer;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
