import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { type CardParts, sendCard } from './delivering/card-delivery.ts';
import { type Lane, runLane } from './delivering/delivery-loop.ts';
import { type AnswerParts, sendKeptAnswer } from './delivering/kept-answer.ts';
import { resolveCard } from './delivering/lost-cards.ts';
import { type MailParts, sendMail } from './delivering/mail-delivery.ts';
import { DELIVERY_TIMING, type DeliveryTiming } from './delivering/timing.ts';
import type { Medium } from './delivery.ts';
import { type DeliveryQuery, deliveriesPage, tidyDeliveries } from './listing.ts';
import { revive } from './planning/dead-letters.ts';
import { planNext } from './planning/planning.ts';
import { releaseWaiting } from './planning/waiting.ts';
import { type DeliveryStore, deliveryStore, KEPT_MS } from './store.ts';

export type Notices = ReturnType<typeof createNotices>;

type Parts = CardParts &
  MailParts & {
    /** Answers that were kept for want of a channel, which are sent besides. */
    readonly answers?: Pick<AnswerParts, 'kept' | 'sender'>;
  };

export type NoticesOptions = Omit<Parts, 'timing'> & {
  readonly redis: Redis;
  readonly timing?: DeliveryTiming;
  /** How long what was sent can be looked at, in ms; 60 days if not given. */
  readonly keptMs?: number;
};

/** Attempts under way at a time in one tenant; of cards as many as Teams takes in a second. */
const AT_ONCE: Readonly<Record<Medium, number>> = { card: 30, mail: 5 };
const ANSWERS_AT_ONCE = 5;
/** As long as so many cards are due, no further recipients are planned. */
const ENOUGH_DUE = 100;

/** What becomes of the notices in the outbox. Several processes may work on one tenant at the same time. */
export const createNotices = ({ redis, timing = DELIVERY_TIMING, keptMs = KEPT_MS, ...options }: NoticesOptions) => {
  const parts: Parts = { ...options, timing };
  /** Tenants in which this process, which may be of a later version, has looked at what others could not plan. */
  const revived = new Set<TenantId>();
  return {
    /** Whether anything is to be done for this tenant now. */
    hasWork: async (tenantId: TenantId): Promise<boolean> =>
      !revived.has(tenantId) || deliveryStore(redis, tenantId).hasWork(),

    /**
     * Plans and sends what is due in one tenant, for a few seconds at most.
     * @returns whether more is to be done now
     */
    async deliver(tenantId: TenantId, signal: AbortSignal): Promise<boolean> {
      const store = deliveryStore(redis, tenantId, keptMs);
      if (!revived.has(tenantId)) await revive(store);
      revived.add(tenantId);
      const end = AbortSignal.any([signal, AbortSignal.timeout(timing.slice)]);
      const lanes = [cardLane(parts, store), mailLane(parts, store), ...answerLanes(parts, store)];
      const ended = await Promise.allSettled(lanes.map((lane) => runLane(lane, end)));
      for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
      return await store.hasWork();
    },

    /** Has what waited for a person sent, now that they have the bot. */
    releaseWaiting: (tenantId: TenantId, userId: UserId): Promise<void> => releaseWaiting(redis, tenantId, userId),

    /** Has a conversation get cards again where the bot was refused: somebody there has written to it. */
    resume: (tenantId: TenantId, conversationId: string): Promise<void> =>
      deliveryStore(redis, tenantId).resume(conversationId),

    /** A page of what was sent to whom and what came of it, the newest first. */
    listDeliveries: (tenantId: TenantId, query: DeliveryQuery) => deliveriesPage(redis, tenantId, query),

    /** Lets go of what is too old to be looked at. */
    tidy: (tenantId: TenantId): Promise<void> => tidyDeliveries(redis, tenantId, keptMs, options.now()),
  };
};

const cardLane = (parts: Parts, store: DeliveryStore): Lane => ({
  atOnce: AT_ONCE.card,
  due: (most) => store.due('card', most),
  async refill() {
    while ((await store.due('card', ENOUGH_DUE)).length < ENOUGH_DUE) if (!(await planNext(parts, store))) return;
  },
  async handle(id) {
    const delivery = await store.read(id);
    if (delivery?.status === 'planned') return sendCard(parts, store, delivery);
    if (delivery?.status === 'sending') await resolveCard(parts, store, delivery);
    else if (delivery?.status === 'waiting')
      await store.change(delivery, { from: 'waiting', to: 'failed', overdue: true, fields: { why: 'without-bot' } });
    else await store.takeOffAgenda('card', id);
    return 0;
  },
});

const mailLane = (parts: Parts, store: DeliveryStore): Lane => ({
  atOnce: AT_ONCE.mail,
  due: (most) => store.due('mail', most),
  async handle(id) {
    const delivery = await store.read(id);
    if (delivery?.status === 'planned') await sendMail(parts, store, delivery);
    else if (delivery?.status === 'sending')
      await store.change(delivery, { from: 'sending', to: 'planned', again: 0, overdue: true });
    else await store.takeOffAgenda('mail', id);
    return 0;
  },
});

const answerLanes = ({ answers, ...parts }: Parts, store: DeliveryStore): Lane[] =>
  answers
    ? [
        {
          atOnce: ANSWERS_AT_ONCE,
          due: (most) => store.dueAnswers(most),
          async handle(id) {
            await sendKeptAnswer({ ...parts, ...answers }, store.tenantId, id);
            return 0;
          },
        },
      ]
    : [];
