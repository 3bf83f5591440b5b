import { isPlainWord } from '../../classifier/classify.ts';
import type { Mention } from '../../recognition/mention.ts';
import { type Entry, lookUp } from './lexicon.ts';
import { EVERYDAY_PRODUCTS } from './products.ts';
import { type Token, tokens, wholeNumber } from './tokens.ts';

type Tags = ReadonlyMap<string, Entry['value']>;

/** Words that belong together, and all that they can stand for. Without any tag they are unknown: names, mostly. */
export interface Part {
  /** As it was written. */
  readonly text: string;
  /** What stands between this and the part before: blanks, a comma, an end mark. */
  readonly gap: string;
  readonly tags: Tags;
  readonly possessive: boolean;
  readonly misspelt: boolean;
  readonly name: boolean;
}

const LONGEST_PHRASE = 9;

/** The parts of a tidy sentence, in order, each as long as the known words allow; what it names is one part each. */
export const parts = (said: string, named: readonly Mention[] = []): Part[] => {
  const all = tokens(said, named);
  const found: Part[] = [];
  for (let i = 0, end = 0; i < all.length; ) {
    const { length, tags } = longestMeaning(all, i);
    const these = all.slice(i, i + length);
    const [first, last] = [these[0]?.start ?? 0, these.at(-1)?.end ?? 0];
    found.push({ text: said.slice(first, last), gap: said.slice(end, first), tags, ...flagsOf(these) });
    i += length;
    end = last;
  }
  return found;
};

const flagsOf = (these: readonly Token[]) => ({
  possessive: these.at(-1)?.possessive ?? false,
  misspelt: these.some(({ misspelt }) => misspelt),
  name: these.length === 1 && (these[0]?.name ?? false),
});

const longestMeaning = (all: readonly Token[], at: number): { length: number; tags: Tags } => {
  const token = all[at];
  if (token?.mention) return { length: 1, tags: tagsOfMention(token.mention, token) };
  if (!token || (token.kind !== 'word' && token.kind !== 'number')) return { length: 1, tags: tagsByForm(token) };
  const words = wordsUpToName(all, at);
  const found = lookUp(words);
  const length = found[0]?.words.length ?? 1;
  if (length === 1 && isEveryday(token, all.slice(Math.max(0, at - 2), at))) return { length, tags: new Map() };
  const isCommon = found.every(({ tag }) => tag === 'common');
  if (length === 1 && token.name && (isCommon || isSurname(all[at + 1]))) return { length, tags: new Map() };
  return {
    length,
    tags: new Map([
      ...tagsByForm(token),
      ...found.map(({ tag, value }) => [tag, value] as const),
      ...(found.length === 0 && isEverydayWord(token) ? [['common', true] as const] : []),
      ...doubtfulI(token, length),
    ]),
  };
};

/** A word in small letters that people's sentences are made of: nobody and nothing is called so. */
const isEverydayWord = ({ kind, text, key }: Token): boolean =>
  kind === 'word' && text === text.toLowerCase() && isPlainWord(key);

const wordsUpToName = (all: readonly Token[], at: number): string[] => {
  const next = all.slice(at, at + LONGEST_PHRASE);
  const end = next.findIndex(({ mention }) => mention !== undefined);
  return next.slice(0, end < 0 ? next.length : end).map(({ key }) => key);
};

const TAG_OF: Readonly<Record<Mention['kind'], string>> = {
  person: 'person',
  product: 'product',
  subscription: 'ref',
  invoice: 'invoice-number',
  request: 'request',
  customer: 'customer',
};

/** The id of what is named, or, where several can be meant, how they are found. */
const tagsOfMention = ({ kind, meant: [meant, another] }: Mention, { key, text }: Token): Tags => {
  const usual = kind === 'product' ? lookUp(key.split(' ')).find(({ tag }) => tag === 'product')?.value : undefined;
  return new Map([[TAG_OF[kind], meant && !another ? meant.id : (usual ?? text)]]);
};

/** "I" is no request; the Swedish "i" is a preposition. */
const doubtfulI = ({ text }: Token, length: number) =>
  text === 'I' && length === 1 ? [['unsure', true] as const] : [];

/** Words after which they are products all the same. */
const BEFORE_PRODUCT = new Set([
  'buy',
  'bought',
  'kopt',
  'kopte',
  'block',
  'for',
  'of',
  'on',
  'use',
  'using',
  'av',
  'kop',
  'blockera',
  'pa',
]);

/** Products whose names are also common words need their capital, or a word that goes with products. */
const isEveryday = ({ key, text }: Token, before: readonly Token[]): boolean =>
  EVERYDAY_PRODUCTS.has(key) && text === text.toLowerCase() && !isBehindProduct(before);

/** "Visio and project". */
const isBehindProduct = (before: readonly Token[]): boolean => {
  const [first, last] = before.length === 2 ? before : [undefined, before[0]];
  if (last && BEFORE_PRODUCT.has(last.key)) return true;
  const isJoined = last !== undefined && ['and', 'och', '&', '+'].includes(last.key);
  return isJoined && first !== undefined && lookUp([first.key]).some(({ tag }) => tag === 'product');
};

/** Whether the word before it is a name, though it may be a common word: "Per Holm", "Will Smith". */
const isSurname = (next: Token | undefined): boolean =>
  next?.kind === 'word' && next.name && lookUp([next.key]).length === 0;

/** What a token is by its form alone. */
const tagsByForm = (token: Token | undefined): Tags => {
  if (!token || token.kind === 'word') return new Map();
  const { kind, text } = token;
  if (kind === 'number') return new Map([[kind, wholeNumber(text) ?? text]]);
  const value = kind === 'ref' || kind === 'invoice-number' ? normalReference(text) : text;
  return new Map([[kind, value]]);
};

const normalReference = (text: string): string => text.toUpperCase().replace(/^([A-Z])[- ]?(?=[\d-]+$)/, '$1-');
