import { findAnswer } from '../answers/finder.ts';
import type { TopicId } from '../answers/texts.ts';
import { ANSWER_TOPICS } from '../answers/topics.ts';
import type { Part } from '../grammar/core/sentence.ts';
import type { MeantCommand } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import type { Guesses } from './guesses.ts';
import { THRESHOLDS, UNLIKELY, WEIGHTS } from './weights.ts';

/** The answers that fit a text as a question; those that the classifier rules out are not looked for. */
export const readingsOfAnswers = (text: string, { commands, topics }: Guesses, all: readonly Part[]): Candidate[] =>
  isCommandForSure(commands, topics) ? [] : answersIn(text, all);

/** An answer, and the product that it is asked for of, where it can be. */
export const answerAbout = (id: TopicId, all: readonly Part[]): MeantCommand => {
  const product = ANSWER_TOPICS[id].product && all.find(({ tags }) => tags.has('product'))?.tags.get('product');
  return { command: 'answer', args: product === undefined ? { id } : { id, product } };
};

type Likely = readonly { readonly p: number }[];

const isCommandForSure = ([first]: Likely, topics: Likely): boolean =>
  (first?.p ?? 0) >= THRESHOLDS.proven && topics.every(({ p }) => p < UNLIKELY.each);

const answersIn = (text: string, all: readonly Part[]): Candidate[] =>
  findAnswer(text).map(({ id, confidence }) => ({
    ...answerAbout(id, all),
    ...{ verdict: 'sure', leftOver: [], named: [], whole: false, strange: 0 },
    ...{ by: 'answer', strength: WEIGHTS.anyAnswer + WEIGHTS.answer * confidence },
  }));
