import type { Server as HttpServer, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import restify from 'restify';
import { z } from 'zod';
import type { ChannelAdapter } from './adapter.ts';
import type { InTime } from './deadline.ts';
import { activityShape, localActivityShape } from './door/activity.ts';
import type { Admission } from './door/admission.ts';
import { readJson } from './door/body.ts';
import { createDoor } from './door/door.ts';
import { answerFault, answerJson, RequestRefused } from './door/request-refused.ts';

export interface ServerOptions {
  readonly adapter: ChannelAdapter;
  readonly onTurn: (context: TurnContext) => Promise<unknown>;
  /** Answers for a turn that takes too long; without it, every turn is waited for. */
  readonly inTime?: InTime;
  /** What keeps the bot from its work at the moment, as codes; it answers in time, whatever is the matter. */
  readonly checkReady: () => Promise<readonly string[]>;
  /** Who is let in. Without it only this machine is, as nobody vouches for who sent an activity. */
  readonly admission?: Admission | undefined;
  /** Hears why somebody was not let in. */
  readonly onRefused?: (code: string) => void;
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
  const answerReadiness = readinessAnswerer(options);
  framework.get('/ready', async (_req, res) => answerReadiness(res));
  for (const addTo of options.pages ?? []) addTo(framework);
  const { admission, secure = false, log } = options;
  const handler: RequestListener = (request, response) => void framework.server.emit('request', request, response);
  const { server, close } = createDoor({ handler, onlyLocal: !admission, secure, log });
  await listen(server, options);
  return { port: (server.address() as AddressInfo).port, close };
};

const takeActivity = async (options: ServerOptions, req: restify.Request, res: restify.Response): Promise<void> => {
  const { adapter, onTurn, inTime = (_activity, turn) => turn, onRefused, log } = options;
  const came = performance.now();
  try {
    const activity = await admittedActivity(options, req);
    const turn = adapter.take(activity, async (context) => {
      await onTurn(context);
    });
    const answer = await inTime(activity, turn, came);
    answerJson(res, answer?.status ?? 200, answer?.body);
  } catch (error) {
    if (error instanceof RequestRefused && [401, 403].includes(error.status)) onRefused?.(error.code);
    answerFault(res, error, log);
  }
};

/** The activity of a request, once it is known who sent it; nothing of it is read before. */
const admittedActivity = async ({ admission }: ServerOptions, req: restify.Request): Promise<Activity> => {
  const token = await admission?.authenticate(req.headers.authorization);
  // A page in a browser can send anything but JSON to this machine without asking first.
  if (!req.is('application/json')) throw new RequestRefused(415, 'not-json');
  const parsed = (admission ? activityShape : localActivityShape).safeParse(await readJson(req));
  if (!parsed.success) throw new RequestRefused(400, 'not-an-activity', z.flattenError(parsed.error).fieldErrors);
  const activity = parsed.data as unknown as Activity;
  if (token) await admission?.admit(activity, token);
  return activity;
};

/** Nobody is asked who they are here, so there are codes and no more. */
const readinessAnswerer = ({ checkReady, log }: ServerOptions) => {
  let told = '';
  return async (res: restify.Response): Promise<void> => {
    const codes = await checkReady();
    const isNew = told !== codes.join();
    told = codes.join();
    if (codes.length === 0) return answerJson(res, 200, { status: 'ready' });
    if (isNew) log.warn({ codes }, 'The bot is not ready');
    answerJson(res, 503, { status: 'not ready', codes });
  };
};

const listen = (server: HttpServer, { host, port }: ServerOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
