import { z } from 'zod';
import { LONGEST_MARKUP, type Markup, readMarkup, readPlain } from './markup.ts';

/** What a message says. */
export interface Message {
  /** In its writer's own words, without the mention of the bot; '' where there are none. */
  readonly text: string;
  /** What it brings instead, where that is known. */
  readonly without?: 'file' | 'forwarded';
}

const named = z.object({ id: z.string().optional().catch(undefined), name: z.string().optional().catch(undefined) });
const mention = z.object({
  type: z.literal('mention'),
  mentioned: named,
  text: z.string().optional().catch(undefined),
});
const attachment = z.object({ contentType: z.string(), content: z.unknown().optional() });

/** What is read of a message; of a list, those things that are what they should be. */
const message = z.object({
  text: z.string().catch(''),
  recipient: named.catch({}),
  entities: z.array(mention.optional().catch(undefined)).catch([]),
  attachments: z.array(attachment.optional().catch(undefined)).catch([]),
});

type Parts = z.infer<typeof message>;

/**
 * Reads what somebody has written: not what they quote or forward, and not their mention of the bot. The text of a
 * message has a quote in it without saying so; its HTML tells them apart:
 * https://github.com/openclaw/openclaw/issues/102376
 */
export const readMessage = (activity: object): Message => {
  const parts = message.parse(activity);
  const isBot = botNames(parts);
  const plain = readPlain(withoutPlainMention(parts), isBot);
  const rich = htmlsOf(parts).map((html) => readMarkup(html, isBot));
  const text = tidied(ownWords(plain, rich));
  if (/[\p{L}\p{N}\p{P}]/u.test(text)) return { text };
  const without = broughtInstead(parts, [plain, ...rich]);
  return { text: '', ...(without && { without }) };
};

const ownWords = (plain: Markup, rich: readonly Markup[]): string => {
  const own = rich.map((each) => each.own).join('\n');
  if (tidied(plain.own) === '') return own;
  const quoted = rich.map((each) => tidied(each.quoted)).filter((text) => text !== '');
  if (quoted.length === 0) return plain.own;
  return tidied(own) === '' ? quoted.reduce(without, tidied(plain.own)) : own;
};

const without = (text: string, quoted: string): string => text.replace(quoted, '');

/** Spaces of all kinds are one, ends of lines are told alike. */
const tidied = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();

/** What the bot is called in the message. */
const botNames = ({ recipient, entities }: Parts): ((name: string) => boolean) => {
  const mentions = botMentions({ recipient, entities }).map(({ mentioned, text }) => mentioned.name ?? text ?? '');
  const names = new Set([recipient.name ?? '', ...mentions].map(nameOf));
  return (name) => names.has(nameOf(name));
};

const nameOf = (written: string): string =>
  tidied(written.replace(/<\/?at\b[^<>]*>/gi, ''))
    .replaceAll('\n', ' ')
    .toLowerCase();

const botMentions = ({ recipient, entities }: Pick<Parts, 'recipient' | 'entities'>) =>
  entities.flatMap((each) => (each?.mentioned.id !== undefined && each.mentioned.id === recipient.id ? [each] : []));

/** Some clients write the bot's name without a placeholder. */
const withoutPlainMention = (parts: Parts): string => {
  const names = botMentions(parts).flatMap(({ text }) => (text && !/<at\b/i.test(text) ? [text] : []));
  return names.reduce(without, parts.text);
};

const htmlsOf = ({ attachments }: Parts): string[] =>
  attachments.flatMap((each) => htmlOf(each) ?? []).filter(({ length }) => length <= LONGEST_MARKUP);

const htmlOf = (given: Parts['attachments'][number]): string | undefined => {
  if (given?.contentType !== 'text/html') return undefined;
  const found = z
    .union([z.string(), z.object({ text: z.string() }), z.object({ body: z.string() })])
    .safeParse(given.content);
  if (!found.success) return undefined;
  if (typeof found.data === 'string') return found.data;
  return 'text' in found.data ? found.data.text : found.data.body;
};

const FORWARDED = 'forwardedMessageReference';
const FILES =
  /^(?:(?:image|audio|video)\/|reference$|application\/(?:vnd\.microsoft\.(?:teams\.file|card\.(?:audio|video))|pdf|octet))/i;

const broughtInstead = ({ attachments }: Parts, written: readonly Markup[]): Message['without'] => {
  const types = attachments.flatMap((each) => each?.contentType ?? []);
  if (types.includes(FORWARDED) || written.some(({ forwards }) => forwards)) return 'forwarded';
  return types.some((type) => FILES.test(type)) ? 'file' : undefined;
};
