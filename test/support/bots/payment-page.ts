import assert from 'node:assert/strict';
import { createAdapter } from '../../../bot/teams/adapter.ts';
import type { Admission } from '../../../bot/teams/door/admission.ts';
import { RequestRefused } from '../../../bot/teams/door/request-refused.ts';
import { type Server, startServer } from '../../../bot/teams/server.ts';
import { createAddresses } from '../../../bot/web/addresses.ts';
import { type PaymentMethodSaved, paymentPage } from '../../../bot/web/payment/payment-page.ts';
import { openSignIn } from '../../../bot/web/sign-in/open-sign-in.ts';
import { signedInPage } from '../../../bot/web/sign-in/signed-in-page.ts';
import { createLimits } from '../../../services/limits/limiter.ts';
import { type LimitTable, multipliedLimits } from '../../../services/limits/limits.ts';
import { createLinks, type LinkPurpose, type Links } from '../../../services/links/links.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import type { SecurityEvent } from '../../../services/security-log/events.ts';
import { capturedLog } from '../attack/captured-log.ts';
import { testRedis } from '../redis/redis.ts';
import type { Entra } from '../stand-ins/entra.ts';
import { openShop, type Shop } from '../tenants/shop.ts';

/** The payment page behind the real server, on a Contoso of its own. */
export interface PaymentPage {
  readonly shop: Shop;
  readonly links: Links;
  /** What the bot was told, in order. */
  readonly saved: PaymentMethodSaved[];
  /** What the security log was told. */
  readonly noted: readonly SecurityEvent[];
  /** Everything that was logged. */
  logged(): string;
  /** Where the page is reached, whatever the bot believes. */
  readonly url: string;
  /** The address of a link for that person; to add a card, in English, unless told otherwise. */
  linkFor(who: string, data?: Record<string, unknown>, purpose?: LinkPurpose): Promise<string>;
  open(address: string, headers?: Record<string, string>): Promise<Answer>;
  /** Fills in the form that the link shows, and sends it. */
  send(address: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

/** Nobody talks with the bot here. */
const NO_BOT: Admission = {
  authenticate: () => Promise.reject(new RequestRefused(401, 'no-token')),
  admit: async () => {},
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A good card, filled in. */
export const FILLED_IN = {
  number: '4242 4242 4242 4242',
  expiry: '08/28',
  securityCode: '123',
  holder: 'Megan Bowen',
  address: '',
};

interface PaymentPageOptions {
  /** What the bot believes its address to be, where that is not the one it has. */
  readonly publicUrl?: string;
  /** Where people sign in; without it a link alone opens the page. */
  readonly entra?: Entra;
  readonly limits?: LimitTable;
}

/** Seconds that the bot waits for an authority. */
const DEADLINE = 0.5;

/** Opens the page. */
export const startPaymentPage = async ({
  publicUrl,
  entra,
  limits: table = multipliedLimits(100),
}: PaymentPageOptions = {}): Promise<PaymentPage> => {
  const redis = await testRedis();
  const payments = createSandboxPayments(redis);
  const shop = await openShop('contoso', { payments, vault: payments });
  const now = () => shop.clock.now;
  const links = createLinks({ redis, now });
  const saved: PaymentMethodSaved[] = [];
  const onPaymentMethodSaved = async (each: PaymentMethodSaved) => void saved.push(each);
  const { log, logged } = capturedLog();
  const noted: SecurityEvent[] = [];
  const securityLog = { note: (event: SecurityEvent) => void noted.push(event) };
  const limits = createLimits({ now: Date.now, redis, log, securityLog, table });
  const { testCards } = payments;
  const { commerce } = shop;
  const registration = entra?.registration;
  const reached = { port: () => server.port, asksToSignIn: registration !== undefined };
  const addresses = createAddresses({ ...reached, publicUrl });
  const signIn = openSignIn({ registration, redis, links, addresses, securityLog, log, deadline: DEADLINE });
  const services = { commerce, links, limits, addresses, signIn, testCards, now, log, onPaymentMethodSaved };
  const server: Server = await startServer({
    adapter: createAdapter(undefined, log),
    onTurn: async () => {},
    checkReady: async () => [],
    // Whom a page is shown to is asked by the page itself.
    admission: entra && NO_BOT,
    secure: publicUrl !== undefined,
    log,
    host: '127.0.0.1',
    port: 0,
    pages: [paymentPage(services), ...(signIn ? [signedInPage({ ...services, signIn })] : [])],
  });
  entra?.register(addresses.signedIn());
  const open = async (address: string, headers = {}) => answerOf(await fetch(address, { headers }));
  return {
    shop,
    links,
    saved,
    noted,
    logged,
    url: `http://127.0.0.1:${server.port}`,
    open,
    async linkFor(who, data = {}, purpose = 'card') {
      const wish = { tenantId: shop.tenantId, userId: shop.userId(who), purpose };
      const token = await links.issue({ ...wish, data: { kind: 'add', language: 'en', ...data } });
      const own = createAddresses({ ...reached, publicUrl: undefined });
      return own.urlFor('card', token);
    },
    async send(address, fields, headers = {}) {
      const formToken = /name="formToken" value="([^"]+)"/.exec((await open(address)).text)?.[1] ?? 'none';
      const body = new URLSearchParams({ formToken, ...fields });
      return answerOf(await fetch(address, { method: 'POST', body, headers }));
    },
    close: () => server.close(),
  };
};

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  headers: response.headers,
  text: await response.text(),
});

/** What a person reads of a page, without the markup. */
export const readPage = ({ text }: Answer): string => {
  const body = /<main>([\s\S]*)<\/main>/.exec(text)?.[1];
  assert.ok(body !== undefined, `not a page: ${text}`);
  return body
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
};
