import type { CloudAdapter, TurnContext } from 'botbuilder';
import restify from 'restify';
import { z } from 'zod';

export interface ServerOptions {
  readonly adapter: CloudAdapter;
  readonly onTurn: (context: TurnContext) => Promise<unknown>;
  /** Resolves when the data can be reached, rejects with the reason otherwise. */
  readonly checkReady: () => Promise<unknown>;
  /** Whether replies may go to this machine only, as nobody vouches for who sent an activity. */
  readonly onlyLocal: boolean;
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

/** An activity is a few kilobytes; Teams' largest is about 100. */
const MAX_BODY_BYTES = 256 * 1024;

const mention = z.looseObject({ type: z.literal('mention'), mentioned: z.looseObject({ id: z.string() }) });

/** What every activity must have before the framework may look at it: it checks none of this and fails in the middle. */
const activityShape = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(1000).optional(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: z.looseObject({ id: z.string().min(1).max(1000) }),
  recipient: z.looseObject({ id: z.string().max(1000) }),
  conversation: z.looseObject({ id: z.string().min(1).max(1000) }),
  text: z.string().nullish(),
  entities: z
    .array(z.union([mention, z.looseObject({ type: z.string().refine((type) => type !== 'mention') })]))
    .nullish(),
});

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const localActivity = activityShape.refine(({ serviceUrl }) => LOOPBACK.test(new URL(serviceUrl).hostname), {
  path: ['serviceUrl'],
  error: 'Without authentication replies go to this machine only.',
});

/** The HTTP side: transport only. */
export const startServer = async (options: ServerOptions): Promise<Server> => {
  const server = restify.createServer({ name: 'self-service-purchases', ignoreTrailingSlash: true });
  const parse = restify.plugins.bodyParser({ mapParams: false, maxBodySize: MAX_BODY_BYTES });
  server.post('/api/messages', onlyJson, ...parse, async (req, res) => takeActivity(options, req, res));
  server.get('/health', async (_req, res) => {
    res.send(200, { status: 'alive' });
  });
  server.get('/ready', async (_req, res) => readiness(options, res));
  for (const addTo of options.pages ?? []) addTo(server);
  await listen(server, options);
  return {
    port: server.address().port,
    close: () => close(server),
  };
};

/** A page in a browser can send anything but JSON to this machine without asking first. */
const onlyJson: restify.RequestHandler = (req, res, next) => {
  if (req.is('application/json')) return next();
  res.send(415, { error: 'Send application/json.' });
  return next(false);
};

const takeActivity = async (options: ServerOptions, req: restify.Request, res: restify.Response) => {
  const { adapter, onTurn, onlyLocal } = options;
  const parsed = (onlyLocal ? localActivity : activityShape).safeParse(req.body);
  if (!parsed.success) {
    res.send(400, { error: 'Not an activity.', faults: z.flattenError(parsed.error).fieldErrors });
    return;
  }
  // restify's request has more optional parts than the adapter's own type admits.
  await adapter.process(req as Parameters<CloudAdapter['process']>[0], res, async (context) => {
    await onTurn(context);
  });
};

const readiness = async ({ checkReady }: ServerOptions, res: restify.Response) => {
  try {
    await checkReady();
    res.send(200, { status: 'ready' });
  } catch (error) {
    res.send(503, { status: 'not ready', reason: `Redis: ${error instanceof Error ? error.message : 'no answer'}` });
  }
};

/** A connection that is kept alive has no end of its own: it is closed as soon as its last turn has been answered. */
const close = async (server: restify.Server): Promise<void> => {
  const closing = setInterval(() => server.server.closeIdleConnections(), 20);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  clearInterval(closing);
};

const listen = (server: restify.Server, { host, port }: ServerOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
