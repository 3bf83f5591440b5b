import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { z } from 'zod';

/** What is believed of what a channel answers; whatever goes beyond it is cut off there. */
const BOUNDS = {
  /** Bytes of a body that are read. */
  body: 64 * 1024,
  /** Milliseconds of a `Retry-After`. */
  retryAfter: 60 * 60 * 1000,
  /** Characters of the id of a message. */
  id: 1_000,
} as const;

/**
 * Why Teams takes no message, as far as it says so: by the code of its error, or somewhere in its words.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#status-codes-from-bot-conversational-apis
 */
const REASONS = {
  blocked: ['MessageWritesBlocked', 'ConversationBlockedByUser'],
  removed: ['BotNotInConversationRoster', 'ConversationNotFound'],
  disabled: ['BotDisabledByAdmin'],
} as const;

/** `other`: it names a reason that we do not know. */
export type ChannelReason = keyof typeof REASONS | 'other';

export interface ChannelAnswer {
  readonly status: number;
  readonly id: string | undefined;
  readonly reason: ChannelReason | undefined;
  readonly retryAfterMs: number | undefined;
}

/** Reads the answer to a request, whatever it is. */
export const readAnswer = async (response: IncomingMessage): Promise<ChannelAnswer> => {
  const { statusCode: status = 0, headers } = response;
  const text = await beginningOf(response).catch(() => '');
  return { status, id: idIn(text), reason: reasonIn(text), retryAfterMs: retryAfterOf(headers) };
};

const beginningOf = async (response: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= BOUNDS.body) break;
  }
  return Buffer.concat(chunks).subarray(0, BOUNDS.body).toString('utf8');
};

const named = z.object({ id: z.string().min(1).max(BOUNDS.id) });
const failed = z.union([
  z.object({ error: z.object({ code: z.string() }) }),
  z.object({ errorCode: z.union([z.string(), z.number()]) }),
]);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const idIn = (text: string): string | undefined => named.safeParse(parsed(text)).data?.id;

const reasonIn = (text: string): ChannelReason | undefined => {
  const known = Object.entries(REASONS).find(([, codes]) => codes.some((code) => text.includes(code)));
  if (known) return known[0] as ChannelReason;
  return failed.safeParse(parsed(text)).success ? 'other' : undefined;
};

/** Seconds, or a date by the clock of the channel: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
const retryAfterOf = ({ 'retry-after': after, date }: IncomingHttpHeaders): number | undefined => {
  const said = after?.trim() ?? '';
  const seconds = /^([+-]?\d+(?:\.\d+)?)(?:\s*,|$)/.exec(said)?.[1];
  const milliseconds = seconds === undefined ? untilDate(said, date) : Number(seconds) * 1000;
  return Number.isNaN(milliseconds) ? undefined : Math.ceil(Math.min(Math.max(milliseconds, 0), BOUNDS.retryAfter));
};

const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d/;

const untilDate = (said: string, now: string | undefined): number => {
  if (!HTTP_DATE.test(said)) return Number.NaN;
  const its = Date.parse(now ?? '');
  return Date.parse(said) - (Number.isNaN(its) ? Date.now() : its);
};
