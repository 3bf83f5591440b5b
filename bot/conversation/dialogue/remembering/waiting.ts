import { z } from 'zod';
import type { Dialogue, Step } from '../../../../services/conversations/dialogues.ts';
import { isSpokenCommand } from '../../../understanding/grammar/core/lexicon.ts';
import type { Command } from '../../command.ts';
import type { Refused } from '../../refusals/refusal.ts';
import { confirms, type Shown } from './shown.ts';

/** How many turns about something else a change waits for. */
const MOST_TURNS = 5;

interface Turn {
  readonly meant: { readonly command: Command; readonly args: Step['args'] };
  readonly refused: Refused | undefined;
  readonly step: Step;
  readonly shown: Shown;
}

type Waiting = Dialogue['waiting'];

/** What waits after a turn: what it asked, or else what had waited before, unless it was done. */
export const waitingAfter = (turn: Turn, before: Waiting): Waiting => {
  const { meant, refused, step, shown } = turn;
  const isOpen = refused?.code === 'which' || refused?.code === 'arguments';
  const asks = meant.command.effect === 'asks' && !refused && !isConfirmed({ ...step, args: meant.args }, shown);
  if (isSpokenCommand(step.command) && (isOpen || asks))
    return { ...step, lacks: lacksOf(turn), prose: shown.fields.find(({ isProse }) => isProse)?.id, age: 0 };
  return meant.command.effect === 'reads' && before && before.age < MOST_TURNS
    ? { ...before, age: before.age + 1 }
    : undefined;
};

/** Whether it was done, and not asked about once more. */
export const isConfirmed = (said: Step, { buttons }: Shown): boolean =>
  confirms(said) && !buttons.some((button) => button.command === said.command && confirms(button));

/** The arguments that a chooser or a form asks for. */
const lacksOf = ({ meant: { command }, refused, step, shown: { items, fields } }: Turn): string[] => {
  const offered = items.filter((item) => item.command === step.command).flatMap(({ args }) => Object.keys(args));
  const asked = refused?.code === 'arguments' ? argumentNames(command) : [];
  const all = [...offered, ...fields.map(({ id }) => id), ...asked];
  return [...new Set(all)].filter((name) => step.args[name] === undefined);
};

/** What a command takes. */
export const argumentNames = ({ args }: Pick<Command, 'args'>): string[] =>
  args instanceof z.ZodObject ? Object.keys(args.shape) : [];
