import { fold } from '../../../services/text/normal-form.ts';
import { formsAsWritten } from '../grammar/core/lexicon.ts';
import { type Token, tokens } from '../grammar/core/tokens.ts';
import type { Ways } from '../grammar/core/vocabulary.ts';
import type { Sentence } from './sentence.ts';

/** What may come next after some words of a phrase, and what they mean by themselves; the longest that fits counts. */
export interface PhraseBook<Meaning> {
  readonly next: ReadonlyMap<string, PhraseBook<Meaning>>;
  readonly meanings: readonly Meaning[];
}

/** A book that is being written. */
interface Draft<Meaning> extends PhraseBook<Meaning> {
  readonly next: Map<string, Draft<Meaning>>;
  readonly meanings: Meaning[];
}

const emptyDraft = <Meaning>(): Draft<Meaning> => ({ next: new Map(), meanings: [] });

/** A phrase book of ways of saying. */
export const bookOf = <Meaning>(entries: readonly (readonly [Meaning, Ways])[]): PhraseBook<Meaning> => {
  const book = emptyDraft<Meaning>();
  for (const [meaning, ways] of entries)
    for (const words of ways.flatMap(bothForms)) if (words.length > 0) put(book, words, meaning);
  return shared(book, new Map()).book;
};

/** Adds a phrase. */
const put = <Meaning>(book: Draft<Meaning>, words: readonly string[], meaning: Meaning): void => {
  const end = words.reduce((draft, word) => {
    const next = draft.next.get(word) ?? emptyDraft<Meaning>();
    draft.next.set(word, next);
    return next;
  }, book);
  if (!end.meanings.includes(meaning)) end.meanings.push(meaning);
};

/** What goes on alike is kept once, under a number: ways of saying differ more in how they begin than in how they end. */
const shared = <Meaning>(
  { next, meanings }: Draft<Meaning>,
  known: Map<string, { readonly number: number; readonly book: PhraseBook<Meaning> }>,
): { readonly number: number; readonly book: PhraseBook<Meaning> } => {
  const below = Array.from(next, ([word, draft]) => ({ word, ...shared(draft, known) }));
  const key = `${JSON.stringify(meanings)}${below.map(({ word, number }) => ` ${word} ${number}`).join('')}`;
  const kept = known.get(key) ?? {
    number: known.size,
    book: { next: new Map(below.map((each) => [each.word, each.book])), meanings },
  };
  known.set(key, kept);
  return kept;
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
  let found: { readonly length: number; readonly meanings: readonly Meaning[] } | undefined;
  let place = book.next.get(words[at] ?? '');
  for (let length = 1; place; place = place.next.get(words[at + length++] ?? ''))
    if (place.meanings.length > 0) found = { length, meanings: place.meanings };
  return found;
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
