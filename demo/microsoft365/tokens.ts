import { randomBytes } from 'node:crypto';
import type { StandInAnswer } from './answers.ts';
import type { World } from './world.ts';

/** Permissions of the service of the policy; all others are Graph's. */
const isOfPolicy = (permission: string): boolean => permission.endsWith('.AllowSelfServicePurchase');

/** Entra ID as far as an app asks it for a token of its own. */
export interface TokenDesk {
  /** Answers a form of the client credentials flow. */
  give(tenantId: string, form: URLSearchParams): StandInAnswer;
  /** Whether a token is good for that service. */
  isGood(token: string | undefined, service: 'graph' | 'policy'): boolean;
  /** Ends every token that has been given. */
  endAll(): void;
}

export const createTokenDesk = (world: World): TokenDesk => {
  const given = new Map<string, 'graph' | 'policy'>();
  return {
    give(tenantId, form) {
      const refused = refusalOf(world, tenantId, form);
      if (refused) return refused;
      const service = form.get('scope')?.startsWith('aeb86249-8ea3-49e2-900b-54cc8e308f85/') ? 'policy' : 'graph';
      const token = tokenWith([...world.granted].filter((name) => isOfPolicy(name) === (service === 'policy')));
      given.set(token, service);
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token },
      };
    },
    isGood: (token, service) => token !== undefined && given.get(token) === service,
    endAll: () => given.clear(),
  };
};

const refusalOf = ({ tenantId, app }: World, asked: string, form: URLSearchParams): StandInAnswer | undefined => {
  if (asked !== tenantId) return refused(400, 'invalid_request', 90002, `Tenant '${asked}' not found.`);
  if (form.get('client_id') !== app.clientId)
    return refused(400, 'unauthorized_client', 700016, 'Application was not found in the directory.');
  if (form.get('client_secret') !== app.secret && form.get('client_assertion') === null)
    return refused(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
  return undefined;
};

const refused = (status: number, error: string, code: number, text: string): StandInAnswer => ({
  status,
  body: { error, error_description: `AADSTS${code}: ${text}`, error_codes: [code] },
});

/** It looks like one of Microsoft's, and nobody checks its signature. */
const tokenWith = (roles: readonly string[]): string =>
  [
    { typ: 'JWT', alg: 'none' },
    { roles, jti: randomBytes(8).toString('hex') },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('c3RhbmQtaW4')
    .join('.');
