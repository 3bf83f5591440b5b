import { setTimeout as sleep } from 'node:timers/promises';
import { isUnreachable } from '../../redis/unavailable.ts';
import type { Delivery } from '../delivery.ts';
import type { Change, DeliveryStore } from '../store.ts';
import { type DeliveryTiming, retryAfter } from './timing.ts';

/** Milliseconds. */
const REDIS_TRIED_EVERY = 200;

/** An attempt that has ended. */
export interface Ended {
  readonly delivery: Delivery;
  readonly attempt: string;
  /** Of a card. */
  readonly conversationId?: string;
}

/** What the end of an attempt makes of its delivery. */
export type Consequence = Omit<Change, 'from' | 'attempt' | 'overdue'>;

/**
 * Writes down how an attempt ended. Redis may be away meanwhile: what the channel has taken is written as soon as it is
 * back, and nothing else is begun until then.
 */
export const settle = async (
  store: DeliveryStore,
  { delivery, attempt, conversationId }: Ended,
  change: Consequence,
): Promise<void> => {
  for (;;) {
    try {
      const settled = await store.change(delivery, { ...change, from: 'sending', attempt }, conversationId);
      if (!settled && change.to === 'sent') await settleTakenForLost(store, delivery, change);
      return;
    } catch (error) {
      if (!isUnreachable(error) || !store.redis.isOpen) throw error;
    }
    await sleep(REDIS_TRIED_EVERY);
  }
};

/** Somebody took the attempt for lost while Redis was away from here; but the message was taken. */
const settleTakenForLost = async (store: DeliveryStore, delivery: Delivery, change: Consequence): Promise<void> => {
  for (const from of ['sending', 'unknown'] as const) if (await store.change(delivery, { ...change, from })) return;
};

/** What says when a delivery is given up. */
export interface Patience {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timing: DeliveryTiming;
}

/** To be tried again later, unless that has been done for days. */
export const putOff = (
  { now, timing }: Patience,
  { since, attempts }: Delivery,
  { code, atLeast }: { readonly code: string; readonly atLeast?: number },
): Consequence =>
  now() - since > timing.triedFor
    ? { to: 'failed', fields: { why: code } }
    : {
        to: 'planned',
        again: retryAfter(timing, attempts, Math.min(atLeast ?? 0, timing.lookedAfter)),
        fields: { why: code },
      };
