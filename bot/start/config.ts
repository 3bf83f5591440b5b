import { z } from 'zod';
import { LIMITS, type LimitTable, multipliedLimits } from '../../services/limits/limits.ts';
import { type Sender, senderFrom } from '../../services/mail/message.ts';
import type { Microsoft365Registration } from '../../services/microsoft365/registration.ts';
import type { SignInRegistration } from '../../services/sign-in/authority.ts';
import { CLOUDS, type CloudName } from '../teams/door/clouds.ts';
import { isLoopback } from '../teams/door/guard.ts';
import type { ModelEndpoint } from '../understanding/model/endpoint.ts';
import { gapsOfMicrosoft365, microsoft365Of, microsoft365Shape } from './microsoft365-settings.ts';
import { credentialsOf, gapsOfRegistration, guidOf, registrationShape, slipsOfRegistration } from './registration.ts';

const onOff = z.enum(['on', 'off'], { error: 'must be on or off' });
/** A whole number of days. */
const days = (least: number) => z.coerce.number({ error: 'must be a number of days' }).int().min(least).max(36_500);
const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535);

const redisUrl = z.string().regex(/^(rediss?|unix):\/\//, { error: 'must begin with redis://, rediss:// or unix://' });

/** Card numbers, keys and sentences go by such an address, so only on this machine may they go unencrypted. */
const secureUrl = z
  .url({ protocol: /^https?$/, error: 'must be an https:// address', abort: true })
  .refine((url) => new URL(url).protocol === 'https:' || isLoopback(url), { error: 'must begin with https://' })
  .refine((url) => new URL(url).username === '' && new URL(url).password === '', { error: 'must name no user' })
  .transform((url) => url.replace(/\/+$/, ''));

const senderOrFault = (text: string, context: z.RefinementCtx): Sender => {
  const sender = senderFrom(text);
  if (sender) return sender;
  context.addIssue('must be an e-mail address, or a name with one: Purchases <no-reply@contoso.com>');
  return z.NEVER;
};

const tenantIds = z
  .string()
  .transform((text) => text.toLowerCase().split(/[\s,]+/))
  .pipe(z.array(z.guid({ error: 'must be GUIDs of directories, with commas between them' })));

const environment = registrationShape.extend({
  ...microsoft365Shape.shape,
  ENTRA_AUTHORITY: secureUrl.optional(),
  SIGN_IN_APP_ID: guidOf('the app registration').optional(),
  SIGN_IN_APP_PASSWORD: z.string().min(1).optional(),
  TEAMS_CLOUD: z
    .enum(Object.keys(CLOUDS) as [CloudName], { error: `must be ${Object.keys(CLOUDS).join(', ')}` })
    .default('public'),
  ALLOWED_TENANTS: tenantIds.optional(),
  PORT: port.default(3978),
  PUBLIC_URL: secureUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  QUEUE_REDIS_URL: redisUrl.optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, { error: 'must begin with smtp:// or smtps://' })
    .optional(),
  MAIL_FROM: z.string().default('Self-service purchases <no-reply@localhost>').transform(senderOrFault),
  DEMO: onOff.default('on'),
  PLAYGROUND: onOff.optional(),
  PLAYGROUND_PORT: port.default(56150),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: secureUrl.default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().min(1).default('gpt-4.1-mini'),
  OPENAI_CALLS_PER_TENANT: z.coerce
    .number({ error: 'must be a number of calls' })
    .int()
    .min(0)
    .default(LIMITS['tenant-model-calls'].points),
  LIMITS_FACTOR: z.coerce.number({ error: 'must be a number' }).min(0.1).max(10_000).default(1),
  AUDIT_KEPT_DAYS: days(30).default(2555),
  // A notice waits for its person for up to 30 days.
  NOTICES_KEPT_DAYS: days(40).default(60),
  SECURITY_LOG_KEPT_DAYS: days(1).default(365),
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
  /** Undefined: a link alone opens a page. */
  readonly signIn: SignInRegistration | undefined;
  /** Which of Microsoft's clouds the registration is in. */
  readonly cloud: CloudName;
  /** The directories whose people are answered; those that are stored if not given. */
  readonly allowedTenants: readonly string[] | undefined;
  /** Where people's browsers find the bot, without a slash at the end; on this machine if not given. */
  readonly publicUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** A single server for the job queue; the one that keeps the data unless told otherwise. */
  readonly queueRedisUrl: string | undefined;
  readonly dataDir: string;
  /** Of the mail server; without it mails are written below `dataDir`. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: Sender;
  readonly demo: boolean;
  readonly playground: boolean;
  /** Of the first chat window; the second has the next one. */
  readonly playgroundPort: number;
  /** The app by which a tenant in Microsoft 365 is read; undefined without a connection. */
  readonly microsoft365: Microsoft365Registration | undefined;
  /** Undefined: no sentence leaves the bot. */
  readonly languageModel: ModelEndpoint | undefined;
  readonly limits: LimitTable;
  /** How long is kept what is not about today, in days. */
  readonly keptDays: { readonly audit: number; readonly notices: number; readonly securityLog: number };
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
  refuse(slipsOfRegistration(env));
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const { data } = parsed;
  refuse([...gapsOfRegistration(data), ...gapsOfMicrosoft365(data)]);
  const credentials = credentialsOf(data, data.TEAMS_CLOUD);
  return {
    port: data.PORT,
    host: credentials ? '0.0.0.0' : '127.0.0.1',
    credentials,
    signIn: credentials && signInOf(data),
    cloud: data.TEAMS_CLOUD,
    allowedTenants: data.ALLOWED_TENANTS,
    publicUrl: data.PUBLIC_URL,
    redisUrl: data.REDIS_URL,
    queueRedisUrl: data.QUEUE_REDIS_URL,
    dataDir: data.DATA_DIR,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    demo: data.DEMO === 'on',
    // The Playground has no credentials to show.
    playground: (data.PLAYGROUND ?? (credentials ? 'off' : 'on')) === 'on',
    playgroundPort: data.PLAYGROUND_PORT,
    microsoft365: microsoft365Of(data),
    languageModel: languageModelOf(data),
    limits: limitsOf(data),
    keptDays: {
      audit: data.AUDIT_KEPT_DAYS,
      notices: data.NOTICES_KEPT_DAYS,
      securityLog: data.SECURITY_LOG_KEPT_DAYS,
    },
    logLevel: data.LOG_LEVEL,
    childEnvironment: { PATH: data.PATH, HOME: data.HOME },
  };
};

const refuse = (faults: readonly string[]): void => {
  if (faults.length > 0) throw invalid(faults);
};

const invalid = (faults: readonly string[]): InvalidConfig => new InvalidConfig(faults.join('; '));

const languageModelOf = ({
  OPENAI_API_KEY: apiKey,
  OPENAI_BASE_URL: baseUrl,
  OPENAI_MODEL: model,
}: z.infer<typeof environment>): ModelEndpoint | undefined =>
  apiKey === undefined ? undefined : { apiKey, baseUrl, model };

/** People sign in by the bot's own registration, where it has a secret, unless there is another one for that. */
const signInOf = (data: z.infer<typeof environment>): SignInRegistration => {
  const {
    MicrosoftAppId,
    MicrosoftAppPassword,
    SIGN_IN_APP_ID,
    SIGN_IN_APP_PASSWORD,
    ENTRA_AUTHORITY: authority = CLOUDS[data.TEAMS_CLOUD].entra,
  } = data;
  const [clientId, clientSecret] =
    SIGN_IN_APP_ID || SIGN_IN_APP_PASSWORD || data.MicrosoftAppType === 'UserAssignedMsi'
      ? [SIGN_IN_APP_ID, SIGN_IN_APP_PASSWORD]
      : [MicrosoftAppId, MicrosoftAppPassword];
  if (clientId && clientSecret) return { authority, clientId, clientSecret };
  throw new InvalidConfig(
    'SIGN_IN_APP_ID, SIGN_IN_APP_PASSWORD: both or neither; required with UserAssignedMsi, which has no secret of its own',
  );
};

const limitsOf = ({ OPENAI_CALLS_PER_TENANT: points, LIMITS_FACTOR }: z.infer<typeof environment>): LimitTable => ({
  ...multipliedLimits(LIMITS_FACTOR),
  'tenant-model-calls': { ...LIMITS['tenant-model-calls'], points },
});
