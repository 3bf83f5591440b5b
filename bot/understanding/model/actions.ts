import type { ChatCompletionAction } from '@microsoft/teams-ai';
import { z } from 'zod';
import type { Localizer } from '../../../locales/index.ts';
import type { Actor } from '../../../services/commerce/api/types.ts';
import type { Command } from '../../conversation/command.ts';
import { commandTexts } from '../../conversation/command-texts.ts';
import type { Match } from '../../conversation/match.ts';
import { allows } from '../../conversation/permission.ts';

/** A call as a model makes it: a name, and JSON as text. */
export interface Call {
  readonly name: string;
  readonly arguments: string;
}

/**
 * Arguments that a typed sentence can give. All others are made by cards, above all `operation` and `version`, which
 * confirm an act: a model is not told of them, and a proposal that has any is refused.
 */
const SAYABLE: ReadonlySet<string> = new Set([
  ...['subscription', 'subscriptions', 'target', 'product', 'purchaser', 'people', 'person', 'invoice'],
  ...['quantity', 'change', 'on', 'value', 'all'],
  ...['source', 'status', 'sort', 'expiringWithinDays', 'days', 'months', 'from', 'to', 'topic'],
]);

/** Commands that act as soon as they are said, without a question: a guess must not be enough for that. */
const ACTING_AT_ONCE: ReadonlySet<string> = new Set(['language', 'act-for', 'notify-here']);

/** What a model may propose to this person: what can be said, and what they have the right to use. */
export const proposable = (commands: readonly Command[], actor: Actor): Command[] =>
  commands.filter((command) => command.topic && allows(actor, command) && !ACTING_AT_ONCE.has(command.name));

/** A command as a model is told of it: the texts of help, and the arguments as a JSON schema. */
export const actionOf = (command: Command, localizer: Localizer): ChatCompletionAction => {
  const { summary, example } = commandTexts(command, localizer);
  return { name: command.name, description: `${summary} (“${example}”)`, parameters: parametersOf(command.args) };
};

type Schema = NonNullable<ChatCompletionAction['parameters']>;

const parametersOf = (args: z.ZodType): Schema => {
  const { properties = {}, required = [] } = z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' });
  const said = Object.entries(properties).filter(([name]) => SAYABLE.has(name));
  return {
    type: 'object',
    properties: Object.fromEntries(said) as NonNullable<Schema['properties']>,
    required: required.filter((name) => SAYABLE.has(name)),
    additionalProperties: false,
  };
};

const callArguments = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text.trim() || '{}');
    } catch {
      context.addIssue('is no JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.unknown()));

/** The first call of a command that was offered, if the command takes its arguments; everything else is nothing. */
export const proposalOf = (calls: readonly Call[], offered: readonly Command[]): Match | undefined => {
  for (const call of calls) {
    const command = offered.find(({ name }) => name === call.name);
    if (command) return checked(command, call);
  }
  return undefined;
};

const checked = (command: Command, call: Call): Match | undefined => {
  const { data: args } = callArguments.safeParse(call.arguments);
  if (!args || !Object.keys(args).every((name) => SAYABLE.has(name))) return undefined;
  return command.args.safeParse(args).success ? { command, args } : undefined;
};
