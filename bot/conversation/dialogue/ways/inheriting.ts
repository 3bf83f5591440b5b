import type { Step } from '../../../../services/conversations/dialogues.ts';
import { type Command, commandNamed } from '../../command.ts';
import { argumentsFor, nameSomething } from '../remembering/focus.ts';
import { argumentNames } from '../remembering/waiting.ts';
import type { Said } from '../said.ts';

/**
 * "Add two seats", after a subscription was spoken of: a command that does not say what it is about is about that. A verb
 * alone is only after a look at it: "buy" begins anew.
 */
export const inherited = ({ alone, dialogue, context }: Said): Step | undefined => {
  const { focus, recent } = dialogue;
  if (alone.kind !== 'command' || nameSomething(withoutPeople(alone.args))) return undefined;
  const command = commandNamed(context.commands, alone.command);
  if (!command || !isAboutOne(command)) return undefined;
  for (const { kind, said } of focus.slice(0, recent)) {
    const argument = argumentsFor(kind).find((name) => name !== 'people' && argumentNames(command).includes(name));
    const isMeant = Object.keys(alone.args).length > 0 || dialogue.steps[0]?.command === kind;
    if (argument && kind !== 'person' && isMeant)
      return { command: alone.command, args: { ...alone.args, [argument]: said } };
  }
  return undefined;
};

const withoutPeople = ({ people: _, ...args }: Step['args']): Step['args'] => args;

/** Lists and reports say something without being about one thing. */
const isAboutOne = (command: Command): boolean =>
  command.effect !== 'reads' || ['subscription', 'invoice'].includes(command.name);
