import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

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

/** An answer of one's own; the body is JSON unless it is a text. */
interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Milliseconds until it comes. */
  readonly after?: number;
}

/** What becomes of a request that has been received: another answer, none for ever, a broken connection before or in it. */
type Fault = Answer | 'silence' | 'reset' | 'half';

export interface Channel {
  /** The `serviceUrl` that the bot replies to. */
  readonly url: string;
  readonly sent: readonly SentActivity[];
  /** The last message in reply to the activity with that id, as soon as there is one; what comes unasked is none. */
  answerTo(activityId: string): Promise<SentActivity>;
  /** What of it was refused, so that it has not arrived. */
  readonly refused: ReadonlySet<SentActivity>;
  /** How many requests the bot has stopped waiting for. */
  readonly givenUp: number;
  /** Answers everything with that HTTP status from now on. */
  refuse(status: number): void;
  /** Says at each request, which has been received by then, what goes wrong with it. */
  failBy(fault: (sent: SentActivity) => Fault | undefined): void;
  close(): Promise<void>;
}

const conversationIn = ({ url = '' }: IncomingMessage): string =>
  decodeURIComponent(/\/v3\/conversations\/([^/]+)\/activities/.exec(url)?.[1] ?? '');

/** Whether it says for sure that nothing was taken. */
const isRefusal = (fault: Fault | undefined): boolean =>
  typeof fault === 'object' && fault.status >= 400 && fault.status < 500 && fault.status !== 408;

const give = (response: ServerResponse, { status, headers, body }: Answer): void => {
  // Not chained: restify changes what writeHead returns, for every server of the process.
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const breakOff = (socket: Socket, response: ServerResponse, fault: 'silence' | 'reset' | 'half'): void => {
  if (fault === 'reset') socket.destroy();
  if (fault !== 'half') return;
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"id":', () => socket.destroy());
};

/** The side of Teams that takes what a bot sends: the connector's REST service, as far as replies need it. */
export const startChannel = async (): Promise<Channel> => {
  const sent: SentActivity[] = [];
  let faultOf: (sent: SentActivity) => Fault | undefined = () => undefined;
  const refused = new Set<SentActivity>();
  const state = { givenUp: 0 };
  const arrivals = new EventEmitter().setMaxListeners(0);
  const server = createServer(async (request, response) => {
    const conversationId = conversationIn(request);
    const activity = JSON.parse(await bodyOf(request));
    const received = { method: request.method ?? '', at: Date.now(), conversationId, activity };
    sent.push(received);
    arrivals.emit('arrival');
    const fault = faultOf(received);
    if (isRefusal(fault)) refused.add(received);
    if (fault === 'silence') response.once('close', () => state.givenUp++);
    if (typeof fault === 'string') return breakOff(request.socket, response, fault);
    if (fault?.after) await sleep(fault.after);
    give(response, { status: 200, body: { id: `a${sent.length}` }, ...fault });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    refused,
    answerTo: async (activityId: string) => {
      for (;;) {
        const answer = sent.findLast(
          ({ activity }) => activity.type === 'message' && activity['replyToId'] === activityId,
        );
        if (answer) return answer;
        await once(arrivals, 'arrival');
      }
    },
    refuse: (status: number) => {
      faultOf = () => ({ status });
    },
    failBy: (fault: typeof faultOf) => {
      faultOf = fault;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
};
