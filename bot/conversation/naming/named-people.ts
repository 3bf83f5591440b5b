import { refuse } from '../../../services/commerce/api/errors.ts';
import { MAX_ASSIGNED_AT_ONCE, type SeatProblem } from '../../../services/commerce/api/licenses.ts';
import type { Person, UserId } from '../../../services/commerce/api/types.ts';
import { idText, problemsOf } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../command.ts';

/** UTF-16 units of a list, and names in it, that are looked at; it may then still be too long for what it is for. */
const LONGEST_LIST = 5000;
const MOST_NAMED = 100;
const namesField = idText(LONGEST_LIST).optional();

/**
 * How people are named: `people` as a sentence names them, or as ids that a card's field looked up; `names` as they are
 * typed into a card; `chosen` the ids of those who were meant where a name fits several. All are lists with commas.
 */
export const peopleArgs = { people: namesField, names: namesField, chosen: namesField };

type PeopleArgs = { readonly [Name in keyof typeof peopleArgs]?: string | undefined };

/** Whom somebody has named, and what is wrong with the list. */
export interface NamedPeople {
  /** Each once; those with a problem among them. */
  readonly people: readonly Person[];
  readonly ambiguous: readonly { readonly wanted: string; readonly people: readonly Person[] }[];
  /** Who can have no license, under the name that a reader knows. */
  readonly problems: readonly SeatProblem[];
}

/** Commas, line breaks, "and", and the marks around a mention. */
const BETWEEN = /[,;\r\n&]|\s(?:and|och)\s|<\/?at\b[^>]*>/giu;
const MYSELF = /^(?:me|myself|mig|mig själv)$/iu;

/** The ids or names in a list, each once. */
const splitNames = (text = ''): string[] => [
  ...new Set(
    text
      .split(BETWEEN)
      .map((each) => each.trim())
      .filter(Boolean),
  ),
];

/**
 * Whom the arguments mean, in the tenant acted in.
 * @throws {CommerceError} `forbidden`, `too-many-people` beyond 100 names
 */
export const peopleNamed = async (
  { actor, commerce }: CommandContext,
  { people, names, chosen }: PeopleArgs,
): Promise<NamedPeople> => {
  const picked = splitNames(chosen);
  const texts = new Set([...splitNames(people), ...splitNames(names), ...picked]);
  if (texts.size > MOST_NAMED) refuse({ code: 'too-many-people', limit: MAX_ASSIGNED_AT_ONCE });
  const wanted = [...texts].map((text) => (MYSELF.test(text) ? actor.userId : text));
  const { found, ambiguous, unknown } = await commerce.findNamedPeople(actor, wanted);
  const everybody = [...new Map(found.map(({ person }) => [person.id, person])).values()];
  return {
    people: everybody,
    ambiguous: ambiguous.filter((each) => !each.people.some(({ id }) => picked.includes(id))),
    problems: [
      ...unknown.map((wanted): SeatProblem => ({ wanted, problem: 'unknown' })),
      ...problemsOf(everybody.map((person) => ({ wanted: person.displayName, person }))),
    ],
  };
};

/** The same list for taking licenses away: guests and disabled people may have one from before. */
export const mayLose = (named: NamedPeople): NamedPeople => ({
  ...named,
  problems: named.problems.filter(({ problem }) => problem === 'unknown'),
});

/** Whether the list names somebody, and nothing about it is open. */
export const isSettled = ({ people, ambiguous, problems }: NamedPeople): boolean =>
  people.length > 0 && ambiguous.length === 0 && problems.length === 0;

/** Ids for the data of a button. */
export const idsOf = (people: readonly Person[]): string => people.map(({ id }) => id).join(',');

/** The ids that such a button sent back; what is none is refused as an unknown person. */
export const idsFrom = (people: string | undefined): UserId[] => splitNames(people).map((id) => id as UserId);
