import type { Card } from '../../../cards/kit/card.ts';
import {
  type AnswerSender,
  type Notifier,
  type Outgoing,
  outcomeOfStatus,
  type SendOutcome,
} from '../../../services/notices/ports.ts';
import type { RedisLog } from '../../../services/redis/client.ts';
import type { Proactive } from '../../teams/proactive.ts';
import { neverLeft, type Sent } from '../../teams/sending/connector.ts';
import { cardOfAll } from './gathered-card.ts';
import type { RenderParts } from './render-notice.ts';

interface Parts extends RenderParts {
  readonly proactive: Pick<Proactive, 'notify'>;
  readonly log: RedisLog;
}

/** Sends notices as cards, each with one request that is never repeated here. */
export const createNotifier = (parts: Parts): Notifier => ({
  async send({ conversation, together, ...outgoing }, signal): Promise<SendOutcome> {
    const card = await cardOfAll(parts, [outgoing, ...together]).catch((error: unknown) =>
      notRendered(parts, outgoing, error),
    );
    if (!card) return { ok: false, outcome: 'nothing' };
    if (!('body' in card)) return card;
    return outcomeOf(await parts.proactive.notify(conversation.reference, card, signal));
  },
});

/**
 * Sends answers that were kept: the client draws attention to them, as nobody waits for them any more. What was promised
 * and has no card yet is come to once more.
 */
export const createAnswerSender = (proactive: Parts['proactive'], redeem: AnswerSender['send']): AnswerSender => ({
  async send(answer, signal) {
    if (answer.press) return redeem(answer, signal);
    return outcomeOf(await proactive.notify(answer.reference, answer.card as Card, signal));
  },
});

/** Nothing has been sent, so it can be tried again: the data may just have been away. */
const notRendered = ({ log }: Parts, { tenant, delivery }: Outgoing, error: unknown) => {
  log.warn({ err: error, tenantId: tenant.id, delivery: delivery.id }, 'A notice could not be rendered');
  return { ok: false, outcome: 'unavailable', code: 'not-worded' } as const;
};

const outcomeOf = (sent: Sent): SendOutcome => {
  if (sent.ok) return sent;
  const { status, code } = sent;
  if (status !== undefined) return outcomeOfStatus({ ...sent, status });
  return { ok: false, outcome: neverLeft(sent) ? 'unavailable' : 'unknown', code };
};
