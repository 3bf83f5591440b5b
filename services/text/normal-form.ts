import transliterate from '@sindresorhus/transliterate';

/** What is not seen: marks that turn the direction, soft hyphens, joiners, blanks without a width, fillers. */
const UNSEEN = /[\p{Cf}\u115f\u1160\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]/gu;
/** As they come from phones, word processors and other alphabets; U+02BC is the one of Unicode's own names. */
const APOSTROPHES = /[\u0060\u00b4\u02b9\u02bb-\u02bf\u02c8\u2018-\u201b\u2032\u2035\u055a\u05f3\ua78b\ua78c\uff07]/gu;
const QUOTES = /[\u00ab\u00bb\u201c-\u201f\u2033\u2036\uff02]/gu;
const DASHES = /[\p{Pd}\u2043\u2212]/gu;

/** Basic letters and signs with single blanks, which are even as they are: nearly all that is stored and typed. */
const PLAIN = /^[!-_a-~]+(?: [!-_a-~]+)*$/;

/** A text with one kind of blank, dash, apostrophe and quotation mark, full letters, and nothing that is not seen. */
export const evened = (text: string): string => (PLAIN.test(text) ? text : madeEven(text));

const madeEven = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(APOSTROPHES, "'")
    .replace(QUOTES, '"')
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Letters of Sámi and of African languages that the library leaves as they are. */
const MORE_LETTERS = new Map(
  Object.entries({ ŋ: 'n', ŧ: 't', ǥ: 'g', ĸ: 'k', ɓ: 'b', ɗ: 'd', ƙ: 'k', ɛ: 'e', ɔ: 'o', ƀ: 'b', ɨ: 'i', ʉ: 'u' }),
);

const latin = (letters: string): string =>
  /^[a-z]*$/.test(letters)
    ? letters
    : transliterate(letters, { locale: 'sv', customReplacements: MORE_LETTERS }).toLowerCase();

/**
 * The one form by which what is typed is compared to what is stored: evened, in small letters, without accents, and
 * with the nearest of the letters a to z for each that has one. Made twice, it is the same.
 * @example fold('Søren Ørsted') === 'soren orsted'
 */
export const fold = (text: string): string => (PLAIN.test(text) ? text.toLowerCase() : withoutAccents(evened(text)));

const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\p{L}+/gu, latin);

/**
 * The words of a name, with a blank between them: without apostrophes, and any other sign as a blank.
 * @example nameKey("O’Brien-Łuć, Anna (Ext)") === 'obrien luc anna ext'
 */
export const nameKey = (text: string): string =>
  fold(text)
    .replace(/'/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * A name or number in one piece, however it is parted.
 * @example joined('PowerBI pro') === joined('Power BI Pro') && joined('INV-2026/1') === joined('inv 2026 1')
 */
export const joined = (name: string): string => nameKey(name).replaceAll(' ', '');
