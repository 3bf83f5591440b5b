import type { Step } from '../../../services/conversations/dialogues.ts';
import { namesCommand } from '../../understanding/dialogue/continuation.ts';
import { referencesIn } from '../../understanding/dialogue/references.ts';
import type { Sentence } from '../../understanding/dialogue/sentence.ts';
import { type Utterance, utteranceOf } from '../../understanding/dialogue/utterance.ts';
import type { Interpretation } from '../../understanding/reading.ts';
import type { CommandContext } from '../command.ts';
import { withoutReferences } from './dangling.ts';
import { goneOnWithLast, goneOnWithWaiting, reasonGiven } from './going-on.ts';
import { inherited } from './inheriting.ts';
import { leftOut, leftOutQuestion } from './leaving-out.ts';
import { recalled } from './memory.ts';
import { namedChoice } from './naming-choices.ts';
import { chosenItem, pointedAt, pointedQuestion } from './pointing.ts';
import { replied } from './replying.ts';
import { meaningOf, type Said, type TurnCircumstances } from './said.ts';
import { withSibling } from './siblings.ts';

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
  const found = await reading(said);
  if (found) {
    explainStep(found, said);
    return { sentence: said.plain, step: found.step };
  }
  if (isLong(sentence)) return { sentence, step: undefined };
  return { sentence: (await pointedQuestion(said)) ?? (await leftOutQuestion(said)) ?? said.plain, step: undefined };
};

/** What was spoken of makes of a sentence, and how sure that is (0 to 1). */
interface Found {
  readonly step: Step;
  readonly score: number;
}

type Way = (said: Said) => Promise<Step | undefined> | Step | undefined;

/** A sentence that means something by itself adds to nothing; one that does not may name a sibling of what is spoken of. */
const inPart =
  (way: Way): Way =>
  async (said) => {
    if (said.isWhole) return undefined;
    const rest = (await withSibling(said)) ?? said.utterance.rest;
    return way({ ...said, utterance: { ...said.utterance, rest } });
  };

/** The ways to read a sentence in context, the surest first. */
const WAYS: readonly (readonly [score: number, way: Way])[] = [
  [0.99, replied],
  [0.98, chosenItem],
  [0.95, namedChoice],
  [0.92, inPart(goneOnWithWaiting)],
  [0.91, leftOut],
  [0.9, inPart(goneOnWithLast)],
  [0.85, pointedAt],
  [0.8, inherited],
  [0.6, withoutReferences],
];

const explainStep = ({ step, score }: Found, { context }: Said): void =>
  context.explain?.({ readings: [{ ...step, score, by: 'dialogue', leftOver: [] }], recognised: [] });

const reading = async (said: Said): Promise<Found | undefined> => {
  for (const [score, way] of isLong(said.utterance.sentence) ? LONG_WAYS : WAYS) {
    const step = await way(said);
    if (step) return { step, score };
  }
  return undefined;
};

/** What goes on with something is short; a long text is read in few ways. */
const MOST_WORDS = 25;
const LONG_WAYS: typeof WAYS = [[0.9, reasonGiven]];
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
  const isCommand = (each: Sentence) => {
    const meaning = meaningOf(each, circumstances);
    // "No, cancel S-1001" leaves what was asked, and asks for something.
    return meaning.kind === 'command' && !(meaning.command === 'close' && frames.has('said-no'));
  };
  if (rest.text === '' || isLong(sentence) || isCommand(sentence)) return sentence;
  // A denial is no part of what ties a sentence to the one before.
  if (frames.has('without')) return sentence;
  const ways = [...(frames.size > 0 ? [rest] : []), plainly];
  return ways.find((way) => isCommand(way) && namesCommand(way)) ?? sentence;
};
