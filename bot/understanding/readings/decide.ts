import type { Interpretation, MeantCommand, Reading } from '../reading.ts';
import { MOST_CHOICES, THRESHOLDS } from './weights.ts';

/** What is made of the readings: one is taken, several are asked about, or nothing is good enough. */
export const decided = (readings: readonly Reading[]): Exclude<Interpretation, { kind: 'none' }> | undefined => {
  const possible = readings.filter(({ standing }) => standing !== 'no');
  const [best, second] = possible;
  if (!best || best.score < nothingIn(readings)) return undefined;
  const isClear = best.score - (second?.score ?? 0) >= THRESHOLDS.margin;
  if (best.standing === 'sure' && isClear) return { kind: 'command', ...said(best), leftOver: best.leftOver };
  const isChoice = ({ score, rule }: Reading) => score >= THRESHOLDS.choice || (best.rule && rule === best.rule);
  return { kind: 'ambiguous', choices: possible.filter(isChoice).slice(0, MOST_CHOICES).map(said) };
};

/** The share of all that says that nothing is meant. */
const nothingIn = (readings: readonly Reading[]): number => 1 - readings.reduce((sum, { score }) => sum + score, 0);

const said = ({ command, args }: Reading): MeantCommand => ({ command, args });
