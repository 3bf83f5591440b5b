import type { Phrase } from '../../../services/commerce/api/recognition.ts';
import { lookUp } from '../grammar/core/lexicon.ts';
import { isJoined, tagsOfWord, type Word } from './words.ts';

/** A phrase, and the place of its first word. */
export interface PlacedPhrase extends Phrase {
  readonly at: number;
}

/** Words of one phrase: longer names are known by their first words. */
const LONGEST = 5;
/** Phrases of one text. */
const MOST = 12;

/** Where somebody's name may begin: at unknown words, at known ones that stand as a name does, and at pairs of them. */
export const phrasesIn = (words: readonly Word[]): PlacedPhrase[] => {
  const isMixed = words.some(({ capital, text }) => !capital && /^\p{Ll}/u.test(text));
  const found = words.flatMap((_, at) => {
    const least = leastWords(words, at, isMixed);
    return least === undefined ? [] : [phraseAt(words, at, least)];
  });
  const pairs = found.some(({ least }) => least === 1) ? [] : words.flatMap((_, at) => pairAt(words, at));
  return [...found, ...pairs].slice(0, MOST);
};

/** "what has per kort bought": two everyday words may be somebody's whole name, though not at the beginning. */
const pairAt = (words: readonly Word[], at: number): PlacedPhrase[] => {
  const pair = words.slice(at, at + 2);
  const isPossible = at > 0 && pair.length === 2 && pair.every(({ key }) => /^\p{L}{3,}$/u.test(key));
  return isPossible && pair[1]?.gap === ' ' ? [phraseAt(pair, 0, 2, at)] : [];
};

/** "Will Smith": an everyday word before an unknown one may be a first name, and so may one with a capital. */
const leastWords = (words: readonly Word[], at: number, isMixed: boolean): number | undefined => {
  const word = words[at];
  if (!word || !/\p{L}/u.test(word.key)) return undefined;
  if (!word.known || isAddressed(words, at)) return 1;
  const next = words[at + 1];
  const begins = next !== undefined && isJoined(next) && (!next.known || (isMixed && next.capital));
  if (isMixed && word.capital && at > 0 && !isProduct(words, at)) return 1;
  return begins && (next.capital || !next.known) ? 2 : undefined;
};

/** "Give bill a license": behind what gives, or behind "to" where something is given or taken. */
const isAddressed = (words: readonly Word[], at: number): boolean => {
  const [word, before] = [words[at], words[at - 1]];
  if (!word || !before || isProduct(words, at) || word.key.length < 3) return false;
  if (tagsOfWord(word).some((tag) => NOBODY.includes(tag))) return false;
  const tags = tagsOfWord(before);
  if (tags.some((tag) => tag === 'give' || tag === 'assign')) return true;
  const isLed = tags.some((tag) => LEADING.includes(tag));
  return isLed && words.some((each) => tagsOfWord(each).some((tag) => HANDING.includes(tag)));
};

const isProduct = (words: readonly Word[], at: number): boolean =>
  lookUp(words.slice(at, at + LONGEST).map(({ key }) => key)).some(({ tag }) => tag === 'product');

/** What stands for people or things and is nobody's name. */
const NOBODY = [
  ...['all', 'users', 'people', 'me', 'self', 'myself', 'pronoun', 'article', 'number', 'my', 'ours', 'nobody', 'role'],
  ...['license', 'licenses', 'subscription', 'subscriptions', 'product-word', 'access', 'here'],
];
const LEADING = ['to', 'from', 'for'];
const HANDING = ['assign', 'unassign', 'give'];

const phraseAt = (words: readonly Word[], at: number, least: number, place = at): PlacedPhrase => {
  const rest = words.slice(at + 1, at + LONGEST);
  const end = rest.findIndex((word) => !isJoined(word));
  const these = [...words.slice(at, at + 1), ...(end < 0 ? rest : rest.slice(0, end))];
  const comma = these.findIndex(({ gap }, i) => i > 0 && gap.includes(','));
  return {
    at: place,
    words: these.map(({ key }) => key),
    least,
    everyday: these.filter(({ known }) => known).map(({ key }) => key),
    comma: comma < 0 ? undefined : comma,
  };
};
