import { randomUUID } from 'node:crypto';
import type { Actor, SubscriptionRef, TenantId } from '../../../services/commerce/api/types.ts';
import type { Work } from '../../../services/commerce/core/service.ts';
import { type Commerce, createCommerce } from '../../../services/commerce/index.ts';
import { noteTenant } from '../../../services/commerce/store/tenant-list.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { actorIn, START, writeSmallTenant } from './small-tenant.ts';

export const SOURCE = 'S-1001' as SubscriptionRef;
export const TARGET = 'C-2001' as SubscriptionRef;

/** A tenant in which everybody of one subscription can be moved to another. */
export interface MovingTenant {
  readonly tenantId: TenantId;
  readonly admin: Actor;
  readonly commerce: Commerce;
  /** The move as work for a job. */
  readonly work: Work;
  begin(): Promise<void>;
}

/** From one number to another, both included. */
export const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** `people` have the source; every tenth of them the target already. */
export const movingTenant = async (redis: Redis, people: number): Promise<MovingTenant> => {
  const holders = numbers(1, people);
  const tenantId = await writeSmallTenant(redis, {
    people: people + 1,
    subscriptions: [
      { ref: SOURCE, holders, quantity: people },
      { ref: TARGET, holders: holders.filter((n) => n % 10 === 0), quantity: people },
    ],
  });
  await noteTenant(redis, tenantId, START);
  const commerce = createCommerce({ redis, now: () => START });
  const admin = actorIn(tenantId, 0);
  const ends = { source: SOURCE, target: TARGET };
  return {
    tenantId,
    admin,
    commerce,
    work: { kind: 'move-users', tenantId, subscription: SOURCE },
    begin: async () => {
      await commerce.moveUsers(admin, ends, { operationId: randomUUID() });
    },
  };
};
