import type { Person, UserId } from '../commerce/api/types.ts';
import { evened, fold, nameKey } from '../text/normal-form.ts';

/** Lower than any printable character, so that a name sorts before every longer one that begins with it. */
const SEPARATOR = '\t';
/** The character after the blank: above whatever continues a term with another word. */
const AFTER_BLANK = '!';

/** Words of one name that are looked up by. */
const MOST_WORDS = 8;

/** What directories put behind a name, without being a part of it. */
const ADDED = /[,\s]+(?:jr|sr|i{2,3}|iv|ph\.?d|md|mba|ext|external|extern|konsult|guest|gäst|admin|adm)\.?$/iu;

/** A name without what stands in parentheses or behind it: "Kim Smith (External)", "Ray Lund, Jr.". */
const bareName = (name: string): string => {
  const bare = name
    .replace(/\s*[([{（][^)\]}）]*[)\]}）]/gu, '')
    .replace(ADDED, '')
    .trim();
  return nameKey(bare) === '' ? name : bare;
};

/** "Berg, Anna" the other way round; without a comma the last word first. */
const turned = (name: string): string => {
  const [, last, first] = /^([^,]+),([^,]+)$/u.exec(name) ?? [];
  if (last && first) return nameKey(`${first} ${last}`);
  const words = nameKey(name).split(' ');
  return [...words.slice(-1), ...words.slice(0, -1)].join(' ');
};

/** "O'Brien" as "O Brien". */
const apart = (name: string): string => evened(name).replace(/'/g, ' ');

/** Every way in which a whole name may be typed, as `nameKey` makes it; as it stands first. */
export const wholeNames = (displayName: string): ReadonlySet<string> => {
  const bare = bareName(displayName);
  return new Set([nameKey(displayName), nameKey(apart(displayName)), nameKey(bare), turned(bare)].filter(Boolean));
};

/** A name from each of its words on: what is typed of it begins with one of them. */
const fromEachWord = (name: string): string[] => {
  const words = name.split(' ').slice(0, MOST_WORDS);
  return words.map((_, i) => words.slice(i).join(' '));
};

/** How a text fits a name: all of it, its beginning, a later part, or a word of it that is only begun. */
export type NameFit = 'whole' | 'given' | 'family' | 'begun';

/** How words (`nameKey`) that were found in the names index fit a name. */
export const fitOf = (displayName: string, typed: string): NameFit => {
  const whole = [...wholeNames(displayName)];
  const begins = (name: string): boolean => name === typed || name.startsWith(`${typed} `);
  if (whole.includes(typed)) return 'whole';
  const natural = displayName.includes(',') ? turned(bareName(displayName)) : nameKey(displayName);
  if (begins(natural)) return 'given';
  return whole.flatMap(fromEachWord).some(begins) ? 'family' : 'begun';
};

/** What somebody who typed this may have meant by it: the words in their order, and "Berg, Anna" as Anna Berg. */
export const typedNames = (text: string): string[] => {
  const swapped = /^[^,]+,[^,]+$/u.test(text) ? [turned(text)] : [];
  return [...new Set([nameKey(text), ...swapped])].filter(Boolean);
};

/**
 * The members that stand for a person in the names index: the name from each of its words on, the last word first, and
 * the user name.
 */
export const nameMembers = (person: Pick<Person, 'id' | 'displayName' | 'userPrincipalName'>): string[] => {
  const { displayName, userPrincipalName } = person;
  const whole = [nameKey(displayName) || fold(displayName), nameKey(apart(displayName))];
  const terms = [...whole.flatMap(fromEachWord), ...wholeNames(displayName), fold(userPrincipalName)];
  return [...new Set(terms.filter(Boolean))].map((term) => term + SEPARATOR + person.id);
};

/** The member that stands for a person's address where it is another than the user name, as that of a guest is. */
export const addressMembers = ({ id, mail, userPrincipalName }: Person): string[] =>
  mail === null || fold(mail) === fold(userPrincipalName) ? [] : [fold(mail) + SEPARATOR + id];

/** The member that leads to what is kept of somebody who was erased; nobody finds it by a name. */
export const erasedMember = (pseudonym: string): string => SEPARATOR + pseudonym;

/** A range of members, in lexical order. */
export interface MemberRange {
  readonly min: string;
  readonly max: string;
}

/** The range of the members whose term begins with a normal prefix. */
export const prefixRange = (prefix: string): MemberRange => ({ min: `[${prefix}`, max: `(${prefix}\u{10ffff}` });

/** The range of the members whose term begins with these words: "anna" means Anna Berg, and not Annabel. */
export const wordsRange = (words: string): MemberRange => ({
  min: `[${words}${SEPARATOR}`,
  max: `(${words}${AFTER_BLANK}`,
});

/** The person that a member of the names index stands for. */
export const personOf = (member: string): UserId => member.slice(member.lastIndexOf(SEPARATOR) + 1) as UserId;

/** What the person is found by there. */
export const termOf = (member: string): string => member.slice(0, member.lastIndexOf(SEPARATOR));
