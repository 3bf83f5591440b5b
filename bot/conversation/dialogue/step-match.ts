import type { ButtonData } from '../../../cards/kit/card.ts';
import type { Step } from '../../../services/conversations/dialogues.ts';
import { type Command, type CommandContext, commandNamed } from '../command.ts';
import { Refusal } from '../refusals/refusal.ts';
import { UNSEALED_OPERATION } from '../sealed-card.ts';

/**
 * The command that a remembered step stands for. What only a button can begin, and acts, is offered as one.
 * @throws {Refusal} `proposed`, with that button
 */
export const stepMatch = (step: Step, context: CommandContext): { command: Command; args: unknown } | undefined => {
  const command = commandNamed(context.commands, step.command);
  if (!command) return undefined;
  if (command.topic === undefined && (command.effect === 'acts' || command.name.startsWith('undo-')))
    throw new Refusal({ code: 'proposed', lines: [lineOf(command, step, context)] });
  // A button names what it undoes; a sentence asks about the last change, as it is then.
  return { command, args: command.name.startsWith('undo-') ? {} : step.args };
};

const lineOf = ({ name, effect }: Command, { args }: Step, { localizer: { t } }: CommandContext) => ({
  title: t(`commands.${name}.title`),
  verb: name,
  data: { ...(args as ButtonData), ...(effect === 'asks' && { operation: UNSEALED_OPERATION }) },
});
