import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import type { SignedInPerson, SignInRegistration } from '../../../services/sign-in/authority.ts';
import { memoryOfProvider } from './entra-memory.ts';

/** Somebody who can sign in, by the name that the authority shows. */
interface EntraAccount extends SignedInPerson {
  readonly name: string;
}

/**
 * Microsoft Entra ID as far as a sign-in needs it: a certified OpenID provider for each tenant, with a page on which a
 * person picks an account or gives up.
 */
export interface Entra {
  readonly registration: SignInRegistration;
  /** Who can sign in. */
  readonly accounts: EntraAccount[];
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** Lets people be sent back there. */
  register(redirectUri: string): void;
  /** From now on ID tokens say what is made of their claims here, signed by the right key, or another one. */
  forge(change: (claims: JWTPayload) => JWTPayload, options?: { readonly wrongKey?: boolean }): void;
  /** From now on nothing is answered, or by this status; for requests to a path that ends so. */
  fail(how: 'silent' | number, pathEnd: string): void;
  close(): Promise<void>;
}

const CLIENT = { clientId: '00000000-0000-4000-8000-00000000b071', clientSecret: 'of the registration' };

interface World {
  readonly url: () => string;
  readonly accounts: readonly EntraAccount[];
  readonly redirectUris: readonly string[];
  readonly keys: readonly JWK[];
  readonly retold: (idToken: string) => Promise<string>;
}

/** The authority's own, and one that is not; making them takes longer than a sign-in. */
let keys: Promise<[Key, Key]> | undefined;

/** Starts it on a port of its own. Nobody can sign in yet. */
export const startEntra = async (): Promise<Entra> => {
  const accounts: EntraAccount[] = [];
  keys ??= Promise.all([generateKey(), generateKey()]);
  const [own, foreign] = await keys;
  const asked: string[] = [];
  const redirectUris: string[] = [];
  let failing: { readonly how: 'silent' | number; readonly pathEnd: string } | undefined;
  let retold = async (idToken: string): Promise<string> => idToken;
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world: World = { url, accounts, redirectUris, keys: [own.jwk], retold: (idToken) => retold(idToken) };
  const tenants = new Map<string, Tenant>();
  const tenantOf = (id: string): Tenant => {
    const tenant = tenants.get(id) ?? openTenant(world, id);
    tenants.set(id, tenant);
    return tenant;
  };
  const server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '', url());
    asked.push(pathname);
    if (failing && pathname.endsWith(failing.pathEnd))
      return failing.how === 'silent' ? undefined : end(res, failing.how);
    const [, tenantId] = /^\/([0-9a-f-]{36})\//.exec(pathname) ?? [];
    return tenantId ? tenantOf(tenantId)(req, res) : end(res, 404);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    registration: { ...CLIENT, authority: url() },
    accounts,
    asked,
    register: (redirectUri) => void redirectUris.push(redirectUri),
    forge(change, { wrongKey = false } = {}) {
      const { privateKey } = wrongKey ? foreign : own;
      retold = (idToken) =>
        new SignJWT(change(decodeJwt(idToken))).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey);
    },
    fail(how, pathEnd) {
      failing = { how, pathEnd };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const end = (res: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void => {
  res.writeHead(status, headers);
  res.end();
};

type Key = Awaited<ReturnType<typeof generateKey>>;

const generateKey = async () => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(privateKey)), kid: 'own', alg: 'RS256', use: 'sig' } };
};

type Tenant = (req: IncomingMessage & { originalUrl?: string }, res: ServerResponse) => void;

const openTenant = (world: World, tenantId: string): Tenant => {
  const base = `/${tenantId}/v2.0`;
  const provider = new Provider(`${world.url()}${base}`, configurationOf(world, tenantId));
  provider.use(async (ctx, next) => {
    await next();
    const answer = ctx.body as { id_token?: string };
    if (ctx.path === '/token' && answer.id_token)
      ctx.body = { ...answer, id_token: await world.retold(answer.id_token) };
  });
  const answer = provider.callback();
  return (req, res) => {
    const url = req.url ?? '';
    if (url.startsWith(`${base}/pick/`)) return void pick(world, tenantId, provider, req, res);
    // As it would stand after the mounting of another server.
    Object.assign(req, { originalUrl: url, url: url.slice(base.length) });
    return void answer(req, res);
  };
};

const configurationOf = ({ accounts, redirectUris, keys }: World, tenantId: string): Configuration => {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return {
    adapter: memoryOfProvider(),
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [...redirectUris],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [...keys] },
    cookies: { keys: [randomBytes(16).toString('hex')], names: { session: `session-${tenantId}` } },
    claims: { openid: ['sub', 'oid', 'tid'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_ctx, { uid }) => `/${tenantId}/v2.0/pick/${uid}` },
    pkce: { required: () => true, methods: ['S256'] },
    findAccount: (_ctx, id) => {
      const account = accounts.find(({ tenantId: tid, userId }) => tid === tenantId && userId === id);
      const claims = { sub: id, oid: id, tid: tenantId, name: account?.name };
      return account && { accountId: id, claims: () => claims };
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };
};

/** Who picks another account is not asked to sign out first. */
const forgetAccount = async (provider: Provider, uid: string | undefined): Promise<void> => {
  const session = uid && (await provider.Session.findByUid(uid));
  if (!session) return;
  session.accountId = undefined;
  await session.persist();
};

/** The page on which somebody picks an account of the tenant, or gives up. */
const pick = async (
  { accounts }: World,
  tenantId: string,
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> => {
  const wanted = new URL(req.url ?? '', 'http://entra').searchParams.get('as');
  if (wanted === 'nobody') return provider.interactionFinished(req, res, { error: 'access_denied' });
  if (wanted) {
    const { session } = await provider.interactionDetails(req, res);
    const picked = { login: { accountId: wanted }, select_account: {} };
    const location = await provider.interactionResult(req, res, picked);
    await forgetAccount(provider, session?.uid);
    return end(res, 303, { location });
  }
  const links = accounts
    .filter((account) => account.tenantId === tenantId)
    .map(({ userId, name }) => `<li><a href="?as=${userId}">${name}</a></li>`);
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  res.end(`<h1>Pick an account</h1><ul>${links.join('')}<li><a href="?as=nobody">Cancel</a></li></ul>`);
};
