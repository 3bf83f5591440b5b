import * as oidc from 'openid-client';
import { z } from 'zod';
import type { TenantId, UserId } from '../commerce/api/types.ts';

/** The app registration by which people sign in. */
export interface SignInRegistration {
  /** Of Microsoft Entra ID, without a slash at the end: `https://login.microsoftonline.com`. */
  readonly authority: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

interface AuthorityOptions extends SignInRegistration {
  /** Where the authority sends people back to; registered there. */
  readonly redirectUri: () => string;
  /** How long each request may take, in seconds. */
  readonly deadline: number;
}

/** What belongs to one sign-in, and is compared when it comes back. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somebody who has signed in. */
export interface SignedInPerson {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** A sign-in that came to nothing. `away`: the authority does not answer; `cancelled`: by the person, or not allowed. */
export class SignInFailure extends Error {
  readonly reason: 'away' | 'cancelled' | 'failed';
  /** What went wrong by the words of OpenID Connect and of Microsoft: `invalid_client AADSTS7000222`. */
  readonly code: string;

  constructor(reason: SignInFailure['reason'], cause: unknown) {
    super(`The sign-in came to nothing: ${reason}`, { cause });
    this.reason = reason;
    this.code = codesOf(cause);
  }
}

export type Authority = ReturnType<typeof createAuthority>;

/**
 * Signs people in at Microsoft Entra ID, each at the tenant that they are expected to be of: OpenID Connect's code flow
 * with PKCE. What it finds out about a tenant's endpoints is kept until the process ends.
 */
export const createAuthority = (options: AuthorityOptions) => {
  const found = new Map<TenantId, Promise<oidc.Configuration>>();
  const configurationOf = (tenantId: TenantId): Promise<oidc.Configuration> => {
    const known = found.get(tenantId);
    if (known) return known;
    const fresh = discover(options, tenantId);
    found.set(tenantId, fresh);
    fresh.catch(() => found.delete(tenantId));
    return fresh;
  };

  return {
    /**
     * Where a person of that tenant signs in; `anew` lets them choose the account.
     * @throws {SignInFailure} `away`
     */
    addressFor: (tenantId: TenantId, checks: SignInChecks, { anew }: { readonly anew: boolean }): Promise<URL> =>
      settled(async () => {
        const { state, nonce, verifier } = checks;
        return oidc.buildAuthorizationUrl(await configurationOf(tenantId), {
          redirect_uri: options.redirectUri(),
          scope: 'openid profile',
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(anew && { prompt: 'select_account' }),
        });
      }),

    /**
     * Who signed in, by the parameters with which the authority sent them back.
     * @throws {SignInFailure}
     */
    identify: (
      tenantId: TenantId,
      answer: URLSearchParams,
      { state, nonce, verifier }: SignInChecks,
    ): Promise<SignedInPerson> =>
      settled(async () => {
        const tokens = await oidc.authorizationCodeGrant(
          await configurationOf(tenantId),
          new URL(`${options.redirectUri()}?${answer}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
        );
        const { tid, oid } = personClaims.parse(tokens.claims());
        return { tenantId: tid, userId: oid };
      }),
  };
};

const lowerCase = <Id extends string>() => z.string().transform((text) => text.toLowerCase() as Id);
const personClaims = z.object({ tid: lowerCase<TenantId>(), oid: lowerCase<UserId>() });

const discover = (
  { authority, clientId, clientSecret, deadline }: AuthorityOptions,
  tenantId: TenantId,
): Promise<oidc.Configuration> => {
  const isPlain = authority.startsWith('http:');
  return oidc.discovery(new URL(`${authority}/${tenantId}/v2.0`), clientId, clientSecret, undefined, {
    timeout: deadline,
    // The signature of an ID token is checked, although it comes from the authority itself.
    execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    [oidc.customFetch]: fetchWhole,
  });
};

class AuthorityAway extends Error {}

/** Reads the whole answer, so that the deadline holds for all of it, and one of a broken server counts as none. */
const fetchWhole: oidc.CustomFetch = async (address, options) => {
  try {
    const response = await fetch(address, options as RequestInit);
    const body = await response.arrayBuffer();
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    return new Response(body, response);
  } catch (error) {
    throw new AuthorityAway('The authority does not answer', { cause: error });
  }
};

const codesOf = (error: unknown): string => {
  if (!(error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError))
    return error instanceof oidc.ClientError ? (error.code ?? '') : '';
  // Either may be written by whoever sends a browser here.
  const [code = ''] = /^\w{1,50}$/.exec(error.error) ?? [];
  const [detail = ''] = /AADSTS\d{1,10}/.exec(error.error_description ?? '') ?? [];
  return `${code} ${detail}`.trim();
};

const settled = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw new SignInFailure(reasonFor(error), error);
  }
};

const reasonFor = (error: unknown): SignInFailure['reason'] => {
  if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied') return 'cancelled';
  return error instanceof oidc.ClientError && error.cause instanceof AuthorityAway ? 'away' : 'failed';
};
