import type { Localizer } from '../../locales/index.ts';
import type { Actor } from '../../services/commerce/api/types.ts';
import { isSpokenCommand } from '../understanding/grammar/core/lexicon.ts';
import type { OfferedCommand } from '../understanding/model/actions.ts';
import type { Plan } from '../understanding/model/planner.ts';
import type { Command } from './command.ts';
import { commandTexts } from './command-texts.ts';
import { allows } from './permission.ts';
import type { Propose } from './ports.ts';

/** Lets a language model choose among what the person who asks can say and may do. */
export const createPropose =
  (plan: Plan): Propose =>
  async (text, { actor, commands, localizer, today }) => {
    const usable = proposable(commands, actor);
    const offered = usable.flatMap((command) => offerOf(command, localizer));
    const proposal = await plan(text, { offered, today });
    const command = proposal && usable.find(({ name }) => name === proposal.command);
    return command && { command, args: proposal.args };
  };

/**
 * What a model may propose to this person: what can be said, and what they have the right to use. A guess is not enough
 * for what acts as soon as it is said, without a question.
 */
export const proposable = (commands: readonly Command[], actor: Actor): Command[] =>
  commands.filter(
    ({ topic, allow, effect, neverProposed }) =>
      topic && allows(actor, { allow }) && effect !== 'acts' && !neverProposed,
  );

const offerOf = (command: Command, localizer: Localizer): OfferedCommand[] => {
  const { name, args } = command;
  const { summary, example } = commandTexts(command, localizer);
  return isSpokenCommand(name) ? [{ name, description: `${summary} (“${example}”)`, args }] : [];
};
