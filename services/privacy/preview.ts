import { refuse } from '../commerce/api/errors.ts';
import type { Actor, Person, SubscriptionRef, UserId } from '../commerce/api/types.ts';
import { may } from '../commerce/rules/access.ts';
import { licensesOfPerson } from '../commerce/store/indexes/license-holding.ts';
import { subscriptionsOf } from '../commerce/store/indexes/walk.ts';
import { type OpenTenant, openTenant } from '../commerce/store/tenants.ts';
import { readPerson } from '../directory/people.ts';
import type { Redis } from '../redis/client.ts';

/** What erasing a person would do to what others see. */
export interface ErasurePreview {
  readonly person: Person;
  /** Licenses that are released. */
  readonly licenses: number;
  /** Own purchases that have ended, and stay in the books under a pseudonym. */
  readonly ended: number;
}

/**
 * What would come of erasing a person. Refuses `forbidden`, `erase-yourself`, `no-such-purchaser` for one who is not in
 * the directory, `owns-subscriptions` while some have not ended.
 */
export const previewErasure = async (redis: Redis, actor: Actor, user: UserId): Promise<ErasurePreview> => {
  if (!may(actor, 'erase-people')) refuse({ code: 'forbidden', act: 'erase-people' });
  if (actor.userId === user) refuse({ code: 'erase-yourself' });
  const db = await openTenant(redis, actor.tenantId);
  const person = (await readPerson(db, user)) ?? refuse({ code: 'no-such-purchaser', wanted: user });
  return { person, ...(await possessionsOf(db, user)) };
};

/** What a person has; refuses `owns-subscriptions`. */
export const possessionsOf = async (
  db: OpenTenant,
  user: UserId,
): Promise<Pick<ErasurePreview, 'licenses' | 'ended'>> => {
  const { open, ended } = await purchasesOf(db, user);
  if (open.length > 0) refuse({ code: 'owns-subscriptions', refs: open });
  return { licenses: (await licensesOfPerson(db, user)).length, ended: ended.length };
};

/** Everything that a person has bought, by whether it has ended. */
export const purchasesOf = async (
  db: OpenTenant,
  user: UserId,
): Promise<{ readonly open: SubscriptionRef[]; readonly ended: SubscriptionRef[] }> => {
  const bought: { readonly open: SubscriptionRef[]; readonly ended: SubscriptionRef[] } = { open: [], ended: [] };
  for await (const page of subscriptionsOf(db, { source: 'self-service', purchaser: user }))
    for (const { subscription } of page)
      bought[subscription.status === 'Deleted' ? 'ended' : 'open'].push(subscription.ref);
  return bought;
};
