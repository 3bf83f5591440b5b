import Fuse from 'fuse.js';
import { createKeptOfTexts } from '../../../../services/cache/bounded.ts';
import { groupBy, productWords, weightyWords } from './lexicon.ts';

/** A word of this length is corrected where letters changed places, or where a product is meant. */
const SHORTEST = 4;
/** A word of this length or more may have two faults. */
const LONG = 8;
const LONGEST = 24;
const MOST_ERRORS = 2;

const bucketOf = (word: string, length = word.length): string => `${word[0]}${length}`;

const correctable = [...weightyWords].filter((word) => /^\p{L}+$/u.test(word) && word.length >= SHORTEST);

const OPTIONS = { includeScore: true, ignoreLocation: true, ignoreFieldNorm: true, threshold: 0.4 };

/** A bit for each letter; several letters may share one. */
const lettersOf = (word: string): number => [...word].reduce((bits, letter) => bits | (1 << letter.charCodeAt(0)), 0);

const bitsIn = (bits: number): number => (bits === 0 ? 0 : 1 + bitsIn(bits & (bits - 1)));

/** By first letter and length, so that few words are compared. */
const buckets = groupBy(
  correctable.map((word) => ({ word, letters: lettersOf(word) })),
  ({ word }) => bucketOf(word),
);

/** Words that may be near: each letter that one lacks is a fault. */
const alike = (word: string, length: number): string[] => {
  const letters = lettersOf(word);
  const some = buckets.get(bucketOf(word, length)) ?? [];
  return some.filter((each) => bitsIn(letters & ~each.letters) <= MOST_ERRORS).map((each) => each.word);
};

/** The known word that a misspelt one was meant to be; a grammatical form of a known word is no misspelling. */
export const corrected = (word: string): string | undefined => {
  if (word.length < SHORTEST || word.length > LONGEST || !/^\p{L}+$/u.test(word)) return undefined;
  return keptCorrections(word, () => nearest(word));
};

/** A sentence is read in several ways. */
const keptCorrections = createKeptOfTexts<string | undefined>(2_000);

const nearest = (word: string): string | undefined => {
  const lengths = [0, 1, -1, ...(word.length >= LONG ? [2, -2] : [])].map((more) => word.length + more);
  const near = lengths
    .flatMap((length) => alike(word, length))
    .map((item) => ({ item, ...Fuse.match(word, item, OPTIONS) }))
    .filter(({ isMatch }) => isMatch)
    .map(({ item, score = 1 }) => ({ item, errors: Math.round(score * word.length) }))
    .filter(({ item, errors }) => errors <= allowedErrors(word, item) && !isForm(word, item));
  const likely = near.sort((a, b) => a.errors - b.errors);
  return (likely.find(({ item }) => undoubled(item) === undoubled(word)) ?? likely[0])?.item;
};

/** A letter too many or too few of a pair is the commonest slip: "avslutta", "cancell". */
const undoubled = (word: string): string => word.replace(/(.)\1/g, '$1');

const allowedErrors = (word: string, meant: string): number => {
  if (word.length >= LONG || hasSameLetters(word, meant)) return MOST_ERRORS;
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
