import type { Dialogue } from '../../../services/conversations/dialogues.ts';
import { namesCommand } from '../../understanding/dialogue/continuation.ts';
import type { Sentence } from '../../understanding/dialogue/sentence.ts';
import { type Utterance, utteranceOf } from '../../understanding/dialogue/utterance.ts';
import type { Interpretation } from '../../understanding/reading.ts';
import type { CommandContext } from '../command.ts';
import { recalled } from './memory.ts';
import { isLong, type Said, type Turn } from './said.ts';
import { namesIn } from './words-for.ts';

/** A sentence, and what it can rest on; undefined where nothing was spoken of. */
export const heard = async (sentence: Sentence, context: CommandContext, turn: Turn): Promise<Said | undefined> => {
  const dialogue = await recalled(context);
  return dialogue && heardIn(dialogue, sentence, context, turn);
};

/** The same, where it is known what was spoken of. */
export const heardIn = (dialogue: Dialogue, sentence: Sentence, context: CommandContext, turn: Turn): Said => {
  const utterance = utteranceOf(sentence);
  const plain = plainSentence(utterance, turn);
  const alone = commandOf(turn.read(plain).meaning);
  const isWhole = alone.kind === 'command' && !alone.leftOver?.length && namesCommand(plain);
  return { ...turn, utterance, dialogue, context, plain, alone, isWhole, names: namesIn(context) };
};

/** An answer to a common question is for those who ask nothing that was spoken of. */
const commandOf = (meaning: Interpretation): Interpretation =>
  meaning.kind === 'command' && meaning.command === 'answer' ? { kind: 'none', closest: [] } : meaning;

/** "No, show my invoices", "turn it off instead": the command alone, where the whole sentence is none. */
const plainSentence = ({ sentence, rest, plainly, frames }: Utterance, { read }: Turn): Sentence => {
  const isCommand = (each: Sentence) => {
    const { meaning } = read(each);
    if (meaning.kind !== 'command' || meaning.command === 'answer') return false;
    // "No, cancel S-1001" leaves what was asked, and asks for something.
    return !(meaning.command === 'close' && (frames.has('said-no') || frames.has('meant')));
  };
  if (rest.text === '' || isLong(sentence) || isCommand(sentence)) return sentence;
  // A denial is no part of what ties a sentence to the one before, nor is what asks for some of those that were shown.
  if (frames.has('without') || frames.has('of-them')) return sentence;
  const ways = [...(frames.size > 0 ? [rest] : []), plainly];
  return ways.find((way) => isCommand(way) && namesCommand(way)) ?? sentence;
};
