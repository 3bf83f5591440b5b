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

/** How a person wants to be answered: the language, and the customer to act for, if they chose one. */
export interface Choices {
  readonly language: string | undefined;
  readonly customer: TenantId | undefined;
}

const MUTED = 'muted:';

/** What people chose for themselves; kept when a tenant is imported again. */
export const createPreferences = (redis: Redis) => {
  const key = ({ tenantId, userId }: Owner) => tenantKeys(tenantId).preferences(userId);
  return {
    /** What they have chosen to be answered in, and for whom. */
    async choices(owner: Owner): Promise<Choices> {
      const [language, actingFor] = await redis.hmGet(key(owner), ['language', 'actingFor']);
      return { language: language ?? undefined, customer: (actingFor as TenantId | null) ?? undefined };
    },

    async setLanguage(owner: Owner, language: string): Promise<void> {
      await redis.hSet(key(owner), 'language', language);
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
