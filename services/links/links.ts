import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { LINK_SECRET_KEY, linkKeys } from '../redis/keys.ts';

/** What a link may be for; one of another purpose is unknown. */
export type LinkPurpose = 'card' | 'export' | 'file' | 'invoice';

interface LinkRequest {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly purpose: LinkPurpose;
  /** Small JSON; whoever uses the link parses it. */
  readonly data: unknown;
  /** How long the link is good for, in ms; ten minutes if not given. */
  readonly ttl?: number;
}

/** What the holder of a link may do, and in whose name. */
export interface Grant {
  /** Stands for this link alone: good as an operation id. It opens nothing by itself. */
  readonly id: string;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly data: unknown;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** For a form on the linked page: who sends it back has seen the page. */
  readonly formToken: string;
}

/** `unknown` is a link that was never given out, or not for this purpose. */
export type LinkOutcome =
  | { readonly ok: true; readonly grant: Grant }
  | { readonly ok: false; readonly reason: 'unknown' | 'expired' | 'used' };

export type Links = ReturnType<typeof createLinks>;

const TEN_MINUTES = 10 * 60 * 1000;
/** How much longer Redis keeps a link, so that its clock and ours need not agree. */
const CLOCKS_DIFFER_MS = 60 * 1000;
/** What stands in the place of a link's data once it is used. */
const USED = 'used';
/** 16 random bytes, the moment it expires in base 36, and a SHA-256 signature. */
const TOKEN = /^([\w-]{22})\.([0-9a-z]{1,9})\.([\w-]{43})$/;

/**
 * Links that a person opens in a browser, where nobody vouches for them: each is signed, for one person and one purpose,
 * good for some minutes and for one use. The signing secret is kept in Redis, so that every process knows it.
 */
export const createLinks = ({ redis, now }: { readonly redis: Redis; readonly now: () => number }) => {
  const secret = async (): Promise<string> => {
    const fresh = randomBytes(32).toString('base64url');
    return (await redis.set(LINK_SECRET_KEY, fresh, { condition: 'NX', GET: true })) ?? fresh;
  };

  const open = async (
    purpose: LinkPurpose,
    token: string,
    take: (key: string) => Promise<string | null>,
  ): Promise<LinkOutcome> => {
    const [, id = '', expiry = '', signature = ''] = TOKEN.exec(token) ?? [];
    const key = await secret();
    if (!isSame(signature, sign(key, purpose, id, expiry))) return { ok: false, reason: 'unknown' };
    const expiresAt = Number.parseInt(expiry, 36);
    if (now() >= expiresAt) return { ok: false, reason: 'expired' };
    const stored = await take(linkKeys.grant(id));
    // The clock of Redis may be ahead of ours, by however much.
    if (stored === null) return { ok: false, reason: 'expired' };
    if (stored === USED) return { ok: false, reason: 'used' };
    return { ok: true, grant: { ...JSON.parse(stored), id, expiresAt, formToken: sign(key, purpose, id, 'form') } };
  };

  return {
    /** Makes a link, and returns its token: at most 80 characters of `A-Z a-z 0-9 - _ .`, fit for a path. */
    async issue({ tenantId, userId, purpose, data, ttl = TEN_MINUTES }: LinkRequest): Promise<string> {
      const id = randomBytes(16).toString('base64url');
      const expiry = (now() + ttl).toString(36);
      const signature = sign(await secret(), purpose, id, expiry);
      await redis.set(linkKeys.grant(id), JSON.stringify({ tenantId, userId, data }), {
        expiration: { type: 'PX', value: ttl + CLOCKS_DIFFER_MS },
      });
      return `${id}.${expiry}.${signature}`;
    },

    /** What the link is good for; it stays so. */
    look: (purpose: LinkPurpose, token: string): Promise<LinkOutcome> => open(purpose, token, (key) => redis.get(key)),

    /** Uses the link up; of several who do so at once, one gets the grant and the others `used`. */
    use: (purpose: LinkPurpose, token: string): Promise<LinkOutcome> =>
      open(purpose, token, (key) => redis.set(key, USED, { condition: 'XX', GET: true, expiration: 'KEEPTTL' })),

    /** Counts one more try to do what the link is for, and returns how many there have been. */
    async countTry({ id }: Grant): Promise<number> {
      const key = linkKeys.tries(id);
      const expiration = { type: 'PX', value: TEN_MINUTES + CLOCKS_DIFFER_MS } as const;
      const [, tries] = await redis.multi().set(key, 0, { condition: 'NX', expiration }).incr(key).execTyped();
      return tries;
    },
  };
};

const sign = (secret: string, ...parts: readonly string[]): string =>
  createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const isSame = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};
