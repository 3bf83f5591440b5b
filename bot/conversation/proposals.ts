import type { Localizer } from '../../locales/index.ts';
import type { Actor } from '../../services/commerce/api/types.ts';
import { LimitReached, type Limits } from '../../services/limits/limiter.ts';
import type { OfferedCommand } from '../understanding/model/actions.ts';
import type { Plan } from '../understanding/model/planner.ts';
import { type Commands, type SpokenCommand, spokenCommands } from './command.ts';
import { commandTexts } from './command-texts.ts';
import { allows } from './permission.ts';
import type { Propose } from './ports.ts';

/**
 * Lets a language model choose among what the person who asks can say and may do.
 * @param limits how often it may be asked; always, if not given
 */
export const createPropose =
  (plan: Plan, commands: Commands, limits?: Pick<Limits, 'take'>): Propose =>
  async (text, { actor, home, localizer, today }) => {
    const excess = await limits?.take(home, 'model-calls', 'tenant-model-calls');
    // Said once; after that it is as if there were no model.
    if (excess?.first) throw new LimitReached(excess);
    if (excess) return undefined;
    const offered = proposable(commands, actor).map((command) => offerOf(command, localizer));
    return plan(text, { offered, today });
  };

/** What a model may propose to this person: what can be said, and what they have the right to use. */
export const proposable = (commands: Commands, actor: Actor): SpokenCommand[] =>
  spokenCommands(commands).filter((command) => allows(actor, command) && !command.neverProposed);

const offerOf = ({ name, args }: SpokenCommand, localizer: Localizer): OfferedCommand => {
  const { summary, example } = commandTexts(name, localizer);
  return { name, description: `${summary} (“${example}”)`, args };
};
