import { findPeople, type ResolvedPeople, resolvePeople } from '../../directory/people.ts';
import { refuse } from '../api/errors.ts';
import type { Actor, Person } from '../api/types.ts';
import type { Service } from './service.ts';

/** People whom one question may name. */
const MOST_NAMED = 100;
/** People whom one look-up may find. */
const MOST_FOUND = 50;

/** Looking people up in the directory of the tenant acted in. */
export const createPeopleQueries = ({ open, requireRight }: Service) => ({
  /**
   * People whose name, a word of it, user name or address begins with the text, whatever its case and accents; those
   * whom it names in full come first. At most 50. Refuses `forbidden`.
   */
  async findPeople(actor: Actor, text: string, limit: number): Promise<Person[]> {
    requireRight(actor, 'find-people');
    return findPeople(await open(actor), text, Math.min(limit, MOST_FOUND));
  },

  /**
   * Whom each of several names, user names, addresses or ids means, and which of them can mean nobody or several.
   * Refuses `forbidden`, `too-many` beyond 100.
   */
  async findNamedPeople(actor: Actor, texts: readonly string[]): Promise<ResolvedPeople> {
    requireRight(actor, 'find-people');
    if (texts.length > MOST_NAMED) refuse({ code: 'too-many', limit: MOST_NAMED });
    return resolvePeople(await open(actor), texts);
  },
});
