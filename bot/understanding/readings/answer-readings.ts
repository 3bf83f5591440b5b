import { findAnswer } from '../answers/finder.ts';
import type { Candidate } from './candidate.ts';
import { WEIGHTS } from './weights.ts';

/** The answers that fit a text as a question. */
export const readingsOfAnswers = (text: string): Candidate[] =>
  findAnswer(text).map(({ id, confidence }) => ({
    ...{ command: 'answer', args: { id }, verdict: 'sure', leftOver: [], named: [], whole: false, strange: 0 },
    ...{ by: 'answer', strength: WEIGHTS.anyAnswer + WEIGHTS.answer * confidence },
  }));
