import { LANGUAGES, type Language } from '../../locales/index.ts';
import { fold } from '../../services/text/normal-form.ts';
import { languagesOf } from './classifier/classify.ts';
import { knownWords } from './grammar/core/lexicon.ts';

/** Words that say little by themselves: with fewer, a sentence such as "Visio" or "S-1001" is of any language. */
const FEWEST_WORDS = 2;
const CERTAIN = 0.95;
/** What is looked at, in UTF-16 units. */
const LONGEST = 300;
const ADDRESS = /\S{1,100}@\S{1,200}/g;

/** The language that a sentence is written in; undefined where it could be another. Names say nothing about it. */
export const spokenLanguage = (text: string): Language | undefined => {
  const looked = text.slice(0, LONGEST).replace(ADDRESS, ' ');
  const words = (looked.match(/\p{L}{2,}/gu) ?? []).filter(isOrdinary);
  if (words.length < FEWEST_WORDS) return undefined;
  const [likeliest] = languagesOf(words.join(' '));
  return LANGUAGES.find((language) => language === likeliest?.label && likeliest.p >= CERTAIN);
};

/** Unknown words are names, mostly, and so are words with a capital behind the first. */
const isOrdinary = (word: string, at: number): boolean =>
  knownWords.has(fold(word)) && (at === 0 || !/^\p{Lu}\p{Ll}/u.test(word));
