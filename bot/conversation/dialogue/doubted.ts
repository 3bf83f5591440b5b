import type { Step, Thing } from '../../../services/conversations/dialogues.ts';
import { isSpokenCommand } from '../../understanding/grammar/core/lexicon.ts';
import type { CommandContext } from '../command.ts';
import { choiceLines } from '../interpretation-choices.ts';
import { Refusal } from '../refusals/refusal.ts';
import { thingsIn } from './remembering/focus.ts';
import { namesIn } from './words-for.ts';

/** Asks whether a step is meant, or which of several. */
export const doubted = async (steps: readonly Step[], context: CommandContext): Promise<Refusal> => {
  const namings = await namesIn(context)(steps.flatMap((step) => [...peopleIn(step), ...thingsIn(step)]));
  const mentions = namings.flatMap(({ names }) => (names ? [{ ...names, from: 0, to: 0, exact: true }] : []));
  const choices = steps.flatMap(({ command, args }) => (isSpokenCommand(command) ? [{ command, args }] : []));
  const lines = choiceLines(choices, context, mentions);
  return new Refusal({ code: lines.length === 1 ? 'proposed' : 'which', lines });
};

const peopleIn = ({ args: { people } }: Step): Thing[] =>
  typeof people === 'string' ? people.split(/, ?/).map((said) => ({ kind: 'person', said })) : [];
