import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Endpoints } from '../../services/microsoft365/clouds.ts';
import { graphError, type StandInAnswer } from './answers.ts';
import { type GraphAnswer, graphAnswer } from './graph.ts';
import { policyAnswer } from './policy.ts';
import { createTokenDesk } from './tokens.ts';
import type { World } from './world.ts';

type ServiceName = 'login' | 'graph' | 'policy';

/** A request as what stands between may look at it. */
export interface AskedRequest {
  readonly service: ServiceName;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

export interface StandInOptions {
  readonly world: World;
  /** What is answered instead; silence for nothing at all. */
  readonly interfere?: (request: AskedRequest) => StandInAnswer | 'silence' | undefined;
  /** Looks at every answer of Graph. */
  readonly judge?: (answer: GraphAnswer) => void;
}

/** Microsoft 365 as far as the bot speaks to it: Entra ID, Graph and the service of the policy, each on a port of its own. */
export interface Microsoft365StandIn {
  readonly endpoints: Endpoints;
  /** What was asked for, in order. */
  readonly asked: readonly AskedRequest[];
  /** From now on no token that was given is good. */
  endTokens(): void;
  close(): Promise<void>;
}

export const startMicrosoft365 = async ({ world, interfere, judge }: StandInOptions): Promise<Microsoft365StandIn> => {
  const desk = createTokenDesk(world);
  const asked: AskedRequest[] = [];

  const answerTo = async (
    { service, method, headers }: AskedRequest,
    url: URL,
    body: string,
  ): Promise<StandInAnswer> => {
    if (service === 'login') return desk.give(url.pathname.split('/')[1] ?? '', new URLSearchParams(body));
    if (!desk.isGood(headers.authorization?.replace(/^Bearer /, ''), service)) return tokenRejected();
    if (service === 'policy') return policyAnswer(world, method, url) ?? { status: 404 };
    const answer = graphAnswer(world, method, url) ?? notThere();
    judge?.(answer);
    return answer;
  };

  const serve = async (service: ServiceName): Promise<Served> =>
    served(async (incoming, address) => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      const request = { service, method, path, headers };
      asked.push(request);
      return interfere?.(request) ?? answerTo(request, new URL(path, address), await text(incoming));
    });

  const [graph, login, policy] = await Promise.all([serve('graph'), serve('login'), serve('policy')]);
  return {
    endpoints: { graph: graph.address, login: login.address, licensing: policy.address },
    asked,
    endTokens: desk.endAll,
    close: async () => {
      await Promise.all([graph, login, policy].map(({ close }) => close()));
    },
  };
};

const tokenRejected = () => graphError(401, 'InvalidAuthenticationToken', 'Access token is empty.');

const notThere = () => graphError(404, 'Request_ResourceNotFound', 'There is no such thing.');

interface Served {
  /** Without a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
}

const served = async (
  answer: (incoming: IncomingMessage, address: string) => Promise<StandInAnswer | 'silence'>,
): Promise<Served> => {
  const server = createServer(async (incoming, response) => {
    const said = await answer(incoming, address);
    if (said !== 'silence') write(response, said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const write = (response: ServerResponse, { status, headers, body }: StandInAnswer): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': randomUUID(), ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
};
