import type { Step } from '../../../services/conversations/dialogues.ts';
import { namesCommand } from '../../understanding/dialogue/continuation.ts';
import { referencesIn } from '../../understanding/dialogue/references.ts';
import type { Sentence } from '../../understanding/dialogue/sentence.ts';
import { type Utterance, utteranceOf } from '../../understanding/dialogue/utterance.ts';
import type { Interpretation } from '../../understanding/reading.ts';
import type { CommandContext } from '../command.ts';
import { goneOn, reasonGiven } from './going-on.ts';
import { inherited } from './inheriting.ts';
import { recalled } from './memory.ts';
import { namedChoice } from './naming-choices.ts';
import { chosenItem, pointedAt, pointedQuestion } from './pointing.ts';
import { replied } from './replying.ts';
import { meaningOf, type Said, type TurnCircumstances } from './said.ts';

/** A sentence in the light of what was said before. */
export interface InContext {
  /** The sentence, without what only ties it to the one before. */
  readonly sentence: Sentence;
  /** The command that it means, which it would not mean by itself. */
  readonly step: Step | undefined;
}

/**
 * What a sentence means in the light of what was spoken of. A sentence that makes sense by itself means what it says: then
 * it has no step, or one that only adds what it is about.
 */
export const inContext = async (
  sentence: Sentence,
  context: CommandContext,
  circumstances: TurnCircumstances,
): Promise<InContext> => {
  const said = await heard(sentence, context, circumstances);
  if (!said) return { sentence, step: undefined };
  if (isLong(sentence)) return { sentence, step: reasonGiven(said) };
  const step =
    replied(said) ??
    (await chosenItem(said)) ??
    (await namedChoice(said)) ??
    (said.isWhole ? undefined : await goneOn(said)) ??
    (await pointedAt(said)) ??
    inherited(said);
  return { sentence: (step === undefined && (await pointedQuestion(said))) || said.plain, step };
};

/** What goes on with something is short; a long text is read in few ways. */
const MOST_WORDS = 25;
const isLong = ({ text }: Sentence): boolean => text.split(' ').length > MOST_WORDS || text.length > MOST_WORDS * 10;

/** Whether what a text means may depend on what was spoken of; found out without looking anything up. */
export const mayBeInContext = async (
  text: string,
  context: CommandContext,
  circumstances: TurnCircumstances,
): Promise<boolean> => {
  const sentence = { text, mentions: [] };
  const said = await heard(sentence, context, circumstances);
  if (said?.alone.kind !== 'command') return said !== undefined;
  const isClear = said.isWhole || ['close', 'help'].includes(said.alone.command);
  return !isClear || referencesIn(sentence).length > 0 || inherited(said) !== undefined;
};

const heard = async (
  sentence: Sentence,
  context: CommandContext,
  circumstances: TurnCircumstances,
): Promise<Said | undefined> => {
  const dialogue = await recalled(context);
  if (!dialogue) return undefined;
  const utterance = utteranceOf(sentence);
  const plain = plainSentence(utterance, circumstances);
  const alone = commandOf(meaningOf(plain, circumstances));
  const isWhole = alone.kind === 'command' && !alone.leftOver?.length && namesCommand(plain);
  return { utterance, dialogue, context, circumstances, plain, alone, isWhole };
};

/** An answer to a common question is for those who ask nothing that was spoken of. */
const commandOf = (meaning: Interpretation): Interpretation =>
  meaning.kind === 'command' && meaning.command === 'answer' ? { kind: 'none', closest: [] } : meaning;

/** "No, show my invoices", "turn it off instead": the command alone, where the whole sentence is none. */
const plainSentence = ({ sentence, rest, plainly, frames }: Utterance, circumstances: TurnCircumstances): Sentence => {
  const isCommand = (each: Sentence) => meaningOf(each, circumstances).kind === 'command';
  if (rest.text === '' || isLong(sentence) || isCommand(sentence)) return sentence;
  // A denial is no part of what ties a sentence to the one before.
  if (frames.has('without')) return sentence;
  const ways = [...(frames.size > 0 ? [rest] : []), plainly];
  return ways.find((way) => isCommand(way) && namesCommand(way)) ?? sentence;
};
