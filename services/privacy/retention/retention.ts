import type { TenantId, UserId } from '../../commerce/api/types.ts';
import { DAY_MS } from '../../commerce/rules/term.ts';
import type { Redis } from '../../redis/client.ts';
import { generationKeys, LEAVERS_KEY, SHARED_SECURITY_LOG_KEY, tenantKeys } from '../../redis/keys.ts';
import { familyOf, tenantOf } from '../key-names.ts';
import { trimAudit } from './audit-trimming.ts';

export type Retention = ReturnType<typeof createRetention>;

interface Parts {
  readonly redis: Redis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Days that each is kept. */
  readonly keptDays: { readonly audit: number; readonly securityLog: number };
}

/** Seconds until people who have left are looked for again. */
const LOOKED_AFTER_S = 20 * 60 * 60;
const PAGE = 1000;

/** Lets go of what is too old, so that nothing about people is kept for ever. Done again and side by side it does no harm. */
export const createRetention = ({ redis, now, keptDays }: Parts) => ({
  /** Trims the audit trail of a tenant, with its indexes, and its security log. */
  async letGo(tenantId: TenantId, signal?: AbortSignal): Promise<void> {
    await trimAudit(redis, tenantId, now() - keptDays.audit * DAY_MS, signal);
    const oldest = now() - keptDays.securityLog * DAY_MS;
    for (const log of [tenantKeys(tenantId).securityLog, SHARED_SECURITY_LOG_KEY])
      await redis.xTrim(log, 'MINID', oldest);
  },

  /** Once a day: forgets where people who have left the directory are reached, and what they had chosen. */
  async forgetLeavers(signal?: AbortSignal): Promise<void> {
    const expiration = { type: 'EX', value: LOOKED_AFTER_S } as const;
    if ((await redis.set(LEAVERS_KEY, '1', { condition: 'NX', expiration })) === null) return;
    for await (const keys of redis.scanIterator({ COUNT: PAGE })) {
      signal?.throwIfAborted();
      await Promise.all(keys.filter((key) => OF_LEAVERS.has(familyOf(key))).map((key) => forgetIfLeft(redis, key)));
    }
  },
});

const OF_LEAVERS: ReadonlySet<string> = new Set(['conversation', 'preferences', 'welcomed']);

const forgetIfLeft = async (redis: Redis, key: string): Promise<void> => {
  const tenantId = tenantOf(key);
  const user = key.slice(key.lastIndexOf(':') + 1) as UserId;
  const generation = tenantId && (await redis.get(tenantKeys(tenantId).generation));
  // Where no import is seen nobody can have left.
  if (!tenantId || !generation) return;
  const [id, left] = await redis.hmGet(generationKeys(tenantId, generation).person(user), ['id', 'left']);
  if (!id || left) await redis.unlink(key);
};
