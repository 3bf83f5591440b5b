import { z } from 'zod';
import { plainNumber, plainText } from '../../../services/commerce/index.ts';
import type { Step } from '../../../services/conversations/dialogues.ts';
import type { CommandContext } from '../command.ts';
import { Refusal } from '../refusals/refusal.ts';
import { recalled } from './memory.ts';
import type { Typed } from './remembering/next-dialogue.ts';

/** How long after it was written a sentence may still be read for the first time, in ms. */
const READ_WITHIN = 2 * 60 * 1000;

const typedArgs = z.object({ text: plainText(5000), at: plainNumber });

/** The sentence that a card in a group carries; undefined for what is none. */
export const typedIn = (args: unknown): Typed | undefined => typedArgs.safeParse(args).data;

/**
 * What a sentence was understood as when its writer's client fetched the answer before, as clients do whenever they show the
 * card; undefined where it is to be read now.
 * @throws {Refusal} `stale-card` where it was written too long ago: people speak of something else now
 */
export const understoodBefore = async ({ text, at }: Typed, context: CommandContext): Promise<Step | undefined> => {
  const dialogue = await recalled(context);
  const before = dialogue?.typed.find((each) => each.at === at && each.text === text);
  if (!before && Math.abs(context.now() - at) > READ_WITHIN) throw new Refusal({ code: 'stale-card' });
  return before && { command: before.command, args: before.args };
};
