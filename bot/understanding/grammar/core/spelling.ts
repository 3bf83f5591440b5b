import Fuse from 'fuse.js';
import { groupBy, productWords, weightyWords } from './lexicon.ts';

/** A word of this length is corrected where letters changed places, or where a product is meant. */
const SHORTEST = 4;
/** A word of this length or more may have two faults. */
const LONG = 8;
const LONGEST = 24;

const bucketOf = (word: string, length = word.length): string => `${word[0]}${length}`;

const correctable = [...weightyWords].filter((word) => /^\p{L}+$/u.test(word) && word.length >= SHORTEST);

const OPTIONS = { includeScore: true, ignoreLocation: true, ignoreFieldNorm: true, threshold: 0.4 };

/** By first letter and length, so that few words are compared. */
const indexes = new Map(
  [...groupBy(correctable, (word) => bucketOf(word))].map(([key, words]) => [key, new Fuse(words, OPTIONS)]),
);

/** The known word that a misspelt one was meant to be; a grammatical form of a known word is no misspelling. */
export const corrected = (word: string): string | undefined => {
  if (word.length < SHORTEST || word.length > LONGEST || !/^\p{L}+$/u.test(word)) return undefined;
  const lengths = [0, 1, -1, ...(word.length >= LONG ? [2, -2] : [])].map((more) => word.length + more);
  const found = lengths.flatMap((length) => indexes.get(bucketOf(word, length))?.search(word) ?? []);
  const near = found
    .map(({ item, score = 1 }) => ({ item, errors: Math.round(score * word.length) }))
    .filter(({ item, errors }) => errors <= allowedErrors(word, item) && !isForm(word, item));
  const likely = near.sort((a, b) => a.errors - b.errors);
  return (likely.find(({ item }) => undoubled(item) === undoubled(word)) ?? likely[0])?.item;
};

/** A letter too many or too few of a pair is the commonest slip: "avslutta", "cancell". */
const undoubled = (word: string): string => word.replace(/(.)\1/g, '$1');

const allowedErrors = (word: string, meant: string): number => {
  if (word.length >= LONG || hasSameLetters(word, meant)) return 2;
  return word.length > SHORTEST || productWords.has(meant) ? 1 : 0;
};

const hasSameLetters = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');

const ENDINGS = /^(?:[adenrst]|e[nrdst]|a[rtnd]|ade|ats|ades|de|te|ts|na|or|ers?|ed|ing|ings|ly|erna|arna)?$/;

/** Whether two words differ in their endings only: "avslutar" is no misspelt "avsluta". */
const isForm = (word: string, of: string): boolean => {
  let same = 0;
  while (same < word.length && word[same] === of[same]) same += 1;
  return same >= 4 && ENDINGS.test(word.slice(same)) && ENDINGS.test(of.slice(same));
};
