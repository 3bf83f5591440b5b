import type { TenantId } from '../../commerce/api/types.ts';
import { ANSWERS_MATTER_FOR, type KeptAnswer, type KeptAnswers } from '../../conversations/kept-answers.ts';
import type { RedisLog } from '../../redis/client.ts';
import type { AnswerSender, SendOutcome } from '../ports.ts';
import type { Patience } from './settling.ts';
import { type DeliveryTiming, pauseAfter, retryAfter } from './timing.ts';

export interface AnswerParts extends Patience {
  readonly kept: KeptAnswers;
  readonly sender: AnswerSender;
  readonly log: RedisLog;
}

/**
 * Sends one answer that the channel did not take in its turn. What may have arrived is not sent again, and what is too
 * late to matter not at all.
 */
export const sendKeptAnswer = async (parts: AnswerParts, tenantId: TenantId, id: string): Promise<void> => {
  const { kept, now, timing, log } = parts;
  const claimed = await kept.claim(tenantId, id, timing.lease);
  if (claimed === 'lost') return log.warn({ tenantId }, 'What became of an answer is not known; it is not sent again');
  if (!claimed) return;
  const { answer } = claimed;
  const isLate = now() - answer.keptAt > ANSWERS_MATTER_FOR;
  await kept.settle(tenantId, claimed, isLate ? undefined : await attempt(parts, answer));
};

/** Milliseconds until the next attempt; undefined where there is none. */
const attempt = async ({ sender, timing, log }: AnswerParts, answer: KeptAnswer): Promise<number | undefined> => {
  const signal = AbortSignal.timeout(timing.sendTimeout);
  const outcome = await sender.send(answer, signal).catch((error: unknown): SendOutcome => {
    log.error({ err: error }, 'A kept answer failed');
    return { ok: false, outcome: 'unavailable', code: 'error' };
  });
  return nextAfter(timing, answer.attempts, outcome);
};

const nextAfter = (timing: DeliveryTiming, attempts: number, outcome: SendOutcome): number | undefined => {
  if (outcome.ok) return undefined;
  if (outcome.outcome === 'throttled') return retryAfter(timing, attempts, outcome.retryAfterMs);
  if (outcome.outcome === 'paused') return pauseAfter(timing, attempts);
  return outcome.outcome === 'unavailable' ? retryAfter(timing, attempts) : undefined;
};
