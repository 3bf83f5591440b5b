import type { Server as HttpServer, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import restify from 'restify';
import { z } from 'zod';
import { activityShape, localActivityShape } from './door/activity.ts';
import { readJson } from './door/body.ts';
import { createDoor } from './door/door.ts';
import { answerFault, answerJson, RequestRefused } from './door/request-refused.ts';

export interface ServerOptions {
  readonly adapter: CloudAdapter;
  readonly onTurn: (context: TurnContext) => Promise<unknown>;
  /** Resolves when the data can be reached, rejects with the reason otherwise. */
  readonly checkReady: () => Promise<unknown>;
  /** Whether replies may go to this machine only, as nobody vouches for who sent an activity. */
  readonly onlyLocal: boolean;
  /** Whether browsers reach the bot by https. */
  readonly secure?: boolean;
  readonly log: Logger;
  readonly host: string;
  readonly port: number;
  /** Pages for people's browsers. */
  readonly pages?: readonly ((server: restify.Server) => void)[];
}

export interface Server {
  /** The port that was got, for `port: 0`. */
  readonly port: number;
  /** Takes nothing new and resolves when every turn under way has ended. */
  close(): Promise<void>;
}

/** The HTTP side: transport only. */
export const startServer = async (options: ServerOptions): Promise<Server> => {
  const framework = restify.createServer({ name: 'self-service-purchases', ignoreTrailingSlash: true });
  framework.post('/api/messages', async (req, res) => takeActivity(options, req, res));
  framework.get('/health', async (_req, res) => answerJson(res, 200, { status: 'alive' }));
  framework.get('/ready', async (_req, res) => answerReadiness(options, res));
  for (const addTo of options.pages ?? []) addTo(framework);
  const { onlyLocal, secure = false, log } = options;
  const handler: RequestListener = (request, response) => void framework.server.emit('request', request, response);
  const server = createDoor({ handler, onlyLocal, secure, log });
  await listen(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => close(server),
  };
};

const takeActivity = async (options: ServerOptions, req: restify.Request, res: restify.Response): Promise<void> => {
  try {
    // A page in a browser can send anything but JSON to this machine without asking first.
    if (!req.is('application/json')) throw new RequestRefused(415, 'not-json');
    await processActivity(options, req, res);
  } catch (error) {
    answerFault(res, error, options.log);
  }
};

const processActivity = async (options: ServerOptions, req: restify.Request, res: restify.Response): Promise<void> => {
  const { adapter, onTurn, onlyLocal } = options;
  const body = await readJson(req);
  const parsed = (onlyLocal ? localActivityShape : activityShape).safeParse(body);
  if (!parsed.success) {
    answerJson(res, 400, { error: 'not-an-activity', faults: z.flattenError(parsed.error).fieldErrors });
    return;
  }
  // restify's request has more optional parts than the adapter's own type admits.
  const request = Object.assign(req, { body }) as Parameters<CloudAdapter['process']>[0];
  await adapter.process(request, res, async (context) => {
    await onTurn(context);
  });
};

/** Nobody is asked who they are here, so the reason is in the log alone. */
const answerReadiness = async ({ checkReady, log }: ServerOptions, res: restify.Response): Promise<void> => {
  try {
    await checkReady();
    answerJson(res, 200, { status: 'ready' });
  } catch (error) {
    log.warn({ err: error }, 'Redis does not answer');
    answerJson(res, 503, { status: 'not ready' });
  }
};

/** A connection that is kept alive has no end of its own: it is closed as soon as its last turn has been answered. */
const close = async (server: HttpServer): Promise<void> => {
  const closing = setInterval(() => server.closeIdleConnections(), 20);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  clearInterval(closing);
};

const listen = (server: HttpServer, { host, port }: ServerOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
