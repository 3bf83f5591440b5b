import type { NamedPhrase, Phrase } from '../commerce/api/recognition.ts';
import type { Person, UserId } from '../commerce/api/types.ts';
import { isSlip } from '../text/slips.ts';
import { fitOf, personOf, prefixRange, termOf, wholeNames, wordsRange } from './name-index.ts';
import { type ReadRange, rangesOf } from './name-ranges.ts';
import { type Directory, readPeople } from './people.ts';

/** People told of a name that several have. */
const MOST_MEANT = 8;
/** Members among which a slip is looked for; where there are more, too many could be meant. */
const MOST_NEAR = 60;
/** Words of a phrase by which it is looked up; a longer name is told by what is found. */
const MOST_READ = 3;

/** A member of the names index, and how many words of a phrase it accounts for. */
interface Hit {
  readonly person: UserId;
  readonly length: number;
  /** The last word is only begun. */
  readonly begun: boolean;
  readonly genitive: boolean;
  readonly slip: boolean;
}

/**
 * Whom each phrase names, if anybody. It reads a few ranges of the names index for each phrase, in two goes at most, and
 * those who are found: as much in a large directory as in a small one.
 */
export const recognizePeople = async (
  directory: Directory,
  phrases: readonly Phrase[],
): Promise<(NamedPhrase | undefined)[]> => {
  const membersIn = rangesOf(directory);
  return Promise.all(
    phrases.map(async (phrase) => {
      const hits = bestOf(await hitsOf(membersIn, phrase));
      const [{ length } = { length: 0 }] = hits;
      const near = length < 2 ? bestOf(await slipsIn(membersIn, phrase, length)) : [];
      return named(directory, phrase, near.length > 0 ? near : hits);
    }),
  );
};

const hitsOf = async (membersIn: ReadRange, phrase: Phrase): Promise<Hit[]> => {
  const { words, least, comma, everyday } = phrase;
  const straight = lengths(words, least).flatMap((length) => {
    const some = words.slice(0, length);
    return [some, ...withoutS(some)].map(async (these, i) => {
      const isWhole = length === 1 || i > 0 || comma === length - 1;
      const range = (isWhole ? wordsRange : prefixRange)(these.join(' '));
      const found = await membersIn(range, MOST_MEANT + 1);
      return found.map((member) => hitOf(member, i > 0 ? these : words, { everyday, genitive: i > 0 }));
    });
  });
  const found = await Promise.all([...straight, ...turnedHits(membersIn, phrase)]);
  return found.flat().filter(({ length }) => length >= least);
};

const lengths = (words: readonly string[], least: number): number[] =>
  words.slice(0, MOST_READ).flatMap((_, i) => (i + 1 >= least ? [i + 1] : []));

/** "megans" as "megan". */
const withoutS = (words: readonly string[]): string[][] => {
  const last = words.at(-1) ?? '';
  return last.length > 3 && last.endsWith('s') ? [[...words.slice(0, -1), last.slice(0, -1)]] : [];
};

/** As far as the words of the member's term and of the phrase are the same; the last may be begun, misspelt or have an s. */
const hitOf = (
  member: string,
  words: readonly string[],
  { everyday, genitive }: { everyday: readonly string[]; genitive: boolean },
): Hit => {
  const term = termOf(member).split(' ');
  let length = 0;
  while (length < term.length && term[length] === words[length]) length += 1;
  const hit = { person: personOf(member), length, begun: false, genitive, slip: false };
  const [next, meant] = [words[length] ?? '', term[length] ?? ''];
  if (length === 0 || next === '' || meant === '' || everyday.includes(next)) return hit;
  if (next === `${meant}s`) return { ...hit, length: length + 1, genitive: true };
  if (meant.startsWith(next)) return { ...hit, length: length + 1, begun: true };
  return isSlip(next, meant) ? { ...hit, length: length + 1, slip: true } : hit;
};

/** The last name first: "Berg, Anna", "van der Meer, Jan", "Berg Anna". */
const turnedHits = (membersIn: ReadRange, { words, comma = 1 }: Phrase): Promise<Hit[]>[] => {
  const [last, first] = [words.slice(0, comma), words[comma]];
  if (first === undefined) return [];
  const length = comma + 1;
  return [[first], ...withoutS([first])].map(async ([name = ''], i) => {
    const found = await membersIn(wordsRange([name, ...last].join(' ')), MOST_MEANT + 1);
    return found.map((member) => ({ person: personOf(member), length, begun: false, genitive: i > 0, slip: false }));
  });
};

/** Names of which one word is misspelt; of a single word only where nobody is found, and few begin like it. */
const slipsIn = async (membersIn: ReadRange, { words, least, everyday }: Phrase, known: number): Promise<Hit[]> => {
  const [first = '', second] = words;
  const near = async (prefix: string, at: number, typed: string, length: number): Promise<Hit[]> => {
    if (everyday.includes(typed) || length < least || length <= known) return [];
    const found = await membersIn(prefixRange(prefix), MOST_NEAR);
    if (found.length === MOST_NEAR) return [];
    const hits = found.filter((member) => isSlip(typed, termOf(member).split(' ')[at] ?? ''));
    return hits.map((member) => ({ person: personOf(member), length, begun: false, genitive: false, slip: true }));
  };
  const looks = [
    near(first.slice(0, 2), 0, first, 1),
    ...(second ? [near(`${first} `, 1, second, 2), near(`${second} `, 1, first, 2)] : []),
  ];
  return (await Promise.all(looks)).flat();
};

/** The longest, and of these those without a fault, else those that end with a word. */
const bestOf = (hits: readonly Hit[]): Hit[] => {
  const most = Math.max(...hits.map(({ length }) => length));
  const longest = hits.filter(({ length }) => length === most);
  const better: ((hit: Hit) => boolean)[] = [({ slip }) => !slip, ({ begun }) => !begun, ({ genitive }) => !genitive];
  return better.reduce((best, isBetter) => (best.some(isBetter) ? best.filter(isBetter) : best), longest);
};

const named = async (
  directory: Directory,
  { words }: Phrase,
  hits: readonly Hit[],
): Promise<NamedPhrase | undefined> => {
  const [first] = hits;
  if (!first) return undefined;
  const { length, genitive } = first;
  const found = await readPeople(directory, [...new Set(hits.map(({ person }) => person))].slice(0, MOST_MEANT));
  const said = words.slice(0, length).join(' ');
  const name = genitive ? said.slice(0, -1) : said;
  const whole = found.filter((person) => isWhole(person, name, words.slice(0, length)));
  const exact = whole.length > 0 && !first.slip;
  const people = (exact ? whole : found).sort((a, b) => a.displayName.localeCompare(b.displayName));
  const given = people.some(({ displayName }) => fitOf(displayName, name) === 'given');
  return people.length > 0 ? { length, people, exact, given, genitive } : undefined;
};

const isWhole = ({ displayName }: Person, name: string, words: readonly string[]): boolean => {
  const names = wholeNames(displayName);
  return names.has(name) || words.some((_, i) => names.has([...words.slice(i), ...words.slice(0, i)].join(' ')));
};
