import { findAnswer } from '../answers/finder.ts';
import type { Candidate } from './candidate.ts';
import type { Guesses } from './guesses.ts';
import { THRESHOLDS, UNLIKELY, WEIGHTS } from './weights.ts';

/** The answers that fit a text as a question; those that the classifier rules out are not looked for. */
export const readingsOfAnswers = (text: string, { commands, topics }: Guesses): Candidate[] =>
  isCommandForSure(commands, topics) ? [] : answersIn(text);

type Likely = readonly { readonly p: number }[];

const isCommandForSure = ([first]: Likely, topics: Likely): boolean =>
  (first?.p ?? 0) >= THRESHOLDS.proven && topics.every(({ p }) => p < UNLIKELY.each);

const answersIn = (text: string): Candidate[] =>
  findAnswer(text).map(({ id, confidence }) => ({
    ...{ command: 'answer', args: { id }, verdict: 'sure', leftOver: [], named: [], whole: false, strange: 0 },
    ...{ by: 'answer', strength: WEIGHTS.anyAnswer + WEIGHTS.answer * confidence },
  }));
