import { fold, knownWords, productWords } from './lexicon.ts';
import { corrected } from './spelling.ts';

const KINDS = ['email', 'id', 'iso', 'invoice-number', 'ref', 'number', 'word'] as const;
type Kind = (typeof KINDS)[number];

/** The whole number that a text stands for, with or without marks for thousands; undefined where it is none. */
export const wholeNumber = (text: string): number | undefined => {
  const digits = /^\d{1,3}(?:[.,' ]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : text;
  const number = /^\d/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
};

/** A word, number or reference of a sentence. */
export interface Token {
  readonly kind: Kind;
  /** As it was written. */
  readonly text: string;
  /** Where it stands in the sentence, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** What it is compared by: without capitals, accents and misspellings. */
  readonly key: string;
  /** "Megan's". */
  readonly possessive: boolean;
  /** It is understood only as a misspelling. */
  readonly misspelt: boolean;
  /** With a capital inside a sentence that has small letters too. */
  readonly name: boolean;
}

/** One kind of white space, dash and apostrophe; no invisible characters, no mark-up of mentions. */
export const tidy = (text: string): string =>
  text
    .replace(/[²³¹⁰-⁹]+/g, '^$&')
    .normalize('NFKC')
    .replace(/<\/?at[^>]{0,40}>/gi, ' ')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[’‘`´]/g, "'")
    .replace(/(?<=\d)'s\b/gi, ' ')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();

/** Whole numbers, and what stands where one is expected: "-1", "1,5", "10^9", "5-10", "50 %", "$20", "1 000". */
const NUMBER = String.raw`(?:[-±]?[$€£]?[.,]?(?:\d{1,3}(?: 000)+|\d{1,3}-\d{1,6}|\d+(?:[.,'^*×/⁄]\d+|e\d+)*)(?: ?%| percent| procent|[km])?|∞)`;

const patterns: Readonly<Record<Kind, string>> = {
  email: String.raw`[\p{L}\p{N}._%+#-]{1,64}@[\p{L}\p{N}.-]{0,200}[\p{L}\p{N}]`,
  id: String.raw`(?<![\p{L}\p{N}])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\p{L}\p{N}])`,
  iso: String.raw`\d{4}-\d\d-\d\d(?!\d)`,
  'invoice-number': String.raw`(?<![\p{L}\p{N}])(?:[a-z]-?\d{3,12}-\d{1,4}|[abd-rt-z]-?\d{5,12})(?![\p{L}\p{N}])`,
  ref: String.raw`(?<![\p{L}\p{N}])(?:[a-z]-\d{1,12}|[a-z]\d{3,12}|[sc] \d{4,12})(?![\p{L}\p{N}])`,
  number: String.raw`(?<![\p{L}\p{N}])${NUMBER}(?=(?:st|x|pcs)?(?![\p{L}\p{N}]))`,
  word: String.raw`[\p{L}\p{N}]+(?:'\p{L}+)*'?|&|\+`,
};
const TOKEN = new RegExp(KINDS.map((kind) => `(${patterns[kind]})`).join('|'), 'giu');

/** Unknown words that are looked up as misspellings; with more of them a text is no request. */
const MOST_CORRECTED = 8;

/** How many tokens a tidy sentence has, counted without a look at any; a few more where words are put together. */
export const countTokens = (said: string): number => said.match(TOKEN)?.length ?? 0;

/** The tokens of a tidy sentence, in order. */
export const tokens = (said: string): Token[] => {
  const matches = [...said.matchAll(TOKEN)];
  const isMixed = matches.some(([text]) => /^\p{Ll}/u.test(text));
  let left = MOST_CORRECTED;
  return matches.flatMap((match, i) => {
    const token = withVerbAsAsked(tokenOf(match, isMixed), matches.slice(Math.max(0, i - 3), i));
    if (token.kind !== 'word' || knownWords.has(token.key)) return [token];
    const understood = splitCompound(token) ?? splitGenitive(token);
    if (understood || token.name || left === 0 || isOwner(token, matches[i + 1])) return understood ?? [token];
    left -= 1;
    const meant = corrected(token.key);
    return [meant ? { ...token, key: meant, misspelt: true } : token];
  });
};

const tokenOf = (match: RegExpExecArray, isMixed: boolean): Token => {
  const [text] = match;
  const index = match.slice(1).findIndex((group) => group !== undefined);
  const name = isMixed && match.index > 0 && /^\p{Lu}\p{Ll}/u.test(text);
  const kind = KINDS[index] ?? 'word';
  const key = fold(text).replace(/'/g, '');
  return {
    kind,
    text,
    start: match.index,
    end: match.index + text.length,
    key,
    possessive: false,
    misspelt: false,
    name,
  };
};

const ASKED_OF_YOU = /^(?:vill|önskar|behöver|ber) (?:att )?(?:du|ni)$/i;

/** "Jag vill att du blockerar": what somebody shall do, in the present tense. */
const withVerbAsAsked = (token: Token, before: readonly RegExpExecArray[]): Token => {
  if (!token.key.endsWith('r') || !ASKED_OF_YOU.test(before.map(([text]) => text).join(' '))) return token;
  const base = [token.key.slice(0, -1), token.key.slice(0, -2)].find((key) => knownWords.has(key));
  return base === undefined ? token : { ...token, key: base };
};

/** Heads of compounds: "Visiolicenser", "Copilotprenumeration". */
const HEAD =
  /^(.{2,})(?<!s)s?((?:licen[sc]|prenumeration|abonnemang|anvandar|plats|kop|policy|subscription|forfragning|faktur)\p{L}*)$/u;

const splitCompound = (token: Token): Token[] | undefined => {
  const [, first, head] = HEAD.exec(token.key) ?? [];
  if (!first || !head || !knownWords.has(first) || !knownWords.has(head)) return undefined;
  const middle = token.end - head.length;
  return [
    { ...token, key: first, text: token.text.slice(0, -head.length), end: middle },
    { ...token, key: head, text: token.text.slice(-head.length), start: middle, name: false },
  ];
};

/** "Megans Power BI", where a product follows: a name, though it may look misspelt. */
const isOwner = ({ text }: Token, next: RegExpExecArray | undefined): boolean =>
  /^\p{Lu}.*s$/u.test(text) && next !== undefined && productWords.has(fold(next[0]));

/** "Megan's", and "Visios" of a product. */
const splitGenitive = (token: Token): Token[] | undefined => {
  const [, owner] = /^(.+)'s?$/u.exec(token.text) ?? [];
  if (owner) return [{ ...token, text: owner, end: token.start + owner.length, key: fold(owner), possessive: true }];
  const base = token.key.replace(/s$/, '');
  return token.key.endsWith('s') && base.length > 3 && productWords.has(base) ? [{ ...token, key: base }] : undefined;
};
