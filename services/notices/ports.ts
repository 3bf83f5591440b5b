import type { Person, Tenant, TenantId } from '../commerce/api/types.ts';
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

/**
 * What became of a message.
 * - `throttled`: not taken, and to be tried again later
 * - `unavailable`: surely not taken, as nobody could be reached
 * - `gone`: the bot was removed or blocked, or the conversation is not there
 * - `failed`: refused for good
 * - `unknown`: sent, and the answer was lost: it may have arrived
 * - `nothing`: there is nothing to say any more
 */
export type SendOutcome =
  | { readonly ok: true; readonly activityId?: string }
  | { readonly ok: false; readonly outcome: 'throttled'; readonly code: string; readonly retryAfterMs?: number }
  | { readonly ok: false; readonly outcome: 'unavailable' | 'gone' | 'failed' | 'unknown'; readonly code: string }
  | { readonly ok: false; readonly outcome: 'nothing' };

/** Sends cards. It never repeats a request by itself, and ends one when the signal says so. */
export interface Notifier {
  /** @throws what goes wrong before the request has begun; from then on it says what became of it */
  send(message: Outgoing & { readonly conversation: Conversation }, signal: AbortSignal): Promise<SendOutcome>;
  /**
   * Whether a message whose answer was lost has arrived. Only for a channel that can be asked: Teams says it through
   * Graph alone, to an app that may read the chat. Without it such a message stays `unknown`.
   * @throws where nobody answers now; it is asked again
   */
  find?(card: LostCard): Promise<{ readonly activityId: string } | 'absent'>;
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

/** What an HTTP status says of a message: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages */
export const outcomeOfStatus = (status: number, retryAfterMs?: number): SendOutcome => {
  const code = String(status);
  if (status < 300) return { ok: true };
  if (status === 429 || status === 412)
    return { ok: false, outcome: 'throttled', code, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  if (status === 403 || status === 404) return { ok: false, outcome: 'gone', code };
  if (status === 503) return { ok: false, outcome: 'unavailable', code };
  return { ok: false, outcome: status < 500 && status !== 408 ? 'failed' : 'unknown', code };
};
