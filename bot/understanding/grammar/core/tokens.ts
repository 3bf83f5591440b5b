import { evened, fold, nameKey } from '../../../../services/text/normal-form.ts';
import { isPlainWord } from '../../classifier/classify.ts';
import type { Mention } from '../../recognition/mention.ts';
import { isCompoundHead, partsOfCompound } from './compounds.ts';
import { knownWords, productWords } from './lexicon.ts';
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
  /** What of the tenant it names. */
  readonly mention?: Mention;
}

/** The text as it is read: evened, without the mark-up of mentions. Made twice, it is the same. */
export const tidy = (text: string): string =>
  evened(text.replace(/[²³¹⁰-⁹]+/g, '^$&').replace(/<\/?at[^>]{0,40}>/gi, ' '))
    .replace(/(?<=\d)'s\b/gi, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Whole numbers, and what stands where one is expected: "-1", "1,5", "10^9", "5-10", "50 %", "$20", "1 000". */
const NUMBER = String.raw`(?:[-±]?[$€£]?[.,]?(?:\d{1,3}(?: 000)+|\d{1,3}-\d{1,6}|\d+(?:[.,'^*×/⁄]\d+|e\d+)*)(?: ?%| percent| procent|[km])?|∞)`;

/** Whatever has three digits and stands behind "invoice", other than a subscription, a year or a day. */
const BEHIND_INVOICE = [
  String.raw`(?<=(?<![\p{L}\p{N}])(?:invoice|bill|faktura|fakturan|räkning|räkningen|kvitto)(?: (?:no|nr|number|num|nummer)\.?)?[ :#]{1,3})`,
  String.raw`(?![sc]-?\d+(?![\p{L}\p{N}])|(?:19|20)\d\d(?![\p{L}\p{N}/._-]))(?=\S*\d\S*\d\S*\d)[\p{L}\p{N}]+(?:[-/._][\p{L}\p{N}]+)*`,
].join('');

const patterns: Readonly<Record<Kind, string>> = {
  email: String.raw`[\p{L}\p{N}._%+#-]{1,64}@[\p{L}\p{N}.-]{0,200}[\p{L}\p{N}]`,
  id: String.raw`(?<![\p{L}\p{N}])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\p{L}\p{N}])`,
  iso: String.raw`\d{4}-\d\d-\d\d(?!\d)`,
  'invoice-number': String.raw`(?<![\p{L}\p{N}])(?:[a-z]-?\d{3,12}-\d{1,4}|[abd-rt-z]-?\d{5,12})(?![\p{L}\p{N}])|${BEHIND_INVOICE}`,
  ref: String.raw`(?<![\p{L}\p{N}])(?:[a-z]-\d{1,12}|[a-z]\d{3,12}|[sc] \d{4,12})(?![\p{L}\p{N}])`,
  number: String.raw`(?<![\p{L}\p{N}])${NUMBER}(?=(?:st|x|pcs)?(?![\p{L}\p{N}]))`,
  word: String.raw`[\p{L}\p{N}]+(?:'\p{L}+)*'?|&|\+`,
};
const TOKEN = new RegExp(KINDS.map((kind) => `(${patterns[kind]})`).join('|'), 'giu');

const startingAt = (at: number): RegExp => {
  const pattern = new RegExp(TOKEN);
  pattern.lastIndex = at;
  return pattern;
};

/** Unknown words that are looked up as misspellings; with more of them a text is no request. */
const MOST_CORRECTED = 8;

/** How many tokens a tidy sentence has, counted without a look at any; a few more where words are put together. */
export const countTokens = (said: string): number => said.match(TOKEN)?.length ?? 0;

/** The tokens of a tidy sentence, in order; what it names of the tenant is one each. */
export const tokens = (said: string, named: readonly Mention[] = []): Token[] => {
  const reading: Reading = { said, isMixed: /(?<![\p{L}\p{N}'])\p{Ll}/u.test(said), left: MOST_CORRECTED };
  let from = 0;
  return [
    ...named.flatMap((mention) => {
      const before = tokensBetween(reading, from, mention.from, mention);
      const token = tokenOfMention(said, mention);
      from = token.end;
      return [...before, token];
    }),
    ...tokensBetween(reading, from, said.length, undefined),
  ];
};

/** A sentence that is being read. */
interface Reading {
  readonly said: string;
  readonly isMixed: boolean;
  /** Words that may still be looked up as misspellings. */
  left: number;
}

/** "Megan's", "Megans", "Visios", "Power BI:erna", "Lo Ek (Ext)'s": the bracket and the s are a part of the token. */
const AFTER_NAME = /^(?:[)\]}]?(?:'s?|s|:\p{Ll}{1,4})(?![\p{L}\p{N}])|[)\]}])/u;
/** "Acmes" before the head of a compound. */
const IN_COMPOUND = /^([s-]?)(\p{L}{3,})/u;

const tokenOfMention = (said: string, mention: Mention): Token => {
  const { from: start, to, kind } = mention;
  const text = said.slice(start, to);
  const rest = said.slice(to, to + 40);
  const ending = AFTER_NAME.exec(rest)?.[0] ?? '';
  const [, binding = '', head = ''] = IN_COMPOUND.exec(rest) ?? [];
  const end = to + (ending || (isCompoundHead(fold(head)) ? binding : '')).length;
  const isWho = kind === 'person' || kind === 'customer';
  const forms = { possessive: isWho && /['s]/.test(ending), name: isWho, misspelt: false };
  return { kind: 'word', text, start, end, key: nameKey(text), ...forms, mention };
};

const tokensBetween = (reading: Reading, from: number, to: number, next: Mention | undefined): Token[] => {
  const matches = [...reading.said.slice(0, to).matchAll(startingAt(from))];
  return matches.flatMap((match, i) => {
    const token = withVerbAsAsked(tokenOf(match, reading.isMixed), matches.slice(Math.max(0, i - 3), i));
    const following = matches[i + 1]?.[0];
    const isOwner = isBeforeProduct(following, next) && /^\p{Lu}.*s$/u.test(token.text);
    return token.kind === 'word' ? understood(token, reading, isOwner) : [token];
  });
};

const isBeforeProduct = (following: string | undefined, next: Mention | undefined): boolean =>
  following ? productWords.has(fold(following)) : next?.kind === 'product';

/** A word as it is known, or the words that it is made of; a name, such as the owner of a product, may look misspelt. */
const understood = (token: Token, reading: Reading, isOwner: boolean): Token[] => {
  if (knownWords.has(token.key)) return [token];
  const split = splitCompound(token) ?? splitGenitive(token);
  if (split || token.name || reading.left === 0 || isOwner) return split ?? [token];
  reading.left -= 1;
  const meant = isPlainWord(token.key) ? undefined : corrected(token.key);
  return [meant ? { ...token, key: meant, misspelt: true } : token];
};

const tokenOf = (match: RegExpExecArray, isMixed: boolean): Token => {
  const [text] = match;
  const index = match.slice(1).findIndex((group) => group !== undefined);
  const isFirst = /(?:^|[.!?]\s*)$/.test(match.input.slice(Math.max(0, match.index - 4), match.index));
  const name = isMixed && match.index > 0 && !isFirst && /^\p{Lu}\p{Ll}/u.test(text);
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

const splitCompound = (token: Token): Token[] | undefined => {
  const [first, head] = partsOfCompound(token.key) ?? [];
  if (first === undefined || head === undefined) return undefined;
  if (first === '') return [{ ...token, key: head, name: false }];
  const middle = token.end - head.length;
  return [
    { ...token, key: first, text: token.text.slice(0, -head.length), end: middle },
    { ...token, key: head, text: token.text.slice(-head.length), start: middle, name: false },
  ];
};

/** "Megan's", and "Visios" of a product. */
const splitGenitive = (token: Token): Token[] | undefined => {
  const [, owner] = /^(.+)'s?$/u.exec(token.text) ?? [];
  if (owner) return [{ ...token, text: owner, end: token.start + owner.length, key: fold(owner), possessive: true }];
  const base = token.key.replace(/s$/, '');
  return token.key.endsWith('s') && base.length > 3 && productWords.has(base) ? [{ ...token, key: base }] : undefined;
};
