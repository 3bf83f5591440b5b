import { refuse } from '../../../services/commerce/api/errors.ts';
import type { Person } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../command.ts';
import { type Again, which } from './chooser.ts';

/**
 * The one person whom a text means: an id, a name, a user name or an address.
 * @throws {Refusal} `which` where several are meant; its lines run the command again with the id as `person`
 * @throws {CommerceError} `no-such-purchaser` where nobody is
 */
export const personNamed = async (
  { actor, commerce }: Pick<CommandContext, 'actor' | 'commerce'>,
  text: string,
  { verb, data }: Again,
): Promise<Person> => {
  const { found, ambiguous } = await commerce.findNamedPeople(actor, [text]);
  const [meant] = found;
  if (meant) return meant.person;
  const people = ambiguous.flatMap((each) => each.people);
  if (people.length === 0) return refuse({ code: 'no-such-purchaser', wanted: text });
  throw which(
    people.map(({ id, displayName, userPrincipalName }) => ({
      title: displayName,
      text: userPrincipalName,
      verb,
      data: { ...data, person: id },
    })),
  );
};
