import { LISTS } from '../grammar/lists.ts';
import { rules } from '../grammar/rules.ts';
import type { Circumstances, Interpretation, MeantCommand, Reading } from '../reading.ts';
import { MOST_CHOICES, THRESHOLDS } from './weights.ts';

/**
 * What is made of the readings: one is taken, several are asked about, or nothing is good enough. A change that was unclear
 * before a language model was asked is asked about after it.
 */
export const decided = (
  readings: readonly Reading[],
  circumstances: Pick<Circumstances, 'changing' | 'proposed'> & { readonly noChange?: number },
): Exclude<Interpretation, { kind: 'none' }> | undefined => {
  const { changing, noChange = 0 } = circumstances;
  const possible = readings.filter(({ standing }) => standing !== 'no');
  const [best] = possible;
  if (!best || best.score < nothingIn(readings)) return undefined;
  const rival = changing.has(best.command) ? possible.find((other) => isClearer(other, best)) : undefined;
  const second = possible.find((other) => other !== best && !(isAnswer(best) && isAnswer(other)));
  const isClear = best.score - (second?.score ?? 0) >= THRESHOLDS.margin && !rival;
  const choices = possible.filter((other) => other === rival || stands(other, best)).slice(0, MOST_CHOICES);
  if (maySimplyBe(best, circumstances) && (isClear || choices.every(isAnswer)))
    return { kind: 'command', ...said(best), leftOver: LISTS.has(best.command) ? best.named : [] };
  const clear = choices.length === 1 && !isMereGuess(best) && noChange < THRESHOLDS.believed;
  return { kind: 'ambiguous', choices: choices.map(said), clear: clear && best.score >= THRESHOLDS.clear };
};

const maySimplyBe = (
  { command, standing }: Reading,
  { changing, proposed }: Pick<Circumstances, 'changing' | 'proposed'>,
) => standing === 'sure' && !(proposed && changing.has(command));

/** A change that only a language model speaks of, and no word. */
const isMereGuess = ({ unfounded, by }: Reading): boolean => unfounded && by.has('model');

/** Answers lead to each other, so they are no rivals. */
const isAnswer = ({ command }: Reading): boolean => command === 'answer';

/** Whether a clearer rule has another thing for all the words: no change is begun beside that. */
const isClearer = (other: Reading, { command, whole, rule }: Reading): boolean =>
  other.whole && other.command !== command && (!whole || placeOf(other.rule) < placeOf(rule));

const placeOf = (rule: Reading['rule']): number => (rule ? rules.indexOf(rule) : rules.length);

/** Whether a reading is likely enough to be asked about beside the best, or a language model's. */
const stands = ({ score, rule, by }: Reading, best: Reading): boolean =>
  score === best.score ||
  by.has('model') ||
  score >= Math.max(THRESHOLDS.choice, best.score / THRESHOLDS.times) ||
  (best.rule !== undefined && rule === best.rule);

/** The share of all that says that nothing is meant. */
const nothingIn = (readings: readonly Reading[]): number => 1 - readings.reduce((sum, { score }) => sum + score, 0);

const said = ({ command, args }: Reading): MeantCommand => ({ command, args });
