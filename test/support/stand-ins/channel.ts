import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bot sent into a conversation. */
export interface SentActivity {
  /** `PUT` where it replaced an earlier one. */
  readonly method: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly conversationId: string;
  readonly activity: {
    readonly type: string;
    readonly attachments?: readonly { readonly content: unknown }[];
    readonly [property: string]: unknown;
  };
}

export interface Channel {
  /** The `serviceUrl` that the bot replies to. */
  readonly url: string;
  readonly sent: readonly SentActivity[];
  /** Answers everything with that HTTP status from now on. */
  refuse(status: number): void;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** The side of Teams that takes what a bot sends: the connector's REST service, as far as replies need it. */
export const startChannel = async (): Promise<Channel> => {
  const sent: SentActivity[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    const conversationId = decodeURIComponent(
      request.url?.match(/\/v3\/conversations\/([^/]+)\/activities/)?.[1] ?? '',
    );
    const activity = JSON.parse(await bodyOf(request));
    sent.push({ method: request.method ?? '', at: Date.now(), conversationId, activity });
    // Not chained: restify changes what writeHead returns, for every server of the process.
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: `a${sent.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    refuse: (refusal) => {
      status = refusal;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
