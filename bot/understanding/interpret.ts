import { closestCommands } from './grammar/closest-commands.ts';
import type { Rule } from './grammar/core/rule.ts';
import { parts } from './grammar/core/sentence.ts';
import { tidy } from './grammar/core/tokens.ts';
import type { Circumstances, Understood } from './reading.ts';
import { combined } from './readings/combine.ts';
import { decided } from './readings/decide.ts';
import { changeHeldBack, offeredInstead } from './readings/held-back.ts';
import { withinRights } from './readings/rights.ts';
import { metRules, readingsOfRules } from './readings/rule-readings.ts';

/** What a text asks for, in English, Swedish or a mixture, and what else it can mean. Pure: no look-ups, no clock. */
export const interpret = (text: string, circumstances: Circumstances): Understood => {
  const all = parts(tidy(text), circumstances.mentions);
  const met = metRules(all, circumstances);
  const readings = withinRights(combined(readingsOfRules(met, all)), circumstances);
  const held = changeHeldBack(met, circumstances);
  const meaning = held ? offeredInstead(held, all, readings, circumstances) : decided(readings);
  const named = readings.map(({ command }) => command);
  return { readings, meaning: meaning ?? { kind: 'none', closest: [...new Set([...named, ...closestCommands(all)])] } };
};

/** The clearest rule that a text meets; undefined where none is met. */
export const decidingRule = (text: string, circumstances: Circumstances): Rule | undefined =>
  metRules(parts(tidy(text), circumstances.mentions), circumstances)[0]?.rule;
