import type { Person, UserId } from '../commerce/types.ts';
import type { Redis } from '../redis/client.ts';
import type { GenerationKeys } from '../redis/keys.ts';
import { fold } from './fold.ts';
import { decodePerson } from './person-hash.ts';

/** The directory of one tenant. */
export interface Directory {
  readonly redis: Redis;
  readonly keys: GenerationKeys;
}

export const readPerson = async ({ redis, keys }: Directory, id: UserId): Promise<Person | undefined> =>
  decodePerson(await redis.hGetAll(keys.person(id)));

/** The people with these ids, in that order; those who are gone are left out. */
export const readPeople = async (directory: Directory, ids: readonly UserId[]): Promise<Person[]> => {
  const people = await Promise.all(ids.map((id) => readPerson(directory, id)));
  return people.filter((person) => person !== undefined);
};

/**
 * People whose name, a word of it, or user name begins with the text; case and accents do not matter ("asa" finds
 * Åsa). Sorted by name, at most `limit`.
 */
export const findPeople = async (directory: Directory, text: string, limit: number): Promise<Person[]> => {
  const prefix = fold(text.trim());
  if (prefix === '') return [];
  const members = await directory.redis.zRange(directory.keys.names, `[${prefix}`, `(${prefix}\uffff`, {
    BY: 'LEX',
    LIMIT: { offset: 0, count: limit * NAMES_EACH },
  });
  const ids = new Set(members.map((member) => member.slice(member.lastIndexOf('\t') + 1) as UserId));
  const people = await readPeople(directory, [...ids]);
  return people.sort((a, b) => a.displayName.localeCompare(b.displayName)).slice(0, limit);
};

/** A person stands in the index under the words of the name, the whole of it and the user name. */
const NAMES_EACH = 5;
