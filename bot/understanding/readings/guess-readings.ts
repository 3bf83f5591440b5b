import { fillArguments } from '../grammar/arguments.ts';
import type { Rule } from '../grammar/core/rule.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { canMeanAny } from '../grammar/core/tags.ts';
import { isQuestion } from '../grammar/questions.ts';
import { verdictOnChange } from '../grammar/verdict.ts';
import type { Circumstances } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import { changeWords } from './change-words.ts';
import type { GuessedCommand, Guesses } from './guesses.ts';
import { restOf } from './left-over.ts';
import { UNLIKELY } from './weights.ts';

/** What the classifier reads in a sentence: commands with the arguments that the words give, and answers. */
export const readingsOfGuesses = (
  { commands, topics }: Guesses,
  all: readonly Part[],
  circumstances: Circumstances,
): Candidate[] => [
  ...commands.filter(isLikely).map((guess) => readingOfCommand(guess, all, circumstances)),
  ...topics.filter(isLikely).map(
    ({ topic }): Candidate => ({
      ...{ command: 'answer', args: { id: topic }, verdict: 'sure', leftOver: [] },
      ...{ by: 'classifier', strength: 0 },
    }),
  ),
];

const isLikely = ({ p }: { readonly p: number }): boolean => p >= UNLIKELY.each;

const readingOfCommand = (
  { command }: GuessedCommand,
  all: readonly Part[],
  circumstances: Circumstances,
): Candidate => {
  const words = changeWords(command);
  const rule: Rule = { command, when: [...words].join('|') };
  const filled = fillArguments(rule, all, circumstances.today);
  const { narrowing } = restOf(rule, filled, all);
  const shared = { command, args: filled.args, by: 'classifier', strength: 0, leftOver: narrowing } as const;
  if (!circumstances.changing.has(command)) return { ...shared, verdict: 'loose' };
  const verdict = isQuestion(all) ? 'doubted' : verdictOnChange(rule, filled, all);
  const isFounded = all.some((part) => canMeanAny(part, [...words])) || filled.free.every(({ tags }) => tags.size > 0);
  return { ...shared, verdict: verdict === 'loose' && !isFounded ? 'doubted' : verdict };
};
