import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import type { Authority } from '../../../bot/teams/door/clouds.ts';

export const APP_ID = '11111111-1111-4111-8111-111111111111';
const ISSUER = 'https://api.botframework.com';

/** What the Bot Framework needs to know of a bot that is registered with the issuer. */
export const CREDENTIALS = {
  MicrosoftAppId: APP_ID,
  MicrosoftAppPassword: 'x',
  MicrosoftAppType: 'MultiTenant',
} as const;

/** What a token says instead of what it should. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Partial<JWTHeaderParameters>;
  /** The name of the key that signs; `k1` if not given. A key that was never published is made for an unknown name. */
  readonly by?: string;
}

/** Publishes signing keys as the Bot Framework does, over HTTP, and signs with them. */
export interface TokenIssuer {
  readonly authority: Authority;
  /** A good token for that service, but for the changes. */
  sign(serviceUrl: string, changes?: TokenChanges): Promise<string>;
  /** Publishes a key, besides the others. */
  publish(kid: string, endorsements?: readonly string[]): Promise<void>;
  /** How often its keys were asked for. */
  asked(): number;
  /** Answers everything with 500 from now on, or no longer. */
  fail(failing: boolean): void;
  close(): Promise<void>;
}

/** An issuer on this machine, by the address of its metadata. */
export const testAuthority = (metadataUrl: string): Authority => ({
  metadataUrl,
  issuer: ISSUER,
  // A test's own channel is on this machine.
  isService: (address) => address.startsWith('http://127.0.0.1:'),
});

export const startTokenIssuer = async (): Promise<TokenIssuer> => {
  const privateKeys = new Map<string, CryptoKey>();
  const published: object[] = [];
  let [asked, failing] = [0, false];
  const server = createServer((request, response) => {
    if (request.url === '/keys') asked++;
    response.statusCode = failing ? 500 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(request.url === '/keys' ? { keys: published } : { issuer: ISSUER, jwks_uri: `${base()}/keys` }),
    );
  });
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const make = async (kid: string) => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    privateKeys.set(kid, pair.privateKey);
    return pair;
  };
  const publish = async (kid: string, endorsements: readonly string[] = ['msteams']) => {
    const { publicKey } = await make(kid);
    published.push({ ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements });
  };
  await publish('k1');

  return {
    authority: testAuthority(`${base()}/openidconfiguration`),
    async sign(serviceUrl, { claims = {}, header = {}, by = 'k1' } = {}) {
      const seconds = Math.floor(Date.now() / 1000);
      const payload = { serviceurl: serviceUrl, iss: ISSUER, aud: APP_ID, nbf: seconds, exp: seconds + 600, ...claims };
      const key = privateKeys.get(by) ?? (await make(by)).privateKey;
      return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: by, ...header }).sign(key);
    },
    publish,
    asked: () => asked,
    fail: (value) => {
      failing = value;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
