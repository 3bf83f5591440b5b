import { randomBytes } from 'node:crypto';
import { isSame, type LinkPurpose } from '../links/links.ts';
import type { Redis } from '../redis/client.ts';
import { signInKeys } from '../redis/keys.ts';
import type { SignInChecks } from './authority.ts';

/** Somebody has opened a link and was sent to sign in. */
export interface SignInAttempt {
  readonly purpose: LinkPurpose;
  /** Of the link. */
  readonly token: string;
  readonly checks: SignInChecks;
}

export type SignIns = ReturnType<typeof createSignIns>;

/** How long a sign-in may take, and how long a person then stays signed in to a link, in seconds. */
export const SIGN_IN_LIFE = 10 * 60;

/** Opening a link takes room in Redis, and anybody who has it can open it. */
const MOST_ATTEMPTS = 100;

const EX = { expiration: { type: 'EX', value: SIGN_IN_LIFE } } as const;

/** Something that nobody can guess: 43 characters of `A-Z a-z 0-9 - _`. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether somebody may have been given this as a secret: what has another form was not, and is no part of a key. */
export const isSecret = (text: string | null | undefined): text is string => /^[\w-]{43}$/.test(text ?? '');

/** Who is about to sign in to a link, and who has; kept in Redis, so that every process knows it. */
export const createSignIns = (redis: Redis) => ({
  /**
   * Keeps an attempt until the person comes back; `browser` is a secret of the browser that they began it in. False where
   * the link has led to so many that nothing more is kept.
   */
  async begin(linkId: string, browser: string, attempt: SignInAttempt): Promise<boolean> {
    const count = signInKeys.attempts(linkId);
    const [, attempts] = await redis
      .multi()
      .set(count, 0, { condition: 'NX', ...EX })
      .incr(count)
      .execTyped();
    if (attempts > MOST_ATTEMPTS) return false;
    await redis.set(signInKeys.attempt(attempt.checks.state, browser), JSON.stringify(attempt), EX);
    return true;
  },

  /** The attempt that comes back; once, and only in the browser in which it began. */
  async take(state: string | null, browser: string | undefined): Promise<SignInAttempt | undefined> {
    if (!isSecret(state) || !isSecret(browser)) return undefined;
    const stored = await redis.getDel(signInKeys.attempt(state, browser));
    return stored === null ? undefined : JSON.parse(stored);
  },

  /** Signs a browser in to a link, and returns the secret by which it is known; another one is signed out. */
  async open(linkId: string): Promise<string> {
    const session = newSecret();
    await redis.set(signInKeys.session(linkId), session, EX);
    return session;
  },

  /** Whether this browser has signed in to the link. */
  async isOpen(linkId: string, session: string | undefined): Promise<boolean> {
    if (!isSecret(session)) return false;
    const opened = await redis.get(signInKeys.session(linkId));
    return opened !== null && isSame(session, opened);
  },
});
