import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request } from 'restify';
import { SIGN_IN_LIFE } from '../../../services/sign-in/sign-ins.ts';
import type { Addresses } from '../../conversation/ports.ts';

export type Cookies = ReturnType<typeof createCookies>;

/** Cookies that no script, no other site and no other host gets to see. They live as long as a sign-in. */
export const createCookies = ({ origin }: Pick<Addresses, 'origin'>) => {
  // Browsers refuse the prefix without https, which only this machine does without.
  const isSecure = () => origin().startsWith('https:');
  const fullName = (name: string) => (isSecure() ? `__Host-${name}` : name);
  return {
    read: ({ headers }: Pick<Request, 'headers'>, name: string): string | undefined =>
      parseCookie(headers.cookie ?? '')[fullName(name)],

    /** The header that sets it. */
    write: (name: string, value: string): string =>
      stringifySetCookie(fullName(name), value, {
        httpOnly: true,
        maxAge: SIGN_IN_LIFE,
        path: '/',
        // Not `strict`: people come from Teams and from the authority.
        sameSite: 'lax',
        secure: isSecure(),
      }),
  };
};
