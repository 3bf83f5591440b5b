import { oncePerSaying } from './commonplace.ts';
import { closestCommands } from './grammar/closest-commands.ts';
import { isSpokenCommand } from './grammar/core/lexicon.ts';
import type { Rule } from './grammar/core/rule.ts';
import { type Part, parts } from './grammar/core/sentence.ts';
import { tidy } from './grammar/core/tokens.ts';
import { readingsOfModel } from './model/proposal-reading.ts';
import type { Circumstances, Interpretation, Reading, Understood } from './reading.ts';
import { readingsOfAnswers } from './readings/answer-readings.ts';
import type { Candidate } from './readings/candidate.ts';
import { combined } from './readings/combine.ts';
import { decided } from './readings/decide.ts';
import { readingsOfGuesses } from './readings/guess-readings.ts';
import { type Guesses, guessesIn } from './readings/guesses.ts';
import { changeHeldBack, offeredInstead } from './readings/held-back.ts';
import { withinRights } from './readings/rights.ts';
import { metRules, readingsOfRules } from './readings/rule-readings.ts';
import { readingsOfSwaps } from './readings/swaps.ts';
import { THRESHOLDS, UNLIKELY } from './readings/weights.ts';
import { reasonIn, withoutReasons } from './reasons.ts';

/** What a text asks for, in English, Swedish or a mixture, and what else it can mean. Pure: no look-ups, no clock. */
export const interpret = (text: string, circumstances: Circumstances): Understood => {
  const said = tidy(text);
  const whole = parts(said, circumstances.mentions);
  return oncePerSaying(text, whole, circumstances, () => understood(text, said, whole, circumstances));
};

const understood = (text: string, said: string, whole: readonly Part[], circumstances: Circumstances): Understood => {
  const guesses = guessesIn(said, whole);
  const all = guesses.noChange < THRESHOLDS.believed ? withoutReasons(whole, circumstances.changing) : whole;
  const met = metRules(all, circumstances);
  const candidates = withReason(reasonIn(whole, all), [
    ...readingsOfRules(met, all),
    ...readingsOfSwaps(all),
    ...readingsOfGuesses(guesses, all, circumstances),
    ...readingsOfAnswers(text, guesses, all),
    ...readingsOfModel(all, circumstances),
  ]);
  const readings = withinRights(combined(candidates, weighed(guesses, circumstances), circumstances), circumstances);
  const learned = { ...circumstances, noChange: guesses.noChange };
  const held = changeHeldBack(met, all, readings, learned);
  const meaning = (held && offeredInstead(held, all, readings, learned)) ?? decided(readings, learned);
  return { readings, meaning: meaning ?? nothing(readings, all) };
};

/** Why somebody asks for a product is told to whoever decides. */
const withReason = (message: string | undefined, candidates: readonly Candidate[]): readonly Candidate[] =>
  message === undefined
    ? candidates
    : candidates.map((each) =>
        each.command === 'request-license' ? { ...each, args: { ...each.args, message } } : each,
      );

/** Words that are strange here say nothing against what a language model reads in them. */
const weighed = (guesses: Guesses, { proposed }: Circumstances): Guesses =>
  proposed ? { ...guesses, nothing: UNLIKELY.each, strange: 0 } : guesses;

/** Found out only where somebody asks: it is the costliest of all. */
const nothing = (readings: readonly Reading[], all: readonly Part[]): Interpretation => ({
  kind: 'none',
  get closest() {
    return closest(readings, all);
  },
});

const closest = (readings: readonly Reading[], all: readonly Part[]) => {
  const named = readings.flatMap(({ command }) => (isSpokenCommand(command) ? [command] : []));
  return [...new Set([...named, ...closestCommands(all)])];
};

/** The clearest rule that a text meets; undefined where none is met. */
export const decidingRule = (text: string, circumstances: Circumstances): Rule | undefined =>
  metRules(parts(tidy(text), circumstances.mentions), circumstances)[0]?.rule;
