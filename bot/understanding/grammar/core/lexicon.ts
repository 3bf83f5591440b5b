import type { Language, SpokenCommandName } from '../../../../locales/index.ts';
import { fold } from '../../../../services/text/normal-form.ts';
import { en } from '../en/index.ts';
import { sv } from '../sv/index.ts';
import { products } from './products.ts';
import type { Vocabulary, Ways } from './vocabulary.ts';

/** Words that stand for something: a tag of the rules, and the value where it is an argument's. */
export interface Entry {
  readonly words: readonly string[];
  readonly tag: string;
  readonly value: string | number | true;
}

const formsOf = (way: string): string[][] => formsAsWritten(fold(way));

/** Every form that a way of saying stands for, as words. */
export const formsAsWritten = (way: string): string[][] =>
  way
    .match(/\([^)]*\)|[^\s()]+/g)
    ?.reduce<string[][]>(
      (forms, part) => forms.flatMap((form) => formsOfPart(part).map((more) => [...form, ...more])),
      [[]],
    ) ?? [];

const formsOfPart = (part: string): string[][] => {
  if (!part.startsWith('(')) return part.split('/').map((word) => [word]);
  return [[], ...formsAsWritten(part.slice(1, -1))];
};

const entriesFor = (tag: string, ways: Ways, value: Entry['value'] = true): Entry[] =>
  ways.flatMap(formsOf).map((words) => ({ words, tag, value }));

const NUMERIC = new Set(['number', 'article', 'days']);

const entriesOf = ({ phrases, words, values, dates }: Vocabulary): Entry[] => [
  ...[...Object.entries(words), ...Object.entries(phrases)].flatMap(([tag, ways]) => entriesFor(tag, ways)),
  ...Object.entries(values).flatMap(([tag, choices]) =>
    Object.entries(choices).flatMap(([value, ways]) =>
      entriesFor(tag, ways, NUMERIC.has(tag) && /^\d/.test(value) ? Number(value) : value),
    ),
  ),
  ...Object.entries(dates).flatMap(([english, ways]) => entriesFor('date', ways, english)),
];

const lexicon: readonly Entry[] = [
  ...[en, sv].flatMap(entriesOf),
  ...Object.entries(products).flatMap(([name, ways]) => entriesFor('product', ways, name)),
];

/** What products are usually called → the spelling that finds them. */
export const productPhrases: readonly { readonly words: readonly string[]; readonly value: string }[] = Object.entries(
  products,
).flatMap(([value, ways]) => ways.flatMap(formsOf).map((words) => ({ words, value })));

/** Things by a key of theirs, in their order. */
export const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return groups;
};

/** First word → everything that begins with it, the longest first. */
const byFirstWord = groupBy(
  [...lexicon].sort((a, b) => b.words.length - a.words.length),
  ({ words: [first = ''] }) => first,
);

/** The longest known words at the start of these, with all their meanings. */
export const lookUp = (words: readonly string[]): readonly Entry[] => {
  const starting = byFirstWord.get(words[0] ?? '') ?? [];
  const found = starting.filter((entry) => entry.words.every((word, i) => words[i] === word));
  return found.filter((entry) => entry.words.length === found[0]?.words.length);
};

const wordsOf = (some: readonly Entry[]): ReadonlySet<string> => new Set(some.flatMap(({ words }) => words));

/** Every word that stands in an entry. */
export const knownWords = wordsOf(lexicon);

const waysOf = ({ phrases, words, values, dates }: Vocabulary): string[] =>
  [phrases, words, dates, ...Object.values(values)].flatMap((ways) => Object.values(ways).flat());

/** Each language's own words in small letters, with their accents and without. */
export const wordsIn: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(waysOf(en).flatMap((way) => [...formsAsWritten(way), ...formsOf(way)].flat())),
  sv: new Set(waysOf(sv).flatMap((way) => [...formsAsWritten(way), ...formsOf(way)].flat())),
};

const LONG = 7;
const isLong = ({ length }: string): boolean => length >= LONG;

/** Words that mean little alone: a name that looks like one is likelier the name. */
const LITTLE = new Set([
  ...['filler', 'unsure', 'chat', 'must', 'did', 'people', 'number', 'direction', 'common', 'role', 'explain'],
  ...['pronoun', 'ours', 'costs', 'needs', 'back', 'bring', 'gather', 'need-not', 'longer', 'definition', 'self'],
]);

/** The words that a misspelt one may have been meant for. Short ones only where they stand alone or name a product. */
export const weightyWords = wordsOf(
  lexicon.filter(
    ({ tag, words }) => !LITTLE.has(tag) && (words.length === 1 || tag === 'product' || words.every(isLong)),
  ),
);

/** The words that alone stand for one of some tags. */
export const wordsTagged = (tags: readonly string[]): ReadonlySet<string> =>
  wordsOf(lexicon.filter(({ tag, words }) => words.length === 1 && tags.includes(tag)));

export const productWords = wordsOf(lexicon.filter(({ tag }) => tag === 'product'));

/** Whether there is a command of this name that a sentence can ask for. */
export const isSpokenCommand = (name: string): name is SpokenCommandName => Object.hasOwn(en.phrases, name);

/** One phrase of each way to name a command. */
export const phraseBook = [en, sv].flatMap(({ phrases }) =>
  Object.keys(phrases)
    .filter(isSpokenCommand)
    .flatMap((command) =>
      phrases[command].slice(0, 2).map((way) => ({ command, phrase: formsOf(way)[0]?.join(' ') ?? '' })),
    ),
);
