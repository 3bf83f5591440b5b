import type { Localizer } from '../../locales/index.ts';
import type { SeatProblem } from '../../services/commerce/api/licenses.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import { choiceInput, peopleNames, peopleSearch } from './inputs.ts';

/** A list of people that is being put right. */
export interface PeopleList {
  readonly people: readonly Person[];
  readonly ambiguous: readonly { readonly wanted: string; readonly people: readonly Person[] }[];
  readonly problems: readonly SeatProblem[];
}

/** "Lee Gu (leeg@contoso.example)"; not escaped. */
export const personLine = ({ displayName, userPrincipalName }: Person): string =>
  `${displayName} (${userPrincipalName})`;

/** What is wrong with a list, a line for each name; not escaped. */
export const problemLines = ({ ambiguous, problems }: PeopleList, { t }: Localizer): string[] => [
  ...problems.map(({ wanted, problem }) => t(`people.problem.${problem}`, { name: wanted })),
  ...ambiguous.map(({ wanted, people }) =>
    t(people.length === 1 ? 'people.problem.guessed' : 'people.problem.ambiguous', { name: wanted }),
  ),
];

/**
 * The list as it stands, to be changed: the choice among those whom a name fits (`chosen`), a field to find or choose
 * people (`people`), and one for names (`names`).
 */
export const peopleFields = (
  list: PeopleList,
  localizer: Localizer,
  finder: object = peopleSearch(localizer),
): object[] => {
  const choices = list.ambiguous.flatMap(({ wanted, people }) =>
    people.map((person) => ({ value: person.id, title: `${wanted}: ${personLine(person)}` })),
  );
  const which = { id: 'chosen', label: localizer.t('people.whichOne'), choices, multiple: true, expanded: true };
  const chooser = choices.length > 0 ? [choiceInput(which, localizer)] : [];
  return [...chooser, finder, peopleNames(typedNames(list), localizer)];
};

/** User names mean one person each; what is not understood stays as it was written. */
const typedNames = ({ people, ambiguous, problems }: PeopleList): string => {
  const unknown = problems.filter(({ problem }) => problem === 'unknown');
  const open = [...ambiguous, ...unknown].map(({ wanted }) => wanted);
  return [...people.map(({ userPrincipalName }) => userPrincipalName), ...open].join(', ');
};
