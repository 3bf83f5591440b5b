import { closestCommands } from './grammar/closest-commands.ts';
import { isSpokenCommand } from './grammar/core/lexicon.ts';
import type { Rule } from './grammar/core/rule.ts';
import { type Part, parts } from './grammar/core/sentence.ts';
import { tidy } from './grammar/core/tokens.ts';
import type { Circumstances, Reading, Understood } from './reading.ts';
import { readingsOfAnswers } from './readings/answer-readings.ts';
import { combined } from './readings/combine.ts';
import { decided } from './readings/decide.ts';
import { readingsOfGuesses } from './readings/guess-readings.ts';
import { guessesIn } from './readings/guesses.ts';
import { changeHeldBack, offeredInstead } from './readings/held-back.ts';
import { withinRights } from './readings/rights.ts';
import { metRules, readingsOfRules } from './readings/rule-readings.ts';
import { readingsOfSwaps } from './readings/swaps.ts';

/** What a text asks for, in English, Swedish or a mixture, and what else it can mean. Pure: no look-ups, no clock. */
export const interpret = (text: string, circumstances: Circumstances): Understood => {
  const said = tidy(text);
  const all = parts(said, circumstances.mentions);
  const met = metRules(all, circumstances);
  const guesses = guessesIn(said, all);
  const candidates = [
    ...readingsOfRules(met, all),
    ...readingsOfSwaps(all),
    ...readingsOfGuesses(guesses, all, circumstances),
    ...readingsOfAnswers(text, guesses),
  ];
  const readings = withinRights(combined(candidates, guesses, circumstances), circumstances);
  const held = changeHeldBack(met, all, readings, { ...circumstances, noChange: guesses.noChange });
  const meaning = (held && offeredInstead(held, all, readings, circumstances)) ?? decided(readings, circumstances);
  return { readings, meaning: meaning ?? { kind: 'none', closest: closest(readings, all) } };
};

const closest = (readings: readonly Reading[], all: readonly Part[]) => {
  const named = readings.flatMap(({ command }) => (isSpokenCommand(command) ? [command] : []));
  return [...new Set([...named, ...closestCommands(all)])];
};

/** The clearest rule that a text meets; undefined where none is met. */
export const decidingRule = (text: string, circumstances: Circumstances): Rule | undefined =>
  metRules(parts(tidy(text), circumstances.mentions), circumstances)[0]?.rule;
