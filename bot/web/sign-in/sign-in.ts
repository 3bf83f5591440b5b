import type { Logger } from 'pino';
import type { Request } from 'restify';
import type { Grant, Links } from '../../../services/links/links.ts';
import type { SecurityLog } from '../../../services/security-log/security-log.ts';
import { type Authority, type SignedInPerson, SignInFailure } from '../../../services/sign-in/authority.ts';
import { isSecret, newSecret, type SignIns } from '../../../services/sign-in/sign-ins.ts';
import type { Addresses } from '../../conversation/ports.ts';
import { type HeldLink, holdLink } from '../pages/held-link.ts';
import type { Redirect } from '../pages/redirect.ts';
import { WebRefusal } from '../pages/refusal-page.ts';
import type { Visit } from '../pages/web-handler.ts';
import type { Cookies } from './cookies.ts';

interface SignInServices {
  readonly authority: Authority;
  readonly signIns: SignIns;
  readonly cookies: Cookies;
  readonly links: Links;
  readonly addresses: Addresses;
  readonly securityLog: Pick<SecurityLog, 'note'>;
  readonly log: Logger;
}

export type SignIn = ReturnType<typeof createSignIn>;

/** The cookie by which a browser that has begun to sign in is known. */
const BROWSER = 'browser';
const sessionCookie = ({ id }: Grant): string => `link-${id}`;

/** Added to the address of a link, it lets the person choose the account. */
const ANOTHER_ACCOUNT = 'account=another';

/** Has a link used by the person alone whom it was made for: they show it by signing in where they work. */
export const createSignIn = (services: SignInServices) => ({
  isSignedIn: ({ req }: Visit, grant: Grant): Promise<boolean> =>
    services.signIns.isOpen(grant.id, services.cookies.read(req, sessionCookie(grant))),

  /**
   * Sends the holder of a link to sign in.
   * @throws {WebRefusal} `sign-in-away`; `exhausted` where that has been done too often
   */
  begin: (visit: Visit, link: HeldLink): Promise<Redirect> => begin(services, visit, link),

  /**
   * Takes somebody who comes back from there to the link that they had opened.
   * @throws {WebRefusal} where nobody has signed in, or somebody whom the link was not made for
   */
  finish: (visit: Visit): Promise<Redirect> => finish(services, visit),

  /** For somebody who sends a form without having signed in, or too late. */
  signedOut: (link: HeldLink): WebRefusal => new WebRefusal('signed-out', addressOf(services, link)),
});

const begin = async (services: SignInServices, { req }: Visit, link: HeldLink): Promise<Redirect> => {
  const { authority, signIns, cookies } = services;
  const { purpose, token, grant } = link;
  // Another tab may be on its way back.
  const kept = cookies.read(req, BROWSER);
  const browser = isSecret(kept) ? kept : newSecret();
  const checks = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
  const anew = queryOf(req).toString() === ANOTHER_ACCOUNT;
  const location = await orRefuse(services, link, authority.addressFor(grant.tenantId, checks, { anew }));
  if (!(await signIns.begin(grant.id, browser, { purpose, token, checks }))) throw new WebRefusal('exhausted');
  return { location: location.href, cookies: [cookies.write(BROWSER, browser)] };
};

const finish = async (services: SignInServices, visit: Visit): Promise<Redirect> => {
  const { authority, signIns, cookies, links } = services;
  const answer = queryOf(visit.req);
  const attempt = await signIns.take(answer.get('state'), cookies.read(visit.req, BROWSER));
  if (!attempt) throw new WebRefusal('sign-in-over');
  const link = await holdLink(links, attempt, visit);
  const { grant } = link;
  const person = await orRefuse(services, link, authority.identify(grant.tenantId, answer, attempt.checks));
  checkPerson(services, link, person);
  const session = await signIns.open(grant.id);
  return { location: addressOf(services, link), cookies: [cookies.write(sessionCookie(grant), session)] };
};

const checkPerson = (services: SignInServices, link: HeldLink, person: SignedInPerson): void => {
  const { tenantId, userId } = link.grant;
  if (person.tenantId === tenantId && person.userId === userId) return;
  const known = person.tenantId === tenantId ? person.userId : undefined;
  services.securityLog.note({ kind: 'link-of-another', tenantId, userId: known, what: link.purpose });
  throw new WebRefusal('somebody-else', `${addressOf(services, link)}?${ANOTHER_ACCOUNT}`);
};

const orRefuse = async <Result>(services: SignInServices, link: HeldLink, work: Promise<Result>): Promise<Result> => {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof SignInFailure)) throw error;
    if (error.reason !== 'cancelled') services.log.warn({ err: error, code: error.code }, 'A sign-in failed');
    throw new WebRefusal(`sign-in-${error.reason}`, addressOf(services, link));
  }
};

const addressOf = ({ addresses }: SignInServices, { purpose, token }: HeldLink): string =>
  addresses.urlFor(purpose, token);

const queryOf = ({ url = '' }: Request): URLSearchParams => new URLSearchParams(url.replace(/^[^?]*/, ''));
