import type { Localizer } from '../../locales/index.ts';
import type { Actor } from '../../services/commerce/api/types.ts';
import type { Dialogue, Step } from '../../services/conversations/dialogues.ts';
import { LimitReached, type Limits } from '../../services/limits/limiter.ts';
import { ANSWER, type OfferedCommand } from '../understanding/model/actions.ts';
import type { Plan } from '../understanding/model/planner.ts';
import { type Commands, type SpokenCommand, spokenCommands } from './command.ts';
import { commandTexts } from './command-texts.ts';
import { allows } from './permission.ts';
import type { Propose } from './ports.ts';

/**
 * Lets a language model choose among what the person who asks can say and may do, and the answers to common questions.
 * @param limits how often it may be asked; always, if not given
 */
export const createPropose =
  (plan: Plan, commands: Commands, limits?: Pick<Limits, 'take'>): Propose =>
  async (text, { actor, home, localizer, today, before }) => {
    const excess = await limits?.take(home, 'model-calls', 'tenant-model-calls');
    // Said once; after that it is as if there were no model.
    if (excess?.first) throw new LimitReached(excess);
    if (excess) return undefined;
    const offered = [...proposable(commands, actor).map((command) => offerOf(command, localizer)), ANSWER];
    return plan(text, { offered, today, before: before && JSON.stringify(told(before)) });
  };

/** What a model may propose to this person: what can be said, and what they have the right to use. */
export const proposable = (commands: Commands, actor: Actor): SpokenCommand[] =>
  spokenCommands(commands).filter((command) => allows(actor, command) && !command.neverProposed);

const offerOf = ({ name, args }: SpokenCommand, localizer: Localizer): OfferedCommand => {
  const { summary, example } = commandTexts(name, localizer);
  return { name, description: `${summary} (“${example}”)`, args };
};

/** Of a list, how much of it a model is told. */
const MOST_SHOWN = 10;

/** What a model is told of a conversation: commands, and kinds and ids of things. Of people and customers only that there are. */
const told = ({ steps: [last], focus, recent, items, choosing, waiting }: Dialogue) => ({
  lastCommand: last && stepTold(last),
  spokenOf: focus
    .slice(0, recent)
    .map(({ kind, said }) => ({ kind, ...(isThing(kind) && isId(said) && { id: said }) })),
  [choosing ? 'choices' : 'shown']: items.slice(0, MOST_SHOWN).map(stepTold),
  askedFor: waiting && { ...stepTold(waiting), lacks: waiting.lacks },
});

const stepTold = ({ command, args }: Step) => ({
  command,
  ...Object.fromEntries(Object.entries(args).filter(([name, value]) => isThing(name) && isId(value))),
});

/** Names of arguments and kinds alike. */
const isThing = (kind: string): boolean => ['subscription', 'invoice', 'request', 'product'].includes(kind);

/** One word of our own: S-1001, G-240906, CFQ7TTC0HL8W. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^[A-Z0-9]+(-[A-Z0-9]+)*$/.test(value);
