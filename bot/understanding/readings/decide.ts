import type { Interpretation, Reading, SaidCommand } from '../reading.ts';
import { MOST_CHOICES, THRESHOLDS } from './weights.ts';

/** What is made of the readings: one is taken, several are asked about, or nothing is good enough. */
export const decided = (readings: readonly Reading[]): Exclude<Interpretation, { kind: 'none' }> | undefined => {
  const possible = readings.filter(({ standing }) => standing !== 'no');
  const [best, second] = possible;
  if (!best || best.score < nothingIn(readings)) return undefined;
  const isClear = best.score - (second?.score ?? 0) >= THRESHOLDS.margin;
  if (best.standing === 'sure' && isClear) return { kind: 'command', ...said(best), leftOver: best.leftOver };
  const choices = possible.filter(({ score }) => score >= THRESHOLDS.choice).slice(0, MOST_CHOICES);
  return { kind: 'ambiguous', choices: choices.map(said) };
};

/** The share of all that says that nothing is meant. */
const nothingIn = (readings: readonly Reading[]): number => 1 - readings.reduce((sum, { score }) => sum + score, 0);

const said = ({ command, args }: Reading): SaidCommand => ({ command, args });
