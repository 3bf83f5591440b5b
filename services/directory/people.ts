import type { Person, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import type { GenerationKeys } from '../redis/keys.ts';
import { fold, nameKey } from '../text/normal-form.ts';
import { fitOf, type NameFit, personOf, prefixRange, typedNames, wholeNames } from './name-index.ts';
import { decodePerson } from './person-hash.ts';

/** The directory of one tenant. */
export interface Directory {
  readonly redis: Redis;
  readonly keys: GenerationKeys;
}

/** Names and addresses that somebody typed, and whom they mean. */
export interface ResolvedPeople {
  /** In the order of the texts. */
  readonly found: readonly { readonly wanted: string; readonly person: Person; readonly fit: NameFit }[];
  /** Several people each, the likeliest first. */
  readonly ambiguous: readonly { readonly wanted: string; readonly people: readonly Person[]; readonly fit: NameFit }[];
  readonly unknown: readonly string[];
}

export const readPerson = async ({ redis, keys }: Directory, id: UserId): Promise<Person | undefined> =>
  decodePerson(await redis.hGetAll(keys.person(id)));

/** The people with these ids, in that order; those who are gone are left out. */
export const readPeople = async (directory: Directory, ids: readonly UserId[]): Promise<Person[]> => {
  const people = await Promise.all(ids.map((id) => readPerson(directory, id)));
  return people.filter((person) => person !== undefined);
};

/**
 * People whose name from one of its words on, user name or address begins with the text; case, accents and the kind of a
 * letter do not matter ("asa" finds Åsa, "Berg, Anna" Anna Berg). Those whom it names in full come first, then by name;
 * at most `limit`, and none for an empty text.
 */
export const findPeople = async (directory: Directory, text: string, limit: number): Promise<Person[]> => {
  const terms = [...new Set([...typedNames(text), fold(text)])].filter(Boolean);
  const found = await Promise.all(terms.map((term) => idsByPrefix(directory, term, limit)));
  const people = await readPeople(directory, [...new Set(found.flat())].slice(0, limit));
  const rank = (person: Person): number => (isNamed(person, text) ? 0 : 1);
  return people.sort((a, b) => rank(a) - rank(b) || a.displayName.localeCompare(b.displayName));
};

/** Whom each of several names, user names, addresses or ids means: one named in full, or else the only one found. */
export const resolvePeople = async (directory: Directory, texts: readonly string[]): Promise<ResolvedPeople> => {
  const meant = await Promise.all(texts.map(async (wanted) => ({ wanted, ...(await meanings(directory, wanted)) })));
  return {
    found: meant.flatMap(({ wanted, fit, people: [person, another] }) =>
      person && !another ? { wanted, fit, person } : [],
    ),
    ambiguous: meant.filter(({ people }) => people.length > 1),
    unknown: meant.filter(({ people }) => people.length === 0).map(({ wanted }) => wanted),
  };
};

/** People offered where a text can mean several. */
const OFFERED = 8;
/** Members of the names index read at a time; a person stands there under each word, the whole and the user name. */
const PAGE = 100;

/** "Lee Gu (leeg@contoso.example)" as cards show it, and `Lee Gu <leeg@contoso.example>` as mail does. */
const WITH_ADDRESS = /^(.+?)\s*[(<]\s*([^\s()<>]+@[^\s()<>]+)\s*[)>]$/u;

/** Nobody is guessed from a part of an address. */
const meanings = async (directory: Directory, wanted: string): Promise<{ people: Person[]; fit: NameFit }> => {
  const byId = await readPerson(directory, wanted.trim().toLowerCase() as UserId);
  if (byId) return { people: [byId], fit: 'whole' };
  const [, name, address] = WITH_ADDRESS.exec(wanted.trim()) ?? [];
  if (name !== undefined && address !== undefined) {
    const { people } = await meanings(directory, address);
    return { people: people.filter((person) => isNamed(person, name)), fit: 'whole' };
  }
  const people = await findPeople(directory, wanted, OFFERED);
  const named = people.filter((person) => isNamed(person, wanted));
  if (named.length > 0 || wanted.includes('@')) return { people: named, fit: 'whole' };
  const [first] = people;
  return { people, fit: first ? fitOf(first.displayName, nameKey(wanted)) : 'begun' };
};

/** Whether a text is the whole of somebody's name, user name (its domain may be left out) or address. */
const isNamed = ({ displayName, userPrincipalName, mail }: Person, text: string): boolean => {
  const [userName, names] = [fold(userPrincipalName), wholeNames(displayName)];
  const addresses = [userName, userName.replace(/@[^@]*$/, ''), fold(mail ?? '')];
  return addresses.includes(fold(text)) || typedNames(text).some((name) => names.has(name));
};

const idsByPrefix = async ({ redis, keys }: Directory, prefix: string, limit: number): Promise<UserId[]> => {
  const { min, max } = prefixRange(prefix);
  const ids = new Set<UserId>();
  for (let from = min; ; ) {
    const members = await redis.zRange(keys.names, from, max, { BY: 'LEX', LIMIT: { offset: 0, count: PAGE } });
    for (const id of members.map(personOf)) if (ids.size < limit) ids.add(id);
    const last = members.at(-1);
    if (last === undefined || members.length < PAGE || ids.size >= limit) return [...ids];
    from = `(${last}`;
  }
};
