import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type Connections, watchConnections } from './connections.ts';
import { checkRequest } from './guard.ts';
import { answerFault } from './request-refused.ts';

export interface DoorOptions {
  /** Takes the requests that are let in. */
  readonly handler: RequestListener;
  /** Whether requests must come from this machine, as nobody vouches for who sent them. */
  readonly onlyLocal: boolean;
  /** Whether browsers reach the bot by https. */
  readonly secure: boolean;
  readonly log: Logger;
}

/** Milliseconds from the first byte, or from the connection where none comes. */
const TIMES = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 500,
};

/** Milliseconds of silence in either direction, as of somebody who does not fetch the answer. */
const SILENCE = 60_000;
const MOST_CONNECTIONS = 1_000;
const MOST_HEADER_BYTES = 16 * 1024;

/** Two years; a browser heeds it only where the answer came by https. */
const HSTS = { 'strict-transport-security': 'max-age=63072000' };

/** What every answer carries; a page names more. */
const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * The HTTP server through which everything comes in. It looks at each request before any framework does, waits for no
 * one longer than seconds, and no error of a request, a parser or a stream goes beyond it.
 */
export const createDoor = (options: DoorOptions): { server: Server; close: Connections['close'] } => {
  const headers = { ...HEADERS, ...(options.secure && HSTS) };
  const server = createServer({ ...TIMES, maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    response.setHeaders(new Map(Object.entries(headers)));
    receive(options, request, response);
  });
  const connections = watchConnections(server);
  // Those beyond a limit of the server's would be dropped unseen; the guard counts them.
  server.maxHeadersCount = 0;
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(SILENCE);
  server.on('clientError', (error, socket) => {
    const isAnswered = connections.answerTo(socket)?.headersSent === true;
    if (isAnswered || !socket.writable) socket.destroy();
    else socket.end(rawAnswer(error, headers), () => socket.destroy());
  });
  return { server, close: connections.close };
};

const receive = ({ handler, onlyLocal, log }: DoorOptions, request: IncomingMessage, response: ServerResponse) => {
  // Whoever reads or writes hears of it; these are for when nobody does.
  request.on('error', ignore);
  response.on('error', ignore);
  try {
    checkRequest(request, { onlyLocal });
    handler(request, response);
  } catch (error) {
    answerFault(response, error, log);
  }
};

const ignore = (): void => {};

const STATUS_LINES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
};

/** For what is no HTTP, or too slow: there is no request to answer then. */
const rawAnswer = (error: Error, headers: Readonly<Record<string, string>>): string => {
  const status = STATUS_LINES[(error as NodeJS.ErrnoException).code ?? ''] ?? '400 Bad Request';
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}content-length: 0\r\nconnection: close\r\n\r\n`;
};
