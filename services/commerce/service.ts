import type { Redis } from '../redis/client.ts';
import { refuse } from './errors.ts';
import { type Act, may } from './rules/access.ts';
import { type OpenTenant, openTenant } from './store/tenants.ts';
import type { Actor, UserId } from './types.ts';

/** What the service stands on. */
export interface Foundations {
  readonly redis: Redis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What every act of the service uses. */
export interface Service extends Foundations {
  /** The actor's tenant. Refuses `unknown-tenant`. */
  open(actor: Actor): Promise<OpenTenant>;
  /** Refuses `forbidden` where the actor may not do this, to a thing of `owner` where the act concerns one. */
  need(actor: Actor, act: Act, owner?: UserId | null): void;
}

export const createService = (foundations: Foundations): Service => ({
  ...foundations,
  open: (actor) => openTenant(foundations.redis, actor.tenantId),
  need: (actor, act, owner = null) => {
    if (!may(actor, act, owner)) refuse({ code: 'forbidden', act });
  },
});
