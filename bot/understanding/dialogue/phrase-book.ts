import { fold } from '../../../services/text/normal-form.ts';
import { formsAsWritten, groupBy } from '../grammar/core/lexicon.ts';
import { type Token, tokens } from '../grammar/core/tokens.ts';
import type { Ways } from '../grammar/core/vocabulary.ts';
import type { Sentence } from './sentence.ts';

interface Phrase<Meaning> {
  readonly words: readonly string[];
  readonly meaning: Meaning;
}

/** Words one after the other, and what they mean; the longest that fits counts. */
export type PhraseBook<Meaning> = ReadonlyMap<string, readonly Phrase<Meaning>[]>;

/** A phrase book of ways of saying, by their first words. */
export const bookOf = <Meaning>(entries: readonly (readonly [Meaning, Ways])[]): PhraseBook<Meaning> => {
  const all = entries.flatMap(([meaning, ways]) =>
    ways.flatMap(bothForms).flatMap((words) => (words.length > 0 ? [{ words, meaning }] : [])),
  );
  return groupBy(
    all.sort((a, b) => b.words.length - a.words.length),
    ({ words: [first = ''] }) => first,
  );
};

/** With its accents and without: "ändra" is not "andra", but may be written so. */
const bothForms = (way: string): string[][] =>
  way === fold(way) ? formsAsWritten(way) : [...formsAsWritten(way), ...formsAsWritten(fold(way))];

/** The words of a sentence as they were written, without capitals. */
export interface Written {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
}

export const written = (sentence: Sentence): Written => {
  const all = tokens(sentence.text, sentence.mentions);
  return { sentence, tokens: all, words: all.map(wordOf) };
};

/** Stands for what is named, which is no word of a phrase. */
export const NAMED = '\u0000';

const wordOf = ({ text, mention }: Token): string => (mention ? NAMED : text.toLowerCase().replace(/'/g, ''));

/** All that the longest phrase at a place can mean, and how many words it takes. */
export const phraseAt = <Meaning>(
  book: PhraseBook<Meaning>,
  words: readonly string[],
  at: number,
): { readonly length: number; readonly meanings: readonly Meaning[] } | undefined => {
  const fits = (book.get(words[at] ?? '') ?? []).filter((phrase) =>
    phrase.words.every((word, i) => words[at + i] === word),
  );
  const length = fits[0]?.words.length ?? 0;
  if (length === 0) return undefined;
  return { length, meanings: fits.filter((each) => each.words.length === length).map(({ meaning }) => meaning) };
};

/** The longest phrase that ends where these words end. */
export const phraseEnding = <Meaning>(book: PhraseBook<Meaning>, words: readonly string[]) => {
  for (let at = 0; at < words.length; at++) {
    const found = phraseAt(book, words, at);
    if (found && at + found.length === words.length) return found;
  }
  return undefined;
};

/** Where phrases of a book stand among words, and what they can mean. */
export const placesOf = <Meaning>(
  book: PhraseBook<Meaning>,
  words: readonly string[],
): { readonly at: number; readonly length: number; readonly meanings: readonly Meaning[] }[] => {
  const places = [];
  for (let at = 0; at < words.length; ) {
    const found = phraseAt(book, words, at);
    if (found) places.push({ at, ...found });
    at += found?.length ?? 1;
  }
  return places;
};
