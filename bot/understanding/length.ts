import { countTokens, tidy } from './grammar/core/tokens.ts';

/** The longest sentence that is read: in UTF-16 units, and in words, numbers and signs. */
export const LONGEST_SENTENCE = { characters: 1000, words: 300 } as const;

/**
 * Whether a sentence is longer than any request; all work on it grows with its words. Some characters stand for many,
 * such as ﷺ for 18, so it is measured as it is read.
 */
export const isTooLong = (text: string): boolean => {
  const { characters, words } = LONGEST_SENTENCE;
  if (text.length > characters) return true;
  const said = tidy(text);
  return said.length > characters || countTokens(said) > words;
};
