import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONVERSATION_LIMITS, type Limit } from '../../../services/notices/delivering/limits.ts';

/** Of Teams, of which our own are only a part: requests of an app in one tenant. */
const TENANT_LIMITS: readonly Limit[] = [[50, 1_000]];

/** How often each thing goes wrong, from 0 to 1. */
export interface Faults {
  /** 429, half of them with Retry-After. */
  readonly throttle: number;
  /** 412 and 503. */
  readonly refuse: number;
  /** The connection breaks before the message is taken, or after. */
  readonly resetBefore: number;
  readonly resetAfter: number;
}

export const NO_FAULTS: Faults = { throttle: 0, refuse: 0, resetBefore: 0, resetAfter: 0 };

/** A message that the channel has taken. */
interface Taken {
  readonly tenant: string;
  readonly conversation: string;
  readonly delivery: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ThrottlingChannel {
  readonly url: string;
  readonly taken: readonly Taken[];
  /** Requests over one of the channel's limits. */
  readonly overLimit: number;
  /** Requests of any kind that send. */
  readonly requests: number;
  faults: Faults;
  /** Milliseconds that an answer takes at most; half of it at least. */
  latency: number;
  /** Takes nothing, and answers nothing. */
  silent: boolean;
  /** What every request is answered with, instead of being taken. */
  answer: { readonly status: number; readonly headers?: Record<string, string> } | undefined;
  /** Stops listening, and listens again on the same port. */
  away(): Promise<void>;
  back(): Promise<void>;
  stop(): Promise<void>;
}

/** Counts requests within each limit's time, as they arrive. */
const meter = () => {
  const arrivals = new Map<string, number[]>();
  return (key: string, limits: readonly Limit[], now: number): boolean => {
    const longest = limits.at(-1)?.[1] ?? 0;
    const recent = (arrivals.get(key) ?? []).filter((at) => at > now - longest);
    recent.push(now);
    arrivals.set(key, recent);
    return limits.some(([most, within]) => recent.filter((at) => at > now - within).length > most);
  };
};

const happens = (chance: number): boolean => Math.random() < chance;

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/**
 * A channel that has Teams' limits and fails as it can: it throttles, refuses, and breaks connections before and after
 * it has taken a message. `POST /tenant/conversation/delivery` sends, `GET` tells whether that was taken.
 */
export const startThrottlingChannel = async (): Promise<ThrottlingChannel> => {
  const taken: Taken[] = [];
  const exceeds = meter();
  const state = {
    overLimit: 0,
    requests: 0,
    faults: NO_FAULTS,
    latency: 0,
    silent: false,
    answer: undefined as ThrottlingChannel['answer'],
  };

  const reply = (response: ServerResponse, status: number, headers: Record<string, string> = {}, body?: object) => {
    // Not chained: restify changes what writeHead returns, for every server of the process.
    response.writeHead(status, headers);
    response.end(body && JSON.stringify(body));
  };

  /** What goes wrong with a request before it is taken, if anything. */
  const mishap = (): ThrottlingChannel['answer'] | 'reset' => {
    const { answer, faults } = state;
    if (answer) return answer;
    if (happens(faults.resetBefore)) return 'reset';
    if (happens(faults.throttle)) return { status: 429, ...(happens(0.5) && { headers: { 'retry-after': '1' } }) };
    return happens(faults.refuse) ? { status: happens(0.5) ? 412 : 503 } : undefined;
  };

  const send = async (request: IncomingMessage, response: ServerResponse, message: Omit<Taken, 'body'>) => {
    const { tenant, conversation } = message;
    const now = performance.now();
    const over = [exceeds(`${tenant}/${conversation}`, CONVERSATION_LIMITS, now), exceeds(tenant, TENANT_LIMITS, now)];
    state.requests += 1;
    const body = JSON.parse(await read(request));
    if (over.includes(true)) {
      state.overLimit += 1;
      return reply(response, 429);
    }
    const wrong = mishap();
    if (wrong === 'reset') return request.socket.destroy();
    if (wrong) return reply(response, wrong.status, wrong.headers);
    if (state.silent) return;
    if (state.latency > 0) await sleep(((1 + Math.random()) / 2) * state.latency);
    taken.push({ ...message, body });
    return happens(state.faults.resetAfter)
      ? request.socket.destroy()
      : reply(response, 201, { 'content-type': 'application/json' }, { id: String(taken.length) });
  };

  const tell = (response: ServerResponse, { tenant, conversation, delivery }: Omit<Taken, 'body'>) => {
    const at = taken.findIndex(
      (each) => each.tenant === tenant && each.conversation === conversation && each.delivery === delivery,
    );
    reply(response, at < 0 ? 404 : 200, {}, { id: String(at + 1) });
  };

  const server = createServer((request, response) => {
    const [tenant = '', conversation = '', delivery = ''] = (request.url ?? '')
      .slice(1)
      .split('/')
      .map(decodeURIComponent);
    const message = { tenant, conversation, delivery };
    if (request.method === 'GET') tell(response, message);
    else void send(request, response, message);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    taken,
    away: close,
    back: () => listen(port),
    stop: close,
  });
};
