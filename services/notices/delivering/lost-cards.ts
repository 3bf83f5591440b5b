import { randomUUID } from 'node:crypto';
import { openTenant } from '../../commerce/store/tenants.ts';
import { readPerson } from '../../directory/people.ts';
import type { Delivery } from '../delivery.ts';
import { hasAddress } from '../planning/audience.ts';
import { planOneMore } from '../planning/planning.ts';
import type { LostCard, Notifier } from '../ports.ts';
import type { DeliveryStore } from '../store.ts';
import { type CardParts, conversationOf } from './card-delivery.ts';
import { type Consequence, settle } from './settling.ts';

/**
 * What becomes of a card whose attempt never ended: its process died, or the answer was lost. It is not sent again
 * unless the channel says that it is not there; the person gets a mail instead, so that nobody is left without the news.
 */
export const resolveCard = async (parts: CardParts, store: DeliveryStore, delivery: Delivery): Promise<void> => {
  const { conversations, timing } = parts;
  const lost = { from: 'sending', attempt: delivery.attempt ?? '', overdue: true } as const;
  const conversation = await conversationOf(conversations, store, delivery);
  const attempt = randomUUID();
  if (!(await store.change(delivery, { ...lost, to: 'sending', again: timing.lease, fields: { attempt } }))) return;
  const lostCard = conversation && { tenantId: store.tenantId, conversation, delivery };
  const found = await findCard(parts, lostCard);
  if (found === 'later' && parts.now() - delivery.since < timing.triedFor) return;
  if (found === 'later' || found === 'cannot-tell') await mailInstead(store, delivery);
  await settle(store, { delivery, attempt }, consequenceOf(found));
};

type Found = Awaited<ReturnType<NonNullable<Notifier['find']>>> | 'cannot-tell' | 'later';

const findCard = async ({ notifier, log }: CardParts, card: LostCard | undefined): Promise<Found> => {
  if (!notifier.find || !card) return 'cannot-tell';
  return notifier.find(card).catch((error: unknown): Found => {
    log.warn({ err: error, delivery: card.delivery.id }, 'What became of a notice is asked again');
    return 'later';
  });
};

const consequenceOf = (found: Found): Consequence => {
  if (found === 'absent') return { to: 'planned', again: 0, fields: { why: 'lost' } };
  if (found === 'cannot-tell' || found === 'later') return { to: 'unknown' };
  return { to: 'sent', fields: { why: '', activityId: found.activityId } };
};

const mailInstead = async (store: DeliveryStore, delivery: Delivery): Promise<void> => {
  if (!('user' in delivery.to) || delivery.alsoMailed) return;
  const db = await openTenant(store.redis, store.tenantId);
  const person = await readPerson(db, delivery.to.user);
  if (person && hasAddress(person)) await planOneMore(store, { ...delivery, medium: 'mail', alsoMailed: true });
};
