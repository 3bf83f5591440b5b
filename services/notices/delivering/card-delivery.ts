import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Preferences } from '../../conversations/preferences.ts';
import type { Conversations } from '../../conversations/references.ts';
import type { RedisLog } from '../../redis/client.ts';
import type { Delivery } from '../delivery.ts';
import type { Notifier, Outgoing, OutgoingCard, SendOutcome } from '../ports.ts';
import type { DeliveryStore } from '../store.ts';
import { outgoingOf } from './outgoing.ts';
import { type Consequence, type Ended, type Patience, putOff, settle } from './settling.ts';
import { type DeliveryTiming, pauseAfter } from './timing.ts';

export interface CardParts extends Patience {
  readonly conversations: Conversations;
  readonly preferences: Preferences;
  readonly notifier: Notifier;
  readonly log: RedisLog;
}

/**
 * Sends one planned card, if the channel's limits leave room.
 * @returns how long the tenant's other cards should wait (ms)
 */
export const sendCard = async (parts: CardParts, store: DeliveryStore, delivery: Delivery): Promise<number> => {
  const conversation = await conversationOf(parts.conversations, store, delivery);
  if (!conversation) {
    await withoutBot(parts.timing, store, delivery);
    return 0;
  }
  const outgoing = await outgoingOf(parts.preferences, store, delivery, conversation);
  if ('why' in outgoing) {
    await store.change(delivery, { from: 'planned', to: 'dropped', fields: { ...outgoing } });
    return 0;
  }
  const others = delivery.why === 'together' ? await gatheredFor(parts.preferences, store, delivery) : [];
  const attempt = randomUUID();
  const { conversationId } = conversation;
  const { lease, lookedAfter, perPerson } = parts.timing;
  const limits = { lease, conversationId, lookedAfter, perPerson };
  const claimed = await store.claim(delivery, { attempt, ...limits, together: others.map((each) => each.delivery.id) });
  const together = others.filter((each) => claimed.together.includes(each.delivery.id));
  if (claimed.answer === 'claimed')
    await tryOnce(parts, store, { delivery, attempt, conversationId }, { ...outgoing, conversation, together });
  return claimed.answer === 'full' ? claimed.wait : 0;
};

/** What else is to reach the same person, as it is now; what is not sent after all is left to its own time. */
const gatheredFor = async (preferences: Preferences, store: DeliveryStore, delivery: Delivery): Promise<Outgoing[]> => {
  const deliveries = await Promise.all((await store.gathered(delivery)).map((id) => store.read(id)));
  const planned = deliveries.filter((each) => each?.status === 'planned') as Delivery[];
  const all = await Promise.all(planned.map((each) => outgoingOf(preferences, store, each)));
  return all.filter((each): each is Outgoing => !('why' in each));
};

/** Where the delivery goes, if the bot is there. */
export const conversationOf = ({ personal, shared }: Conversations, { tenantId }: DeliveryStore, { to }: Delivery) =>
  'user' in to ? personal(tenantId, to.user) : shared(tenantId, to.conversation);

/** Where there is a mail, it is enough; otherwise the card waits for its person. A channel that is left gets nothing. */
const withoutBot = async (timing: DeliveryTiming, store: DeliveryStore, delivery: Delivery): Promise<void> => {
  const { to, alsoMailed } = delivery;
  if (!('user' in to)) await store.change(delivery, { from: 'planned', to: 'failed', fields: { why: 'gone' } });
  else if (alsoMailed) await store.change(delivery, { from: 'planned', to: 'dropped', fields: { why: 'mailed' } });
  else await store.park(delivery, to.user, timing.waitsFor);
};

const tryOnce = async (parts: CardParts, store: DeliveryStore, ended: Ended, message: OutgoingCard): Promise<void> => {
  const outcome = await outcomeOf(parts, message);
  const all = [ended, ...message.together.map(({ delivery }) => ({ delivery, attempt: ended.attempt }))];
  for (const each of all) {
    const change = consequence(parts, each.delivery, outcome);
    if (change) await settle(store, each, change);
  }
  if (outcome.ok) return;
  const { conversation } = message;
  if (outcome.outcome === 'gone') await parts.conversations.forget(conversation);
  await pause(parts, store, { ...ended, conversationId: conversation.conversationId }, outcome);
};

const pause = async (
  { timing }: Patience,
  store: DeliveryStore,
  { delivery, conversationId }: Required<Ended>,
  outcome: Unsent,
): Promise<void> => {
  if (outcome.outcome === 'throttled' && outcome.retryAfterMs)
    await store.pause(conversationId, outcome.retryAfterMs, 'throttled');
  if (outcome.outcome === 'paused') await store.pause(conversationId, pauseAfter(timing, delivery.attempts), 'refused');
};

type Unsent = Extract<SendOutcome, { readonly ok: false }>;

/** How long the notifier has to say what became of a request that was broken off, in milliseconds. */
const GRACE = 250;

/** An answer that does not come in time leaves open what became of the card; what is thrown was never sent. */
const outcomeOf = async ({ notifier, timing, log }: CardParts, message: OutgoingCard): Promise<SendOutcome> => {
  const ended = new AbortController();
  const silence = sleep(timing.sendTimeout + GRACE, SILENCE, { signal: ended.signal }).catch(() => SILENCE);
  const sent = notifier.send(message, AbortSignal.timeout(timing.sendTimeout)).catch((error: unknown): SendOutcome => {
    log.error({ err: error, delivery: message.delivery.id, tenantId: message.tenant.id }, 'A notice failed');
    return { ok: false, outcome: 'unavailable', code: 'error' };
  });
  return Promise.race([sent, silence]).finally(() => ended.abort());
};

const SILENCE: SendOutcome = { ok: false, outcome: 'unknown', code: 'timeout' };

/** What an outcome makes of the delivery; nothing where it cannot be told before the lease is over. */
const consequence = (parts: Patience, delivery: Delivery, outcome: SendOutcome): Consequence | undefined => {
  if (outcome.ok) return { to: 'sent', fields: { why: '', activityId: outcome.activityId ?? '' } };
  switch (outcome.outcome) {
    case 'throttled':
      return putOff(parts, delivery, { code: outcome.code, atLeast: outcome.retryAfterMs ?? 0 });
    case 'unavailable':
    case 'paused':
      return putOff(parts, delivery, outcome);
    case 'gone':
    case 'failed':
      return { to: 'failed', fields: { why: outcome.code } };
    case 'nothing':
      return { to: 'dropped', fields: { why: 'nothing-to-tell' } };
    case 'unknown':
      return undefined;
  }
};
