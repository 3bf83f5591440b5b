import assert from 'node:assert/strict';
import { createAdapter } from '../../../bot/teams/adapter.ts';
import { type Server, startServer } from '../../../bot/teams/server.ts';
import { createAddresses } from '../../../bot/web/addresses.ts';
import { type PaymentMethodSaved, paymentPage } from '../../../bot/web/payment/payment-page.ts';
import { createLinks, type LinkPurpose, type Links } from '../../../services/links/links.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import { capturedLog } from '../attack/captured-log.ts';
import { testRedis } from '../redis/redis.ts';
import { openShop, type Shop } from '../tenants/shop.ts';

/** The payment page behind the real server, on a Contoso of its own. */
export interface PaymentPage {
  readonly shop: Shop;
  readonly links: Links;
  /** What the bot was told, in order. */
  readonly saved: PaymentMethodSaved[];
  /** Everything that was logged. */
  logged(): string;
  /** The address of a link for that person; to add a card, in English, unless told otherwise. */
  linkFor(who: string, data?: Record<string, unknown>, purpose?: LinkPurpose): Promise<string>;
  open(address: string, headers?: Record<string, string>): Promise<Answer>;
  /** Fills in the form that the link shows, and sends it. */
  send(address: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

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

/** Opens the page; `publicUrl` is what the bot believes its address to be, where that is not the one it has. */
export const startPaymentPage = async (publicUrl?: string): Promise<PaymentPage> => {
  const redis = await testRedis();
  const payments = createSandboxPayments(redis);
  const shop = await openShop('contoso', { payments, vault: payments });
  const now = () => shop.clock.now;
  const links = createLinks({ redis, now });
  const saved: PaymentMethodSaved[] = [];
  const onPaymentMethodSaved = async (each: PaymentMethodSaved) => void saved.push(each);
  const { log, logged } = capturedLog();
  const addresses = createAddresses({ publicUrl, port: () => server.port });
  const { testCards } = payments;
  const { commerce } = shop;
  const server: Server = await startServer({
    adapter: createAdapter(undefined, log),
    onTurn: async () => {},
    checkReady: () => redis.ping(),
    onlyLocal: true,
    log,
    host: '127.0.0.1',
    port: 0,
    pages: [paymentPage({ commerce, links, addresses, testCards, now, log, onPaymentMethodSaved })],
  });
  const open = async (address: string, headers = {}) => answerOf(await fetch(address, { headers }));
  return {
    shop,
    links,
    saved,
    logged,
    open,
    async linkFor(who, data = {}, purpose = 'card') {
      const wish = { tenantId: shop.tenantId, userId: shop.userId(who), purpose };
      const token = await links.issue({ ...wish, data: { kind: 'add', language: 'en', ...data } });
      const own = createAddresses({ publicUrl: undefined, port: () => server.port });
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
