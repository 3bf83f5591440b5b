import type { Step, Thing } from '../../../../services/conversations/dialogues.ts';
import { type Command, commandNamed } from '../../command.ts';
import { argumentsFor, nameSomething, thingsIn } from '../remembering/focus.ts';
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
    const argument = argumentsOf(kind).find((name) => argumentNames(command).includes(name));
    const isMeant = Object.keys(alone.args).length > 0 || looksAt(dialogue.steps[0], { kind, said });
    // Whoever is named says which request.
    const isNamed = kind === 'request' && alone.args['people'] !== undefined;
    if (argument && kind !== 'person' && isMeant && !isNamed)
      return { command: alone.command, args: { ...alone.args, [argument]: said } };
  }
  return undefined;
};

/** What is of one is of several as well. */
const argumentsOf = (kind: Thing['kind']): string[] => [
  ...argumentsFor(kind).filter((name) => name !== 'people'),
  ...(kind === 'subscription' ? ['subscriptions'] : []),
];

/** Whether somebody has just looked at it, or was told what it would mean. */
const looksAt = (last: Step | undefined, { kind, said }: Thing): boolean =>
  last !== undefined &&
  (last.command === kind || (LOOKS.has(last.command) && thingsIn(last).some((each) => each.said === said)));

const LOOKS: ReadonlySet<string> = new Set(['price', 'licenses', 'capacity', 'unused', 'centralize']);

const withoutPeople = ({ people: _, ...args }: Step['args']): Step['args'] => args;

/** Lists and reports say something without being about one thing. */
const isAboutOne = (command: Command): boolean =>
  command.effect !== 'reads' || ['subscription', 'invoice', 'export-users'].includes(command.name);
