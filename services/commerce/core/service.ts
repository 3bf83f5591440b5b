import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { PaymentMethodVault, Payments } from '../../payments/payments.ts';
import { createSandboxPayments } from '../../payments/sandbox.ts';
import type { Redis } from '../../redis/client.ts';
import { refuse } from '../api/errors.ts';
import type { Right } from '../api/rights.ts';
import type { Actor, SubscriptionRef, TenantId, UserId } from '../api/types.ts';
import { isDelegate, may } from '../rules/access.ts';
import { type OpenTenant, openTenant } from '../store/tenants.ts';

/** What the service stands on. */
export interface Foundations {
  readonly redis: Redis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly payments: Payments;
  /** Keeps the cards that `payments` charges. */
  readonly vault: PaymentMethodVault;
  /** A GUID that nothing has. */
  readonly newId: () => string;
}

/** What a service cannot be made without; payments go to the built-in sandbox unless told otherwise. */
export type NeededFoundations = Pick<Foundations, 'redis' | 'now'> & Partial<Foundations>;

/** Something that was begun and takes longer than one script; whoever carries it on finds the rest in the tenant's keys. */
export interface Work {
  readonly kind: 'move-users' | 'release-seats';
  readonly tenantId: TenantId;
  readonly subscription: SubscriptionRef;
}

/** What every act of the service uses. */
export interface Service extends Foundations {
  /** Tells of work that this process has begun. Only to save time: a sweep finds it anyway. */
  readonly work: EventEmitter<{ begun: [Work] }>;
  /**
   * The actor's tenant; for one who was met, as it was then. Refuses `unknown-tenant`; `no-such-customer` to a partner who
   * acts for it no longer.
   */
  open(actor: Actor): Promise<OpenTenant>;
  /** Notes in which tenant somebody is who has just come, so that it is not looked at again for each thing that they do. */
  meet(actor: Actor, db: OpenTenant): Actor;
  /** Refuses `forbidden` where the actor may not do this, to a thing of `owner` where the right concerns one. */
  requireRight(actor: Actor, right: Right, owner?: UserId | null): void;
}

export const createService = (foundations: NeededFoundations): Service => {
  // An actor lives no longer than what they have come for: a turn, a page, a notice.
  const met = new WeakMap<Actor, OpenTenant>();
  return {
    payments: createSandboxPayments(foundations.redis),
    vault: createSandboxPayments(foundations.redis),
    newId: randomUUID,
    ...foundations,
    work: new EventEmitter(),
    open: async (actor) => {
      const db = met.get(actor) ?? (await openTenant(foundations.redis, actor.tenantId));
      if (actor.partner && !isDelegate(db.tenant, actor.userId))
        refuse({ code: 'no-such-customer', wanted: actor.tenantId });
      return db;
    },
    meet: (actor, db) => {
      met.set(actor, db);
      return actor;
    },
    requireRight: (actor, right, owner = null) => {
      if (!may(actor, right, owner)) refuse({ code: 'forbidden', act: right });
    },
  };
};

/** Whom the audit trail names where the service acts by itself. */
export const SERVICE_USER = 'service' as UserId;

/** The service as an actor, for what the clock does. */
export const serviceActor = (tenantId: TenantId): Actor => ({
  tenantId,
  userId: SERVICE_USER,
  roles: [],
  userType: 'member',
  enabled: true,
});
