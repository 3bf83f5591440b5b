import type { Person, UserId } from '../commerce/api/types.ts';
import { fold } from './fold.ts';

/** Lower than any printable character, so that a name sorts before every longer one that begins with it. */
const SEPARATOR = '\t';

/**
 * The members that stand for a person in the names index: each word of the display name ("Anna-Karin" is two, and
 * itself), the whole of it, and the user name, all folded.
 */
export const nameMembers = (person: Pick<Person, 'id' | 'displayName' | 'userPrincipalName'>): string[] => {
  const name = fold(person.displayName);
  const words = [...name.split(/\s+/u), ...name.split(/[^\p{L}\p{N}]+/u)];
  const terms = new Set([name, ...words, fold(person.userPrincipalName)].filter(Boolean));
  return [...terms].map((term) => term + SEPARATOR + person.id);
};

/** The member that stands for a person's address where it is another than the user name, as that of a guest is. */
export const addressMembers = ({ id, mail, userPrincipalName }: Person): string[] =>
  mail === null || fold(mail) === fold(userPrincipalName) ? [] : [fold(mail) + SEPARATOR + id];

/** The member that leads to what is kept of somebody who was erased; nobody finds it by a name. */
export const erasedMember = (pseudonym: string): string => SEPARATOR + pseudonym;

/** The range of the members whose term begins with a folded prefix. */
export const prefixRange = (prefix: string): { min: string; max: string } => ({
  min: `[${prefix}`,
  max: `(${prefix}\u{10ffff}`,
});

/** The person that a member of the names index stands for. */
export const personOf = (member: string): UserId => member.slice(member.lastIndexOf(SEPARATOR) + 1) as UserId;
