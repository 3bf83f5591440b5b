import { LANGUAGES, type Language } from '../../locales/index.ts';
import { fold } from '../../services/text/normal-form.ts';
import { isPlainWord, languagesOf } from './classifier/classify.ts';
import { productWords, wordsIn } from './grammar/core/lexicon.ts';

/** Of the classifier: where no word is of one language alone, and where the words are of both. */
const CERTAIN = 0.95;
const LIKELY = 0.8;
/** Words that say little by themselves: with fewer that both languages may have, a text is of any. */
const FEWEST_WORDS = 2;
/** How many words of one language stand against one of the other. */
const OUTNUMBERED = 2;
/** What is looked at, in UTF-16 units. */
const LONGEST = 300;
/** Numbers and addresses. */
const NO_WORDS = /\S*[\d@/]\S*/g;

/**
 * The language that a sentence is written in: that of the words which only one of the vocabularies has, or else what the
 * classifier is sure of. Undefined where it could be another, as "S-1001", "ok" and "Power BI". Names say nothing about it.
 */
export const spokenLanguage = (text: string): Language | undefined => {
  const looked = text.slice(0, LONGEST).normalize().replace(NO_WORDS, ' ');
  const words = (looked.match(/\p{L}{2,}/gu) ?? []).filter(isOrdinary).map((word) => word.toLowerCase());
  const only = LANGUAGES.map((language) => ({
    language,
    count: words.filter((word) => isOnlyIn(word, language)).length,
  }));
  const [most, other] = only.sort((a, b) => b.count - a.count);
  if (most && other && most.count >= Math.max(1, OUTNUMBERED * other.count)) return most.language;
  return words.length < FEWEST_WORDS ? undefined : likelyLanguage(words, most?.count ? LIKELY : CERTAIN);
};

const likelyLanguage = (words: readonly string[], enough: number): Language | undefined => {
  const [likeliest] = languagesOf(words.join(' '));
  return LANGUAGES.find((language) => language === likeliest?.label && likeliest.p >= enough);
};

const isOnlyIn = (word: string, language: Language): boolean =>
  LANGUAGES.every((each) => wordsIn[each].has(word) === (each === language));

/** Unknown words are names, mostly, and so are words with a capital behind the first. What products are called has no language. */
const isOrdinary = (word: string, at: number): boolean => {
  const key = fold(word);
  const isKnown = LANGUAGES.some((language) => wordsIn[language].has(key)) || isPlainWord(key);
  return isKnown && !productWords.has(key) && (at === 0 || !/^\p{Lu}\p{Ll}/u.test(word));
};
