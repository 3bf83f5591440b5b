import { fold } from '../../../services/text/normal-form.ts';

/** What stands for a name of the tenant, and for a number, in the words that are looked at. */
const WORD = /@[a-z]+|\p{L}+(?:'\p{L}+)*|\p{N}+|[?&+%$€]/gu;
const SUBSCRIPTION = /(?<![\p{L}\p{N}@])(?:[a-z]-\d{1,12}|[a-z]\d{3,12})(?![\p{L}\p{N}])/gu;
const INVOICE =
  /(?<![\p{L}\p{N}@])(?:[a-z]{1,4}-?\d{5,12}(?:-\d+)?|[a-z]{2,4}-\d{2,4}[/-]\d+|[a-z]\d{3,}[a-z\d]{3,})(?![\p{L}\p{N}])/gu;

/** A text as words: small letters without accents, with one word for each kind of number. */
export const learnedWords = (text: string): string[] =>
  (
    fold(text)
      .replace(/[’‘`´]/g, "'")
      .replace(INVOICE, ' @invoice ')
      .replace(SUBSCRIPTION, ' @subscription ')
      .match(WORD) ?? []
  ).map((word) => (/^\p{N}/u.test(word) ? numberWord(word) : word));

const numberWord = (digits: string): string => `@number${digits.length >= 3 ? digits.length : ''}`;

const MOST_WORDS = 60;
/** From here on, one sentence is as long as another. */
const MANY_WORDS = 12;
const STEM = 5;
const GRAMS = [3, 4];

/** FNV-1a, 32 bits: a feature's name as a number. */
const hash = (name: string): number => {
  let value = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) value = Math.imul(value ^ name.charCodeAt(i), 0x01000193);
  return value >>> 0;
};

const gramsOf = (word: string): string[] => {
  const marked = `<${word}>`;
  return GRAMS.flatMap((length) =>
    Array.from({ length: Math.max(0, marked.length - length + 1) }, (_, i) => `g${marked.slice(i, i + length)}`),
  );
};

/** The beginning of a word, which its forms share. */
const stemOf = (word: string): string => (word.startsWith('@') ? word : word.slice(0, STEM));

/**
 * What a text is judged by: its words, their stems alone, beside each other and one apart, its first and last words, how many
 * there are, and pieces of words. As numbers, each once.
 */
export const featuresOf = (text: string): Uint32Array => {
  const words = learnedWords(text).slice(0, MOST_WORDS);
  const stems = words.map(stemOf);
  const before = (i: number, by: number): string => stems[i - by] ?? '<';
  const names = [
    ...words.map((word) => `w${word}`),
    ...stems.flatMap((stem, i) => [`x${stem}`, `y${before(i, 1)} ${stem}`, `z${before(i, 2)} ${stem}`]),
    ...words.flatMap((word) => (word.startsWith('@') ? [] : gramsOf(word))),
    ...[`y${stems.at(-1) ?? '<'} >`, `n${Math.min(words.length, MANY_WORDS)}`],
    ...[`f${words.slice(0, 2).join(' ')}`, `t${words.slice(0, 3).join(' ')}`, `l${words.slice(-2).join(' ')}`],
  ];
  return Uint32Array.from(new Set(names.map(hash)));
};
