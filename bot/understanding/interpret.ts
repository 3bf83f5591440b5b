import { closestCommands } from './grammar/closest-commands.ts';
import type { Rule } from './grammar/core/rule.ts';
import { parts } from './grammar/core/sentence.ts';
import { tidy } from './grammar/core/tokens.ts';
import type { Circumstances, Interpretation, Reading } from './reading.ts';
import { combined } from './readings/combine.ts';
import { decided } from './readings/decide.ts';
import { changeHeldBack, offeredInstead } from './readings/held-back.ts';
import { metRules, readingsOfRules } from './readings/rule-readings.ts';

/** What a text asks for, in English, Swedish or a mixture. Pure: no look-ups, no clock. */
export const interpret = (text: string, circumstances: Circumstances): Interpretation => {
  const all = parts(tidy(text));
  const met = metRules(all, circumstances);
  const readings = combined(readingsOfRules(met, all, circumstances));
  const held = changeHeldBack(met, circumstances);
  const meant = held ? offeredInstead(held, all, readings) : decided(readings);
  if (meant) return meant;
  const named = readings.map(({ command }) => command);
  return { kind: 'none', closest: [...new Set([...named, ...closestCommands(all)])] };
};

/** Everything that a text can mean, the likeliest first. */
export const readingsOf = (text: string, circumstances: Circumstances): Reading[] => {
  const all = parts(tidy(text));
  return combined(readingsOfRules(metRules(all, circumstances), all, circumstances));
};

/** The clearest rule that a text meets; undefined where none is met. */
export const decidingRule = (text: string, circumstances: Circumstances): Rule | undefined =>
  metRules(parts(tidy(text)), circumstances)[0]?.rule;
