import { createKeptOfTexts } from '../../services/cache/bounded.ts';
import { phraseBook } from './grammar/core/lexicon.ts';
import type { Part } from './grammar/core/sentence.ts';
import type { Circumstances, Understood } from './reading.ts';

/** Most of what people write are the same few commands. */
const keptUnderstood = createKeptOfTexts<Understood>(500);

/**
 * Reads what many people say in the same words once for all whose circumstances are the same. What holds a number, a name
 * or a word that is not known is read anew each time: what somebody said stays in no memory.
 */
export const oncePerSaying = (
  text: string,
  all: readonly Part[],
  circumstances: Circumstances,
  read: () => Understood,
): Understood => (isCommonplace(text, all, circumstances) ? keptUnderstood(keyOf(text, circumstances), read) : read());

const isCommonplace = (text: string, all: readonly Part[], { mentions = [], proposed }: Circumstances): boolean =>
  mentions.length === 0 &&
  !proposed &&
  !/[\p{N}@]/u.test(text) &&
  all.every(({ tags, misspelt }) => tags.size > 0 && !misspelt);

const COMMANDS = [...new Set(phraseBook.map(({ command }) => command)), 'answer' as const];

const keyOf = (text: string, { today = '', changing, mayUse = () => true }: Circumstances): string => {
  const rights = COMMANDS.map((command) => (mayUse(command) ? 1 : 0)).join('');
  return [text, today, [...changing].join(), rights].join('\n');
};
