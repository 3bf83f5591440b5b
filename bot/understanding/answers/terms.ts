import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemSwedish } from '@orama/stemmers/swedish';
import type { Language } from '../../../locales/index.ts';
import { fold } from '../../../services/text/normal-form.ts';
import type { AnswerWords } from './answer-words.ts';
import { createSpelling } from './spelling.ts';

/** What texts of one language are compared by. */
export interface Terms {
  /** The terms of a text in order: stems, and for words of the domain the first of their group. */
  readonly of: (text: string) => string[];
  /** Whether a term says what a text is about. */
  readonly isContent: (term: string) => boolean;
  /** Whether it is a word of the domain and no chance word of a question. */
  readonly isDomain: (term: string) => boolean;
  /** Whether a text asks something. */
  readonly asks: (text: string) => boolean;
}

const STEMMERS = { en: stemEnglish, sv: stemSwedish };

/** Shortest word that is looked at as a compound, and shortest part of one. */
const LONG = 9;
const PART = 3;
/** A word that is longer is none of any language: it is not taken apart. */
const LONGEST = 50;

/** The terms of a language. Words of `texts` count as parts of compounds, such as "gäst" and "konto" of "gästkonto". */
export const createTerms = (language: Language, vocabulary: AnswerWords, texts: readonly string[]): Terms => {
  const stem = STEMMERS[language];
  const alike = namesOfWords(vocabulary.alike.map(wordsOf), stem);
  const domain = new Set(alike.values());
  const ignored = new Set(wordsOf(vocabulary.ignored));
  const light = new Set(wordsOf(`${vocabulary.light} ${vocabulary.asking}`).map(stem));
  const term = (word: string): string => alike.get(word) ?? alike.get(stem(word)) ?? stem(word);
  const words = new Set([...texts.flatMap(wordsOf), ...alike.keys(), ...ignored]);
  const known = new Set([...words].map(term));
  const parts = new Set([...domain, ...light, ...[...words].filter((word) => word.length < LONG).map(term)]);
  const correct = createSpelling(words);
  const termsOf = (word: string): string[] => {
    if (ignored.has(word)) return [];
    if (word.length > LONGEST) return [word];
    return alike.has(word) || word.length < LONG ? [term(word)] : (compoundTerms(word, term, parts) ?? [term(word)]);
  };
  return {
    of: (text) => {
      const said = wordsOf(text);
      const terms = new Map([...new Set(said)].map((word) => [word, termsOf(word)]));
      const isStrange = (word: string) => terms.get(word)?.some((one) => !known.has(one) && !parts.has(one)) === true;
      // Where most are strange it is another language.
      const isOurs = said.filter(isStrange).length * 2 <= said.length;
      if (isOurs) for (const word of terms.keys()) if (isStrange(word)) terms.set(word, termsOf(correct(word)));
      return said.flatMap((word) => terms.get(word) ?? []);
    },
    isContent: (one) => !light.has(one),
    isDomain: (one) => domain.has(one),
    asks: asksIn(vocabulary),
  };
};

/** Words without capitals and accents. */
const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** What a word of the domain stands for. A word that is in a group itself is not taken for another one's stem. */
const namesOfWords = (groups: readonly string[][], stem: (word: string) => string): ReadonlyMap<string, string> => {
  const named = groups.flatMap((group) => group.map((word) => [word, group[0] ?? word] as const)).reverse();
  return new Map([...named.map(([word, name]) => [stem(word), name] as const), ...named]);
};

/** The terms of the two parts of a compound, with the longest first part that leaves a known word. */
const compoundTerms = (
  word: string,
  term: (word: string) => string,
  parts: ReadonlySet<string>,
): string[] | undefined => {
  for (let at = word.length - PART; at >= PART; at -= 1) {
    const [first, last] = [word.slice(0, at), term(word.slice(at))];
    const known = [first, first.replace(/s$/, '')].map(term).find((part) => parts.has(part));
    if (known !== undefined && parts.has(last)) return [known, last];
  }
  return undefined;
};

const asksIn = (vocabulary: AnswerWords): Terms['asks'] => {
  const [asking, opening] = [new Set(wordsOf(vocabulary.asking)), new Set(wordsOf(vocabulary.opening))];
  return (text) => {
    const words = wordsOf(text);
    return text.includes('?') || opening.has(words[0] ?? '') || words.some((word) => asking.has(word));
  };
};
