import type { Person, Tenant, TenantId } from '../commerce/api/types.ts';
import type { KeptAnswer } from '../conversations/kept-answers.ts';
import type { Conversation } from '../conversations/references.ts';
import type { Delivery } from './delivery.ts';
import type { Notice } from './notice.ts';

/** Who reads a notice: a person, or everybody in a shared conversation, who must not see what is private. */
type Reader = { readonly person: Person } | { readonly conversation: Conversation };

/** A notice as it is to be rendered and sent. */
export interface Outgoing {
  readonly tenant: Tenant;
  readonly notice: Notice;
  readonly delivery: Delivery;
  readonly reader: Reader;
  /** Language tags, the most wanted first: chosen by the person, of the directory, of the tenant. */
  readonly languages: readonly string[];
}

/** A card as it is to be rendered and sent. */
export interface OutgoingCard extends Outgoing {
  readonly conversation: Conversation;
  /** Others for the same person, which are told of on the same card. */
  readonly together: readonly Outgoing[];
}

/**
 * What became of a message.
 * - `throttled`: not taken, and to be tried again later
 * - `unavailable`: surely not taken, as nobody could be reached
 * - `gone`: the bot was removed or blocked, or the conversation is not there
 * - `paused`: the bot may not write there for now, and nobody says when it may again
 * - `failed`: refused for good
 * - `unknown`: sent, and the answer was lost: it may have arrived
 * - `nothing`: there is nothing to say any more
 */
export type SendOutcome =
  | { readonly ok: true; readonly activityId?: string | undefined }
  | {
      readonly ok: false;
      readonly outcome: 'throttled';
      readonly code: string;
      readonly retryAfterMs?: number | undefined;
    }
  | {
      readonly ok: false;
      readonly outcome: 'unavailable' | 'gone' | 'paused' | 'failed' | 'unknown';
      readonly code: string;
    }
  | { readonly ok: false; readonly outcome: 'nothing' };

/** Sends cards. It never repeats a request by itself, and ends one when the signal says so. */
export interface Notifier {
  /** @throws what goes wrong before the request has begun; from then on it says what became of it */
  send(message: OutgoingCard, signal: AbortSignal): Promise<SendOutcome>;
  /**
   * Whether a message whose answer was lost has arrived. Only for a channel that can be asked: Teams says it through
   * Graph alone, to an app that may read the chat. Without it such a message stays `unknown`.
   * @throws where nobody answers now; it is asked again
   */
  find?(card: LostCard): Promise<{ readonly activityId: string } | 'absent'>;
}

/** Sends answers that were kept, each with one request. */
export interface AnswerSender {
  send(answer: KeptAnswer, signal: AbortSignal): Promise<SendOutcome>;
}

/** A card of which it is not known whether it has arrived. */
export interface LostCard {
  readonly tenantId: TenantId;
  readonly conversation: Conversation;
  readonly delivery: Delivery;
}

/** A mail in the reader's language. The HTML has every name escaped. */
export interface MailText {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Writes mails; undefined where there is nothing to say any more. */
export interface MailWriter {
  write(message: Outgoing): Promise<MailText | undefined>;
}

/** What a channel says of a message that it does not take. */
interface Refusal {
  readonly status: number;
  /** `other`: a reason that is none of those. */
  readonly reason?: 'blocked' | 'removed' | 'disabled' | 'other' | undefined;
  readonly retryAfterMs?: number | undefined;
}

/**
 * What an HTTP status says of a message, and its reason where there is one. Being blocked or removed ends with the next
 * message from there; who has disabled the bot lets it in again without a word.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export const outcomeOfStatus = ({ status, reason, retryAfterMs }: Refusal): SendOutcome => {
  const code = String(status);
  if (status < 300) return { ok: true };
  if (status === 429 || status === 412) return { ok: false, outcome: 'throttled', code, retryAfterMs };
  if (status === 403 || status === 404) return outcomeOfRefusal(code, reason);
  if (status === 503) return { ok: false, outcome: 'unavailable', code };
  return { ok: false, outcome: status < 500 && status !== 408 ? 'failed' : 'unknown', code };
};

const outcomeOfRefusal = (code: string, reason: Refusal['reason']): SendOutcome => {
  if (code === '404' || (reason !== 'disabled' && reason !== 'other')) return { ok: false, outcome: 'gone', code };
  return { ok: false, outcome: 'paused', code: reason === 'disabled' ? reason : code };
};
