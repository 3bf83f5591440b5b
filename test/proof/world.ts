import type { Actor, SubscriptionRef, TenantId } from '../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../services/commerce/index.ts';
import type { Redis } from '../../services/redis/client.ts';
import { actorIn, BLOCKED, DAY, START, TRIED, writeSmallTenant } from '../support/tenants/small-tenant.ts';

/** A tenant in which every act of the service can be done, and the service for it. */
export interface World {
  readonly redis: Redis;
  readonly now: number;
  readonly commerce: Commerce;
  readonly tenantId: TenantId;
  /** A Global Administrator. */
  readonly admin: Actor;
  /** Owns all self-service purchases. */
  readonly purchaser: Actor;
}

export const OWN = 'S-1001' as SubscriptionRef;
export const EXPIRED = 'S-1002' as SubscriptionRef;
const ENDING = 'S-1003' as SubscriptionRef;
export const CENTRAL = 'C-2001' as SubscriptionRef;

/** So many people that their licenses are taken back in steps, when the subscription ends. */
const CROWD = 1001;

/** Writes the tenant. Person 3 has a license on both sides of a move from OWN to CENTRAL. */
export const writeWorld = (redis: Redis, crowded = false): Promise<TenantId> => {
  const lately = { createdAt: START - 3 * DAY, quantity: 6 };
  const crowd = crowded ? Array.from({ length: CROWD }, (_, n) => 100 + n) : [];
  return writeSmallTenant(redis, {
    people: 8,
    subscriptions: [
      { ...lately, ref: OWN, quantity: 6 + crowd.length, holders: [2, 3, ...crowd] },
      { ...lately, ref: EXPIRED, status: 'Expired', expiresAt: START - 5 * DAY, autoRenew: false, holders: [4] },
      { ...lately, ref: ENDING, productId: TRIED, expiresAt: START - 1000, quantity: 2, holders: [5] },
      { ...lately, ref: CENTRAL, holders: [3, 6] },
      { ...lately, ref: 'C-2002', productId: BLOCKED, expiresAt: START + 7 * DAY, autoRenew: false },
    ],
  });
};

/** The service as a client of this connection uses it, at one instant (ms). */
export const worldOf = (redis: Redis, tenantId: TenantId, now = START): World => ({
  redis,
  now,
  commerce: createCommerce({ redis, now: () => now }),
  tenantId,
  admin: actorIn(tenantId, 0),
  purchaser: actorIn(tenantId, 1),
});
