import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  AuthError,
  ConfidentialClientApplication,
  type Configuration,
  type INetworkModule,
  ManagedIdentityApplication,
  type NetworkRequestOptions,
} from '@azure/msal-node';
import { MICROSOFT365_CLOUDS } from './clouds.ts';
import { exchange } from './exchange.ts';
import { type FaultReason, Microsoft365Fault } from './fault.ts';
import type { Credential, Microsoft365Registration } from './registration.ts';

/** Of whom tokens are asked for: an address, or the GUID of an app of Microsoft's. */
export type Resource = string;

export interface Tokens {
  /**
   * A token that is good for some minutes at least.
   * @param anew one that was refused is not given again
   * @throws {Microsoft365Fault} `wrong-credential`, `no-consent`, `no-tenant`, `unavailable`
   */
  tokenFor(resource: Resource, anew?: boolean): Promise<string>;
}

/** Tokens of an app for itself; they are kept until they end, and several who wait for one get the same. */
export const createTokens = async (registration: Microsoft365Registration): Promise<Tokens> => {
  const acquire = await acquirerOf(registration);
  const underWay = new Map<Resource, Promise<string>>();
  const ask = (resource: Resource, anew: boolean): Promise<string> => {
    const asked = acquired(acquire, resource, anew).finally(() => underWay.delete(resource));
    underWay.set(resource, asked);
    return asked;
  };
  return { tokenFor: async (resource, anew = false) => underWay.get(resource) ?? ask(resource, anew) };
};

const acquired = async (acquire: Acquire, resource: Resource, anew: boolean): Promise<string> => {
  const result = await acquire(resource, anew).catch((error: unknown) => {
    throw faultOf(error);
  });
  if (!result) throw new Microsoft365Fault('unreadable', { code: 'no-token' });
  return result.accessToken;
};

type Acquire = (resource: Resource, anew: boolean) => Promise<{ readonly accessToken: string } | null>;

const acquirerOf = async (registration: Microsoft365Registration): Promise<Acquire> => {
  const { clientId, credential } = registration;
  const system = { networkClient: networkOf(registration), disableInternalRetries: true };
  if (credential.kind === 'managed-identity') {
    const managedIdentityIdParams = { userAssignedClientId: clientId };
    const identity = new ManagedIdentityApplication({ managedIdentityIdParams, system });
    return (resource, anew) => identity.acquireToken({ resource, forceRefresh: anew });
  }
  const auth = { clientId, authority: authorityOf(registration), ...(await proofOf(credential).catch(refuseProof)) };
  const app = new ConfidentialClientApplication({ auth, system });
  return (resource, anew) => app.acquireTokenByClientCredential({ scopes: [`${resource}/.default`], skipCache: anew });
};

/** The library takes an https address only; what stands in for it on this machine is reached by `networkOf`. */
const authorityOf = ({ cloud, tenantId }: Microsoft365Registration): string =>
  `${MICROSOFT365_CLOUDS[cloud].login}/${tenantId}`;

const proofOf = async (
  credential: Exclude<Credential, { readonly kind: 'managed-identity' }>,
): Promise<Partial<Configuration['auth']>> => {
  switch (credential.kind) {
    case 'secret':
      return { clientSecret: credential.secret };
    case 'certificate':
      return { clientCertificate: certificateIn(await readFile(credential.file, 'utf8')) };
    case 'federated':
      return { clientAssertion: () => readFile(credential.tokenFile, 'utf8').then((text) => text.trim(), refuseProof) };
  }
};

/** A file that is not there, or holds no certificate, shows nobody who the app is. */
const refuseProof = (cause: NodeJS.ErrnoException): never => {
  throw new Microsoft365Fault('wrong-credential', { code: cause.code, cause });
};

const certificateIn = (pem: string) => ({
  thumbprintSha256: new X509Certificate(pem).fingerprint256.replaceAll(':', ''),
  privateKey: pem,
  x5c: pem,
});

/** The library's requests, by our deadline and to where the registration says that Entra ID answers. */
const networkOf = ({ cloud, endpoints }: Microsoft365Registration): INetworkModule => {
  const addressOf = (url: string): string => {
    const { login } = MICROSOFT365_CLOUDS[cloud];
    return url.startsWith(`${login}/`) ? endpoints.login + url.slice(login.length) : url;
  };
  const send = async <Body>(method: string, url: string, { headers, body }: NetworkRequestOptions = {}) => {
    const answer = await exchange({ method, url: addressOf(url), headers, body });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: (answer.body ?? {}) as Body };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
};

/** Numbers of Entra ID's refusals: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const REASONS: readonly (readonly [RegExp, FaultReason])[] = [
  [/AADSTS(700016|7000112|650051|650052|1003031|500011)\b/, 'no-consent'],
  [/AADSTS(90002|900023|9002341)\b/, 'no-tenant'],
  [/AADSTS(7000215|7000222|700027|70002\d|50012|50013|90023)\b/, 'wrong-credential'],
];

const faultOf = (error: unknown): Microsoft365Fault => {
  if (error instanceof Microsoft365Fault) return error;
  const { errorCode = 'unknown', errorMessage = '' } = error instanceof AuthError ? error : {};
  const [, reason] = REASONS.find(([sign]) => sign.test(errorMessage)) ?? [];
  const code = /AADSTS\d+/.exec(errorMessage)?.[0] ?? errorCode;
  return new Microsoft365Fault(reason ?? (errorCode === 'invalid_client' ? 'wrong-credential' : 'unavailable'), {
    code,
  });
};
