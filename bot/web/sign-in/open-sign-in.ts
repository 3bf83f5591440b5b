import type { Logger } from 'pino';
import { DEADLINES } from '../../../services/deadlines/deadlines.ts';
import type { Links } from '../../../services/links/links.ts';
import type { Redis } from '../../../services/redis/client.ts';
import type { SecurityLog } from '../../../services/security-log/security-log.ts';
import { createAuthority, type SignInRegistration } from '../../../services/sign-in/authority.ts';
import { createSignIns } from '../../../services/sign-in/sign-ins.ts';
import type { WebAddresses } from '../addresses.ts';
import { createCookies } from './cookies.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

interface SignInOptions {
  /** Undefined where nobody can sign in, as in the demo. */
  readonly registration: SignInRegistration | undefined;
  readonly redis: Redis;
  readonly links: Links;
  readonly addresses: WebAddresses;
  readonly securityLog: Pick<SecurityLog, 'note'>;
  readonly log: Logger;
  /** How long each request to the authority may take, in seconds; 5 if not given. */
  readonly deadline?: number | undefined;
}

/** The sign-in to the pages that links lead to; undefined where whoever has a link may use it. */
export const openSignIn = ({
  registration,
  redis,
  deadline = DEADLINES.signIn / 1000,
  ...shared
}: SignInOptions): SignIn | undefined => {
  const { addresses } = shared;
  return (
    registration &&
    createSignIn({
      ...shared,
      authority: createAuthority({ ...registration, redirectUri: addresses.signedIn, deadline }),
      signIns: createSignIns(redis),
      cookies: createCookies(addresses),
    })
  );
};
