import type { NamesFound } from '../../../services/commerce/api/recognition.ts';
import { nameKey } from '../../../services/text/normal-form.ts';
import { isSlip } from '../../../services/text/slips.ts';
import { isCompoundHead } from '../grammar/core/compounds.ts';
import { lookUp } from '../grammar/core/lexicon.ts';
import { EVERYDAY_PRODUCTS } from '../grammar/core/products.ts';
import type { Mention } from './mention.ts';
import { type NamedProducts, type ProductIndex, productIndexOf } from './product-index.ts';
import { isJoinedInThing, tagsOfWord, type Word } from './words.ts';

/** Words of one name. */
const LONGEST = 9;

/** The products of a catalogue that a text names, by whole names, beginnings of two words, old names and nicknames. */
export const productsIn = (words: readonly Word[], products: NamesFound['products']): Mention[] => {
  const index = productIndexOf(products);
  return words.flatMap((_, at) => {
    const found = longestAt(words, at, index);
    return found ? [found, ...goingOn(words, found, index)] : [];
  });
};

/** "Visio Plan 1 and 2", "Power BI Pro and Premium": the last word of another name that begins alike. */
const goingOn = (words: readonly Word[], { from, to }: Mention, { names }: ProductIndex): Mention[] => {
  const these = words.filter((word) => word.from >= from && word.to <= to);
  const next = words.slice(words.findIndex((word) => word.from >= to));
  const at = isJoining(next[0]) ? 1 : 0;
  const last = at === 1 || /^\s*[,&+/]\s*$/.test(next[0]?.gap ?? '') ? next[at] : undefined;
  if (!last || these.length < 2 || beginsProduct(next.slice(at + 1))) return [];
  const found = names.get(keyOfNames([...these.slice(0, -1), last]));
  return found ? [{ from: last.from, to: last.to, kind: 'product', ...found, exact: false }] : [];
};

/** "Visio Plan 1 and 2 Copilot": that number is one of licenses. */
const beginsProduct = (words: readonly Word[]): boolean =>
  lookUp(words.slice(0, LONGEST).map(({ key }) => key)).some(({ tag }) => tag === 'product');

const keyOfNames = (these: readonly Word[]): string => these.map(keyOfWord).join('');

const isJoining = (word: Word | undefined): boolean => word !== undefined && tagsOfWord(word).includes('and');

const longestAt = (words: readonly Word[], at: number, index: ProductIndex): Mention | undefined => {
  const these = joinedWords(words, at);
  const name = [...these.keys()].map((i) => keysOf(these.slice(0, i + 1)));
  for (const [length, keys] of [...name.entries()].reverse()) {
    const last = these[length];
    const [found, key] = firstFound(keys, { these: these.slice(0, length + 1), next: these[length + 1] }, index);
    const isAnother = found?.exact === false && isPartOfAnother(these, length + 1);
    if (last && found && key !== undefined && !isAnother) return mentionOf(words, at, { last, found, key });
  }
  return undefined;
};

/** "Acme Plan 5" is none of those plans that have other numbers, nor is a product of Microsoft's that is not there. */
const isPartOfAnother = (these: readonly Word[], length: number): boolean => {
  const rest = these.slice(length, length + 2).map(({ gap, key }) => gap + key);
  const usual = lookUp(these.map(({ key }) => key)).filter(({ tag }) => tag === 'product');
  return (
    /^(?: plan)? \d{1,2}$/.test(rest.join('').replace(/^( \d+).*/, '$1')) ||
    usual.some(({ words }) => words.length > length)
  );
};

/** The words from one on that may be of one name. */
const joinedWords = (words: readonly Word[], at: number): Word[] => {
  const rest = words.slice(at, at + LONGEST);
  const end = rest.findIndex((word, i) => i > 0 && !isJoinedInThing(word));
  return end < 0 ? rest : rest.slice(0, end);
};

/** A name in one piece → what of the last word belongs to it: all, all but the s, or what stands before a head. */
const keysOf = (these: readonly Word[]): Map<string, string> => {
  const last = these.at(-1)?.key ?? '';
  const before = these.slice(0, -1).map(keyOfWord).join('');
  return new Map([last, ...endings(last)].map((part) => [before + keyOfWord({ key: part }), part]));
};

/** "M365" as "365", which names are found by without the vendor. */
const keyOfWord = ({ key }: Pick<Word, 'key'>): string => (/^(?:m|o|ms)365$/.test(key) ? '365' : key);

/** A catalogue has few words that can be meant. */
const SHORTEST_MISSPELT = 4;
/** What may stand before an ending, and a whole word with one. */
const [SHORTEST_PART, LONGEST_WORD] = [3, 40];

/** "Visios", "copilotar", "visiolicens", "copilotförfrågan". */
const endings = (word: string): string[] => {
  if (word.length > LONGEST_WORD) return [];
  const [plural = ''] = /(?:s|[ae]r(?:na)?)$/.exec(word) ?? [];
  const found = plural !== '' && word.length >= SHORTEST_PART + plural.length ? [word.slice(0, -plural.length)] : [];
  for (let end = word.length - SHORTEST_PART; end >= SHORTEST_PART; end -= 1)
    if (isCompoundHead(word.slice(end))) found.push(word.slice(0, end), word.slice(0, end).replace(/s$/, ''));
  return found;
};

const firstFound = (
  keys: ReadonlyMap<string, string>,
  { these, next }: { readonly these: readonly Word[]; readonly next: Word | undefined },
  { names, byLetter }: ProductIndex,
): [NamedProducts?, string?] => {
  for (const [key, part] of keys) {
    const found = names.get(key);
    if (found && !isEveryday(key, these, next)) return [found, part];
  }
  if (these.every(({ known }) => known)) return [];
  const typed = these.map(({ key }) => key);
  const [meant, another] = byLetter.get(typed[0]?.charAt(0) ?? '')?.filter((name) => isMisspelt(typed, name)) ?? [];
  const found = meant && !another ? names.get(meant.join('')) : undefined;
  return found ? [{ ...found, exact: false }, typed.at(-1)] : [];
};

/** "A project", but not "project licenses": the grammar tells when else it is a product all the same. */
const isEveryday = (key: string, [first]: readonly Word[], next: Word | undefined): boolean =>
  EVERYDAY_PRODUCTS.has(key) && first?.capital === false && !(next && tagsOfWord(next).some(isOfProduct));

const isOfProduct = (tag: string): boolean => ['license', 'licenses', 'subscription', 'subscriptions'].includes(tag);

/** One word has a slip; a plan is told by its number, in which nobody is taken to have slipped. */
const isMisspelt = (typed: readonly string[], name: readonly string[]): boolean => {
  const wrong = typed.filter((word, i) => word !== name[i]);
  const [one, another] = wrong;
  if (typed.length !== name.length || one === undefined || another !== undefined) return false;
  return !/\d/.test(one) && isSlip(one, name[typed.indexOf(one)] ?? '', SHORTEST_MISSPELT);
};

const VENDORS = ['microsoft', 'office', 'ms'];

const mentionOf = (
  words: readonly Word[],
  at: number,
  { last, found, key }: { last: Word; found: NamedProducts; key: string },
): Mention => {
  const before = words[at - 1];
  const first = before && VENDORS.includes(before.key) && words[at]?.gap === ' ' ? before : words[at];
  return { from: first?.from ?? last.from, to: last.from + lengthOf(last.text, key), kind: 'product', ...found };
};

/** How much of a word as it is written has this key. */
const lengthOf = (text: string, key: string): number => {
  for (let length = key.length; length < text.length; length += 1)
    if (nameKey(text.slice(0, length)) === key) return length;
  return text.length;
};
