import type { Sender } from '../../teams/identity.ts';
import { spokenLanguage } from '../../understanding/spoken-language.ts';
import type { Input } from '../match.ts';
import type { Memory } from './kept-memory.ts';
import { typedIn } from './typed-in-group.ts';

/**
 * Who speaks, with the language in which they are answered in place of their client's: that of what they say or, where it
 * could be any, as with a press, that of what they said last in this conversation. A language that they have chosen comes
 * before both.
 */
export const speaking = async (sender: Sender, input: Input, memory: Memory): Promise<Sender> => {
  const language = spokenLanguage(wordsOf(input)) ?? (await lastSpoken(memory));
  // Where the client speaks the same language, it may say more: of which country.
  const isClients = language === undefined || sender.locale?.toLowerCase().startsWith(language);
  return isClients ? sender : { ...sender, locale: language };
};

/** What keeps it from being read is told where the turn itself reads it. */
const lastSpoken = async (memory: Memory): Promise<string | undefined> =>
  (await memory.recall().catch(() => undefined))?.language;

/** What somebody wrote now, or in a group when they were told that there is an answer for them. */
const wordsOf = (input: Input): string => {
  if (input.kind === 'text') return input.text;
  return (input.kind === 'press' && input.verb === 'as-typed' && typedIn(input.data)?.text) || '';
};
