import { refuse } from '../../../services/commerce/api/errors.ts';
import type { Person } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../command.ts';
import { type Again, which } from './chooser.ts';
import { ONESELF } from './named-people.ts';

/**
 * The one person whom a text means: an id, a name, a user name or an address.
 * @param argument what the id is called in the lines of a chooser
 * @throws {Refusal} `which` where several are meant; its lines run the command again with the id
 * @throws {CommerceError} `no-such-purchaser` where nobody is
 */
export const personNamed = async (
  { actor, commerce }: Pick<CommandContext, 'actor' | 'commerce'>,
  text: string,
  { verb, data }: Again,
  argument = 'person',
): Promise<Person> => {
  const { found, ambiguous } = await commerce.findNamedPeople(actor, [ONESELF.test(text) ? actor.userId : text]);
  const [meant] = found;
  if (meant) return meant.person;
  const people = ambiguous.flatMap((each) => each.people);
  if (people.length === 0) return refuse({ code: 'no-such-purchaser', wanted: text });
  throw which(
    people.map(({ id, displayName, userPrincipalName }) => ({
      title: displayName,
      text: userPrincipalName,
      verb,
      data: { ...data, [argument]: id },
    })),
  );
};

/** Whether a name may mean the person who asks. */
export const isMyself = async (
  { actor, commerce }: Pick<CommandContext, 'actor' | 'commerce'>,
  name: string,
): Promise<boolean> => {
  if (ONESELF.test(name)) return true;
  const { found, ambiguous } = await commerce.findNamedPeople(actor, [name]);
  const people = [...found.map(({ person }) => person), ...ambiguous.flatMap((each) => each.people)];
  return people.some(({ id }) => id === actor.userId);
};
