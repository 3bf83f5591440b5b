import { readFileSync } from 'node:fs';
import type { Observed } from '../../../../bot/conversation/observing.ts';
import type { Card } from '../../../../cards/kit/card.ts';
import { createDialogues } from '../../../../services/conversations/dialogues.ts';
import { type Conversation, startConversation } from '../../../support/chat/conversation.ts';
import { testRedis } from '../../../support/redis/redis.ts';

/**
 * What somebody writes, turn by turn, with what each is to mean: a command, and its arguments as `name=text in it`, or one of
 * several, with `|` between them. `PRESS …` presses the button of that title.
 */
export interface WrittenDialogue {
  readonly who: string;
  readonly cast?: 'fabrikam';
  readonly turns: readonly (readonly [said: string, wanted: string])[];
}

/** A turn that was understood. */
export interface HeardTurn {
  readonly said: string;
  readonly wanted: string;
  readonly got: string;
  readonly isRight: boolean;
  /** Whether it means nothing, or something else, without the turns before. */
  readonly inContext: boolean;
}

export const dialoguesIn = (language: 'en' | 'sv'): WrittenDialogue[] =>
  readFileSync(new URL(`dialogues.${language}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Where dialogues are held: nothing but a press would change the tenant, and each begins with nothing spoken of. */
export interface Stage {
  readonly chat: Conversation;
  readonly seen: Observed[];
}

export const openStage = async (cast: WrittenDialogue['cast']): Promise<Stage> => {
  const seen: Observed[] = [];
  return { seen, chat: await startConversation(cast ?? 'contoso', { observe: (each) => seen.push(each) }) };
};

export const hold = async ({ who, turns }: WrittenDialogue, { chat, seen }: Stage): Promise<HeardTurn[]> => {
  const { tenantId, userId } = chat.sender(who);
  await createDialogues(await testRedis()).forget({ tenantId, userId, conversationId: 'personal' });
  const heard: HeardTurn[] = [];
  let card: Card | undefined;
  for (const [said, wanted] of turns) {
    seen.length = 0;
    const [, button] = /^PRESS (.*)/.exec(said) ?? [];
    card = button && card ? await chat.press(who, card, button) : await chat.say(who, said);
    if (button) continue;
    const got = await inWords(seen, chat, who);
    const isRight = wanted.split('|').some((each) => fits(got, each));
    heard.push({ said, wanted, got, isRight, inContext: heard.length > 0 });
  }
  return heard;
};

/** The command, or `which` and the command, and its arguments with the names of what their ids stand for. */
const inWords = async (seen: readonly Observed[], chat: Conversation, who: string): Promise<string> => {
  const matched = seen.find((each) => each.kind === 'matched');
  const refused = seen.find((each) => each.kind === 'refused');
  if (matched?.kind !== 'matched') return refused?.kind === 'refused' ? refused.reason.code : 'nothing';
  const args = await Promise.all(
    Object.entries(Object(matched.args)).map(
      async ([name, value]) => `${name}=${await named(String(value), chat, who)}`,
    ),
  );
  const isAsked = refused?.kind === 'refused' && refused.reason.code === 'which';
  return [...(isAsked ? ['which'] : []), matched.command, ...args].join(' ');
};

// An invoice is named by its id where a sentence has its number.
const ID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|CFQ\w+/g;

const named = async (value: string, { commerce, sender }: Conversation, who: string): Promise<string> => {
  const { tenantId, userId } = sender(who);
  const { actor } = await commerce.getVisitor(tenantId, userId);
  const invoiceNumber = (id: string) =>
    commerce
      .getInvoice(actor, id)
      .then(({ number }) => number)
      .catch(() => id);
  let text = value;
  for (const [id] of value.matchAll(ID)) {
    const name = id.startsWith('CFQ')
      ? (await commerce.findProducts(actor, id))[0]?.name
      : ((await commerce.findNamedPeople(actor, [id])).found[0]?.person.displayName ?? (await invoiceNumber(id)));
    text = text.replace(id, name ?? id);
  }
  return text;
};

/** Whether a command and each of its arguments is as wanted; `!` before one that must not be. */
const fits = (got: string, wanted: string): boolean => {
  const [command = '', ...args] = wanted.split(/ (?=!?\w+=|$)/);
  const said = got.toLowerCase();
  const isCommand =
    said === command ||
    said.startsWith(`${command} `) ||
    said.startsWith(`which ${command} `) ||
    said === `which ${command}`;
  return isCommand && args.every((arg) => holds(said, arg.replace(/^!/, '').toLowerCase()) !== arg.startsWith('!'));
};

const holds = (said: string, arg: string): boolean => {
  const [name, ...text] = arg.split('=');
  const value = new RegExp(`(?:^| )${name}=(.*?)(?= \\w+=|$)`).exec(said)?.[1];
  return value?.includes(text.join('=')) ?? false;
};
