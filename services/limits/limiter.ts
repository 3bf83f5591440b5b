import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis, RedisLog } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import type { SecurityLog } from '../security-log/security-log.ts';
import { createCount } from './counting.ts';
import { tellAdmins } from './limit-notices.ts';
import { type Allowance, type Excess, LIMITS, type LimitName, type LimitTable } from './limits.ts';

export type Limits = ReturnType<typeof createLimits>;

/** Who does what is counted; in their own tenant, whomever they act for. */
interface Member {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** More was asked for than a limit lets through; nothing was done. */
export class LimitReached extends Error {
  readonly excess: Excess;

  constructor(excess: Excess) {
    super(`The limit of ${excess.limit} is reached`);
    this.name = 'LimitReached';
    this.excess = excess;
  }
}

interface LimitsOptions {
  readonly redis: Redis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: RedisLog;
  readonly securityLog: Pick<SecurityLog, 'note'>;
  readonly table?: LimitTable;
}

/**
 * Counts what people do, for all processes together in Redis. While Redis is away each process counts for itself, so
 * that nobody is let through or shut out by that.
 */
export const createLimits = ({ redis, now, log, securityLog, table = LIMITS }: LimitsOptions) => {
  const count = createCount(redis);

  const reported = async (excess: Excess, { tenantId, userId }: Member): Promise<Excess> => {
    const { limit, first } = excess;
    if (!first) return excess;
    log.warn({ limit, tenantId, userId }, 'A limit was reached');
    // Of a tenant that is not there nothing is to be kept.
    if (!(await isKnown(redis, tenantId))) return excess;
    securityLog.note({ kind: 'limit-hit', tenantId, userId, what: limit });
    const { tellsAdmins, of } = table[limit];
    if (tellsAdmins) await tellAdmins(redis, log, { limit, of, tenantId, userId, at: now() });
    return excess;
  };

  /**
   * Counts one of each of some limits, in their order; those behind one that is reached are not counted.
   * @returns the one that is reached, if any
   */
  const take = async (by: Member, ...limits: readonly LimitName[]): Promise<Excess | undefined> => {
    const excess = await count(limits.map((name) => ({ name, key: keyOf(name, table[name], by), ...table[name] })));
    return excess && reported(excess, by);
  };

  return {
    take,

    /**
     * The same, for what is refused with words.
     * @throws {LimitReached}
     */
    async spend(by: Member, ...limits: readonly LimitName[]): Promise<void> {
      const excess = await take(by, ...limits);
      if (excess) throw new LimitReached(excess);
    },
  };
};

const isKnown = async (redis: Redis, tenantId: TenantId): Promise<boolean> =>
  (await redis.exists(tenantKeys(tenantId).generation).catch(() => 0)) === 1;

const keyOf = (name: LimitName, { of }: Allowance, { tenantId, userId }: Member): string =>
  tenantKeys(tenantId).limit(name, of === 'person' ? userId : 'all');
