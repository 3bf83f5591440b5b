import type { TurnContext } from 'botbuilder';
import type { Card } from '../../../cards/kit/card.ts';
import type { Answered, KeptAnswers } from '../../../services/conversations/kept-answers.ts';
import type { RedisLog } from '../../../services/redis/client.ts';
import { locationOf } from '../incoming.ts';
import { replaceCard, sendCard } from '../replies.ts';
import type { Noting } from '../sending/answer-once.ts';
import { NotTaken } from '../sending/connector.ts';

export interface DeliveringServices {
  readonly keptAnswers: Pick<KeptAnswers, 'keep' | 'drop'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: RedisLog;
}

/** An answer on its way. */
interface Going {
  readonly answered: Answered;
  readonly card: Card;
  /** Id of the message in whose place it comes, if in that of one. */
  readonly inPlaceOf?: string | undefined;
}

/** Milliseconds until an answer that was not taken is sent again, where the channel does not say; and where it may not be. */
const AGAIN_AFTER = 5_000;
const PAUSED_FOR = 60_000;

interface Delivery {
  /** Of the message, where it is known. */
  readonly id: string | undefined;
  readonly noting: Noting;
}

/**
 * Gives an answer. One that the channel does not take now, and may take later, is kept for that; what may have arrived is
 * not given again.
 * @throws {NotTaken} where nobody takes it, or it could not be kept
 */
export const deliver = async (
  services: DeliveringServices,
  context: TurnContext,
  { answered, card, inPlaceOf }: Going,
): Promise<Delivery> => {
  const { keptAnswers } = services;
  try {
    const id = await (inPlaceOf === undefined ? sendCard(context, card) : replaceCard(context, card, inPlaceOf));
    // What was kept of the same question is of no use any more.
    return { id, noting: () => keptAnswers.drop(answered).catch(() => undefined) };
  } catch (error) {
    if (!(error instanceof NotTaken) || !(error.isWorthRepeating || error.isPause)) throw error;
    await keep(services, context, { answered, card }, error);
    return { id: undefined, noting: async () => undefined };
  }
};

const keep = async (
  { keptAnswers, now, log }: DeliveringServices,
  { activity }: TurnContext,
  { answered, card }: Going,
  problem: NotTaken,
): Promise<void> => {
  const { reference } = locationOf(activity);
  const after = problem.unsent.retryAfterMs ?? (problem.isPause ? PAUSED_FOR : AGAIN_AFTER);
  const answer = { reference, card, keptAt: now() };
  await keptAnswers.keep(answered, answer, Math.max(after, AGAIN_AFTER)).catch((error: unknown) => {
    log.warn({ err: error, tenantId: answered.tenantId }, 'An answer that was not taken could not be kept');
    throw problem;
  });
};
