import type { UserId } from '../../commerce/api/types.ts';
import { openTenant } from '../../commerce/store/tenants.ts';
import type { Preferences } from '../../conversations/preferences.ts';
import type { Conversation } from '../../conversations/references.ts';
import { readPerson } from '../../directory/people.ts';
import type { Delivery } from '../delivery.ts';
import { isWanted } from '../planning/audience.ts';
import type { Outgoing } from '../ports.ts';
import type { DeliveryStore } from '../store.ts';

/** Why a planned delivery is not sent after all. */
export interface NotSent {
  readonly why: 'too-old' | 'person-gone' | 'muted';
}

/** What a delivery says and to whom, as things are now: weeks may have passed since it was planned. */
export const outgoingOf = async (
  preferences: Preferences,
  store: DeliveryStore,
  delivery: Delivery,
  conversation?: Conversation,
): Promise<Outgoing | NotSent> => {
  const notice = await store.notice(delivery.notice);
  if (!notice) return { why: 'too-old' };
  const db = await openTenant(store.redis, store.tenantId);
  const head = { tenant: db.tenant, notice, delivery };
  if (!('user' in delivery.to))
    return conversation ? { ...head, reader: { conversation }, languages: [db.tenant.locale] } : { why: 'person-gone' };
  const userId: UserId = delivery.to.user;
  const person = await readPerson(db, userId);
  if (!person?.enabled) return { why: 'person-gone' };
  const choices = await preferences.getNoticePreferences({ tenantId: store.tenantId, userId });
  if (!isWanted(notice, userId, choices)) return { why: 'muted' };
  const languages = [choices.language, person.locale, db.tenant.locale].filter((tag) => typeof tag === 'string');
  return { ...head, reader: { person }, languages };
};
