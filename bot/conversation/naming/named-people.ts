import { refuse } from '../../../services/commerce/api/errors.ts';
import { MAX_ASSIGNED_AT_ONCE, type SeatProblem } from '../../../services/commerce/api/licenses.ts';
import type { Person, UserId } from '../../../services/commerce/api/types.ts';
import { idText, problemsOf } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../command.ts';
import { joinedNames, splitNames } from './name-lists.ts';

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

/** How people name themselves. */
export const ONESELF = /^(?:me|myself|mig|mig själv)$/iu;

/**
 * Whom the arguments mean, in the tenant acted in.
 * @throws {CommerceError} `forbidden`, `too-many-people` beyond 100 names
 */
export const peopleNamed = async (context: CommandContext, args: PeopleArgs): Promise<NamedPeople> => {
  const { actor, commerce } = context;
  const picked = splitNames(args.chosen ?? '');
  const texts = new Set([...(await namesOf(context, args)), ...picked]);
  if (texts.size > MOST_NAMED) refuse({ code: 'too-many-people', limit: MAX_ASSIGNED_AT_ONCE });
  const wanted = [...texts].map((text) => (ONESELF.test(text) ? actor.userId : text));
  const { sure, open, unknown } = judged(await commerce.findNamedPeople(actor, wanted), wanted);
  const people = [...new Map(sure.map((person) => [person.id, person])).values()];
  return {
    people,
    ambiguous: open.filter((each) => !each.people.some(({ id }) => picked.includes(id))),
    problems: [
      ...unknown.map((wanted): SeatProblem => ({ wanted, problem: 'unknown' })),
      ...problemsOf(people.map((person) => ({ wanted: person.displayName, person }))),
    ],
  };
};

/** The whole list is asked for first, then its longer parts: "Berg, Anna" is one person where there is one of that name. */
const namesOf = async ({ actor, commerce }: CommandContext, { people, names }: PeopleArgs): Promise<string[]> => {
  const lists = [people, names].filter((list) => list !== undefined);
  const joined = lists.flatMap(joinedNames).slice(0, MOST_NAMED);
  const { found, ambiguous } = await commerce.findNamedPeople(actor, joined);
  const whole = [...found, ...ambiguous].filter(({ fit }) => fit === 'whole').map(({ wanted }) => wanted);
  return lists.flatMap((list) => splitNames(list, new Set(whole)));
};

type Resolved = Awaited<ReturnType<CommandContext['commerce']['findNamedPeople']>>;

/** Of several names, one that was guessed is asked about: from a word that is only begun, or from "Berg, Anna". */
const judged = ({ found, ambiguous, unknown }: Resolved, wanted: readonly string[]) => {
  const isGuess = ({ wanted: text, fit }: Resolved['found'][number]): boolean => {
    const [before, after] = [-1, 1].map((step) =>
      found.find((each) => each.wanted === wanted[wanted.indexOf(text) + step]),
    );
    const isReversed = (fit === 'family' && after?.fit === 'given') || (fit === 'given' && before?.fit === 'family');
    return wanted.length > 1 && (fit === 'begun' || (wanted.length === 2 && isReversed));
  };
  const guesses = found.filter(isGuess);
  return {
    sure: found.filter((each) => !guesses.includes(each)).map(({ person }) => person),
    open: [...ambiguous, ...guesses.map(({ wanted: text, person }) => ({ wanted: text, people: [person] }))],
    unknown,
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
export const idsFrom = (people: string | undefined): UserId[] => splitNames(people ?? '').map((id) => id as UserId);
