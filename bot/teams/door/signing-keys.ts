import { type CryptoKey, importJWK } from 'jose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { DEADLINES } from '../../../services/deadlines/deadlines.ts';
import type { Authority } from './clouds.ts';

interface SigningKey {
  readonly key: CryptoKey;
  /** The channels that it may speak for. */
  readonly endorsements: readonly string[];
}

export interface SigningKeys {
  /** Undefined where the authority has no such key, or cannot be asked for one that is not known yet. */
  find(kid: string): Promise<SigningKey | undefined>;
}

/** Milliseconds. Keys are announced a day before they are used. */
const FRESH_FOR = 60 * 60 * 1000;
const ASKED_AGAIN_AFTER = 30 * 1000;

const keySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).default([]) })),
});

/**
 * The keys with which an authority signs. They are asked for again every hour, and when a token names one that is not
 * known, but never more often than every 30 seconds; while the authority cannot be reached, the known ones go on.
 * @param now milliseconds, from any beginning
 */
export const createSigningKeys = (
  authority: Pick<Authority, 'metadataUrl' | 'issuer'>,
  { log, now = () => performance.now() }: { readonly log: Pick<Logger, 'warn'>; readonly now?: () => number },
): SigningKeys => {
  let keys: ReadonlyMap<string, SigningKey> = new Map();
  let [loadedAt, askedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let loading = Promise.resolve();

  const load = async (): Promise<void> => {
    try {
      keys = await fetchKeys(authority);
      loadedAt = now();
    } catch (error) {
      log.warn({ err: error, kept: keys.size }, 'The keys of Teams cannot be loaded');
    }
  };

  return {
    async find(kid) {
      const isDue = now() - loadedAt > FRESH_FOR || !keys.has(kid);
      if (isDue && now() - askedAt > ASKED_AGAIN_AFTER) {
        askedAt = now();
        loading = load();
      }
      if (!keys.has(kid)) await loading;
      return keys.get(kid);
    },
  };
};

const fetchKeys = async ({ metadataUrl, issuer }: Pick<Authority, 'metadataUrl' | 'issuer'>) => {
  const metadata = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(await fetchJson(metadataUrl));
  const { keys } = keySet.parse(await fetchJson(metadata.jwks_uri));
  const imported = await Promise.all(
    keys
      .filter(({ kty }) => kty === 'RSA')
      .map(async ({ endorsements, ...jwk }) => [jwk.kid, { key: await keyOf(jwk), endorsements }] as const),
  );
  if (imported.length === 0) throw new Error(`No keys at ${metadata.jwks_uri}`);
  return new Map<string, SigningKey>(imported);
};

const fetchJson = async (address: string): Promise<unknown> => {
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(DEADLINES.signingKeys) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
};

/** Only the public part of an RSA key matters, and it is for one algorithm, whatever it says of itself. */
const keyOf = async ({ kty, n, e }: Record<string, unknown>): Promise<CryptoKey> =>
  (await importJWK({ kty: String(kty), n: String(n), e: String(e) }, 'RS256')) as CryptoKey;
