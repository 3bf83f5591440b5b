import type { ChatCompletionAction } from '@microsoft/teams-ai';
import { z } from 'zod';
import { TOPIC_IDS } from '../answers/texts.ts';
import { sayableArguments } from '../grammar/arguments.ts';
import type { MeantCommand } from '../reading.ts';

/** A command or an answer that a language model may propose, and all that it is told of it. */
export interface OfferedCommand {
  readonly name: MeantCommand['command'];
  /** What it does; of a command, in the language of the person. */
  readonly description: string;
  /** Of its arguments, the model is told those that a sentence can give. */
  readonly args: z.ZodType;
}

/** The answers to common questions, as one function. */
export const ANSWER: OfferedCommand = {
  name: 'answer',
  description: 'Shows the answer to a common question about self-service purchases or the bot, by its topic.',
  args: z.strictObject({ id: z.enum(TOPIC_IDS) }),
};

const sayableOf = ({ name }: OfferedCommand): ReadonlySet<string> =>
  name === 'answer' ? new Set(['id']) : sayableArguments(name);

/** A call as a model makes it: a name, and JSON as text. */
export interface Call {
  readonly name: string;
  readonly arguments: string;
}

/** A command as the library takes it, with its arguments as a JSON schema. */
export const actionOf = (offered: OfferedCommand): ChatCompletionAction => ({
  name: offered.name,
  description: offered.description,
  parameters: parametersOf(offered.args, sayableOf(offered)),
});

type Schema = NonNullable<ChatCompletionAction['parameters']>;

const parametersOf = (args: z.ZodType, sayable: ReadonlySet<string>): Schema => {
  const { properties = {}, required = [] } = z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' });
  const said = Object.entries(properties).filter(([name]) => sayable.has(name));
  return {
    type: 'object',
    properties: Object.fromEntries(said) as NonNullable<Schema['properties']>,
    required: required.filter((name) => sayable.has(name)),
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
export const proposalOf = (calls: readonly Call[], offered: readonly OfferedCommand[]): MeantCommand | undefined => {
  for (const call of calls) {
    const command = offered.find(({ name }) => name === call.name);
    if (command) return checkedProposal(command, call);
  }
  return undefined;
};

/**
 * Arguments that a sentence cannot give are made by cards, above all `operation` and `version`, which confirm an act: a
 * proposal that has any is refused.
 */
const checkedProposal = (command: OfferedCommand, call: Call): MeantCommand | undefined => {
  const { data: args } = callArguments.safeParse(call.arguments);
  const sayable = sayableOf(command);
  if (!args || !Object.keys(args).every((name) => sayable.has(name))) return undefined;
  return command.args.safeParse(args).success ? { command: command.name, args } : undefined;
};
