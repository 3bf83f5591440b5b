import { z } from 'zod';

/** What the Bot Framework needs to know of the app's registration; the names are its own. */
const registration = z.object({
  MicrosoftAppId: z.guid({ error: 'must be the GUID of the app registration' }).optional(),
  MicrosoftAppPassword: z.string().min(1).optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMsi']).default('SingleTenant'),
  MicrosoftAppTenantId: z.guid({ error: 'must be the GUID of the directory' }).optional(),
});

const onOff = z.enum(['on', 'off'], { error: 'must be on or off' });
const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535);

const redisUrl = z.string().regex(/^(rediss?|unix):\/\//, { error: 'must begin with redis://, rediss:// or unix://' });

const environment = registration.extend({
  PORT: port.default(3978),
  REDIS_URL: redisUrl.optional(),
  QUEUE_REDIS_URL: redisUrl.optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DEMO: onOff.default('on'),
  PLAYGROUND: onOff.optional(),
  PLAYGROUND_PORT: port.default(56150),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PATH: z.string().default(''),
  HOME: z.string().default(''),
});

export interface Config {
  readonly port: number;
  /** Only this machine while nobody is asked who they are. */
  readonly host: '127.0.0.1' | '0.0.0.0';
  /** Undefined: authentication is off. */
  readonly credentials: Readonly<Record<string, string>> | undefined;
  readonly redisUrl: string | undefined;
  /** A single server for the job queue; the one that keeps the data unless told otherwise. */
  readonly queueRedisUrl: string | undefined;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly playground: boolean;
  /** Of the first chat window; the second has the next one. */
  readonly playgroundPort: number;
  readonly logLevel: string;
  /** What child processes need of the environment. */
  readonly childEnvironment: { readonly PATH: string; readonly HOME: string };
}

/** The configuration is wrong; the message names every fault. */
export class InvalidConfig extends Error {}

/**
 * Reads the environment, and is the only one that does.
 * @throws {InvalidConfig} naming every variable that is wrong, in one line
 */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new InvalidConfig(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const { data } = parsed;
  const credentials = data.MicrosoftAppId === undefined ? undefined : credentialsOf(registration.parse(data));
  return {
    port: data.PORT,
    host: credentials ? '0.0.0.0' : '127.0.0.1',
    credentials,
    redisUrl: data.REDIS_URL,
    queueRedisUrl: data.QUEUE_REDIS_URL,
    dataDir: data.DATA_DIR,
    demo: data.DEMO === 'on',
    // The Playground has no credentials to show.
    playground: (data.PLAYGROUND ?? (credentials ? 'off' : 'on')) === 'on',
    playgroundPort: data.PLAYGROUND_PORT,
    logLevel: data.LOG_LEVEL,
    childEnvironment: { PATH: data.PATH, HOME: data.HOME },
  };
};

const credentialsOf = (given: z.infer<typeof registration>): Record<string, string> => {
  const { MicrosoftAppType: type } = given;
  const missing = [
    ...(type !== 'UserAssignedMsi' && !given.MicrosoftAppPassword ? ['MicrosoftAppPassword'] : []),
    ...(type !== 'MultiTenant' && !given.MicrosoftAppTenantId ? ['MicrosoftAppTenantId'] : []),
  ];
  if (missing.length > 0) throw new InvalidConfig(`${missing.join(', ')}: required with MicrosoftAppId and ${type}`);
  return given as Record<string, string>;
};
