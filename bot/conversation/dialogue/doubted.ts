import type { Step } from '../../../services/conversations/dialogues.ts';
import { isSpokenCommand } from '../../understanding/grammar/core/lexicon.ts';
import type { CommandContext } from '../command.ts';
import { choiceLines } from '../interpretation-choices.ts';
import { Refusal } from '../refusals/refusal.ts';
import { thingsIn } from './remembering/focus.ts';
import { namesIn } from './words-for.ts';

/** Asks whether a step is meant, or that nothing is to be done. */
export const doubted = async ({ command, args }: Step, context: CommandContext): Promise<Refusal> => {
  const people = String(args['people'] ?? '').split(/, ?/);
  const each = people.map((said) => ({ kind: 'person' as const, said })).filter(({ said }) => said !== '');
  const namings = await namesIn(context)([...each, ...thingsIn({ args })]);
  const mentions = namings.flatMap(({ names }) => (names ? [{ ...names, from: 0, to: 0, exact: true }] : []));
  const choices = isSpokenCommand(command) ? [{ command, args }] : [];
  return new Refusal({ code: 'proposed', lines: choiceLines(choices, context, mentions) });
};
