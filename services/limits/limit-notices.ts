import { readFileSync } from 'node:fs';
import type { TenantId, UserId } from '../commerce/api/types.ts';
import { encodeNotice } from '../notices/notice.ts';
import type { Redis, RedisLog } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { runScript, scriptOf } from '../redis/script.ts';
import type { Allowance, LimitName } from './limits.ts';

const TELL_ONCE = scriptOf(readFileSync(new URL('./tell-once.lua', import.meta.url), 'utf8'));

/** Milliseconds in which admins are told once of the same person and limit. */
const DAY_MS = 24 * 60 * 60 * 1000;

interface ReachedLimit {
  readonly limit: LimitName;
  readonly of: Allowance['of'];
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Has the tenant's admins told that somebody has reached a limit. Where that fails, the log has it. */
export const tellAdmins = async (redis: Redis, log: RedisLog, reached: ReachedLimit): Promise<void> => {
  const { limit, of, tenantId, userId, at } = reached;
  const keys = tenantKeys(tenantId);
  const notice = encodeNotice({
    kind: 'limit-reached',
    by: userId,
    limit,
    to: { role: 'purchase-admins' },
    subject: limit,
    at,
  });
  const told = keys.limitTold(limit, of === 'person' ? userId : 'all');
  await runScript(redis, TELL_ONCE, {
    keys: [told, keys.outbox],
    arguments: [String(DAY_MS), notice],
  }).catch((error: unknown) => log.warn({ err: error, limit, tenantId }, 'Admins were not told of a limit'));
};
