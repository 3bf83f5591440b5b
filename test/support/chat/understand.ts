import { changingCommands } from '../../../bot/conversation/match.ts';
import { commands } from '../../../bot/features/index.ts';
import { interpret } from '../../../bot/understanding/interpret.ts';
import type { Interpretation } from '../../../bot/understanding/reading.ts';

/** The commands that change something, or lead to a change, as they declare themselves. */
export const changing: ReadonlySet<string> = changingCommands(commands);

/** What a sentence means to the bot with the commands that it has, said on a day such as "2026-11-21" where that matters. */
export const understand = (text: string, today?: string): Interpretation =>
  interpret(text, { changing, today }).meaning;

/** Whether a sentence that is understood so starts a change. */
export const startsChange = (understood: Interpretation): boolean =>
  understood.kind === 'command' && changing.has(understood.command);
