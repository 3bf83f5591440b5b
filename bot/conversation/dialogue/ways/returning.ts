import type { Step } from '../../../../services/conversations/dialogues.ts';
import { actsNamed } from '../../../understanding/dialogue/utterance.ts';
import type { Said } from '../said.ts';

/** "Back to the cancellation", "ok, back to the notices": the last thing of that kind that was asked about or shown. */
export const returnedTo = ({ utterance: { frames, rest }, dialogue, read }: Said): Step | undefined => {
  if (!frames.has('back-to')) return undefined;
  const { meaning } = read(rest);
  const named = actsNamed(rest);
  const wanted = named.length > 0 ? named : meaning.kind === 'command' ? [meaning.command] : [];
  const { waiting, steps } = dialogue;
  const known = [...(waiting ? [waiting] : []), ...steps];
  const found = known.find(({ command }) => wanted.some((each) => each === command));
  return found && { command: found.command, args: found.args };
};
