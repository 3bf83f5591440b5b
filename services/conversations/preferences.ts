import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';

export type Preferences = ReturnType<typeof createPreferences>;

/** A member of a tenant. */
interface Owner {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** What a person wants to be told, and in which language if they chose one. */
export interface NoticePreferences {
  readonly language: string | undefined;
  /** Kinds of notices that are not sent to the person. */
  readonly muted: ReadonlySet<string>;
  /** The weekly digest, which nobody gets without asking for it. */
  readonly digest: boolean;
}

const MUTED = 'muted:';

/** What people chose for themselves; kept when a tenant is imported again. */
export const createPreferences = (redis: Redis) => {
  const key = ({ tenantId, userId }: Owner) => tenantKeys(tenantId).preferences(userId);
  return {
    /** The language tag that a person chose, if any. */
    async language(owner: Owner): Promise<string | undefined> {
      return (await redis.hGet(key(owner), 'language')) ?? undefined;
    },

    async setLanguage(owner: Owner, language: string): Promise<void> {
      await redis.hSet(key(owner), 'language', language);
    },

    /** The customer that a partner's person has chosen to act for, if any. */
    async getCustomer(owner: Owner): Promise<TenantId | undefined> {
      return ((await redis.hGet(key(owner), 'actingFor')) as TenantId | null) ?? undefined;
    },

    async setCustomer(owner: Owner, customer: TenantId | undefined): Promise<void> {
      if (customer) await redis.hSet(key(owner), 'actingFor', customer);
      else await redis.hDel(key(owner), 'actingFor');
    },

    async getNoticePreferences(owner: Owner): Promise<NoticePreferences> {
      const hash = await redis.hGetAll(key(owner));
      const muted = Object.keys(hash).filter((field) => field.startsWith(MUTED));
      return {
        language: hash['language'],
        muted: new Set(muted.map((field) => field.slice(MUTED.length))),
        digest: hash['digest'] === '1',
      };
    },

    /** Notices of this kind are not sent to the person any more. */
    async mute(owner: Owner, kind: string): Promise<void> {
      await redis.hSet(key(owner), MUTED + kind, '1');
    },

    async unmute(owner: Owner, kind: string): Promise<void> {
      await redis.hDel(key(owner), MUTED + kind);
    },

    async setDigest(owner: Owner, wanted: boolean): Promise<void> {
      await redis.hSet(key(owner), 'digest', wanted ? '1' : '0');
    },
  };
};
