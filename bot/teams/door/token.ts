import type { CryptoKey } from 'jose';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Authority } from './clouds.ts';
import { RequestRefused } from './request-refused.ts';
import type { SigningKeys } from './signing-keys.ts';

/** What a token of the channel vouches for. */
export interface ChannelToken {
  /** The only address that replies to this request may go to. */
  readonly serviceUrl: string;
}

interface TokenCheck {
  readonly authority: Pick<Authority, 'issuer'>;
  readonly keys: SigningKeys;
  /** Whom tokens must be for. */
  readonly appId: string;
}

/** Seconds by which clocks may differ. */
const CLOCK_TOLERANCE = 5 * 60;

/**
 * Checks the token of a request, by what Microsoft asks of a bot:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 * @throws {RequestRefused} 401 with a code for what is wrong with it
 */
export const checkToken = async (authorization: string | undefined, check: TokenCheck): Promise<ChannelToken> => {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new RequestRefused(401, 'no-token');
  const found = await check.keys.find(keyIdOf(token));
  if (!found) throw new RequestRefused(401, 'unknown-key');
  if (!found.endorsements.includes('msteams')) throw new RequestRefused(401, 'key-not-endorsed');
  const { aud, serviceurl } = await verified(token, found.key, check);
  if (aud !== check.appId) throw new RequestRefused(401, 'wrong-audience');
  if (typeof serviceurl !== 'string') throw new RequestRefused(401, 'no-service-url');
  return { serviceUrl: serviceurl };
};

const keyIdOf = (token: string): string => {
  const { alg, kid } = headerOf(token);
  if (alg !== 'RS256') throw new RequestRefused(401, 'wrong-algorithm');
  if (typeof kid !== 'string') throw new RequestRefused(401, 'unknown-key');
  return kid;
};

const headerOf = (token: string) => {
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw new RequestRefused(401, 'no-token');
  }
};

const verified = async (token: string, key: CryptoKey, { authority, appId }: TokenCheck): Promise<JWTPayload> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: authority.issuer,
      audience: appId,
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE,
    });
    return payload;
  } catch (error) {
    throw new RequestRefused(401, faultOf(error));
  }
};

const CLAIM_FAULTS: Readonly<Record<string, string>> = {
  aud: 'wrong-audience',
  iss: 'wrong-issuer',
  exp: 'expired',
  nbf: 'not-yet-valid',
};

const faultOf = (error: unknown): string => {
  const isOfClaim = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  return (isOfClaim && CLAIM_FAULTS[error.claim]) || 'bad-token';
};
