import { CHANGING } from '../../../bot/conversation/command.ts';
import { type Interpretation, interpret } from '../../../bot/understanding/grammar/interpret.ts';

/** What a sentence means to the bot with the commands that it has, said on a day such as "2026-11-21" where that matters. */
export const understand = (text: string, today?: string): Interpretation =>
  interpret(text, { changing: CHANGING, today });

/** Whether a sentence that is understood so starts a change. */
export const startsChange = (understood: Interpretation): boolean =>
  understood.kind === 'command' && CHANGING.has(understood.command);
