import type { Circumstances, Standing } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import { THRESHOLDS } from './weights.ts';

/** What the classifier says of a reading. */
interface Learned {
  readonly p: number;
  /** How likely it is that a change is only spoken of. */
  readonly noChange: number;
}

type Judged = Pick<Candidate, 'command' | 'args' | 'verdict'>;

/**
 * Whether a reading may be taken as said. The words have the first say: what they deny is never proposed. Where they leave
 * it open, the classifier can speak for it.
 */
export const standingOf = (
  judged: Judged,
  learned: Learned,
  { changing }: Pick<Circumstances, 'changing'>,
): Standing => (changing.has(judged.command) ? standingOfChange(judged, learned) : standingOfLook(judged, learned));

const standingOfLook = ({ verdict }: Judged, { p }: Learned): Standing => {
  if (verdict === 'sure' || p >= THRESHOLDS.certain) return 'sure';
  if (verdict === 'loose' && p >= THRESHOLDS.believed) return 'sure';
  return verdict === 'doubted' ? 'no' : 'ask';
};

const standingOfChange = ({ verdict, args }: Judged, { p, noChange }: Learned): Standing => {
  if (verdict === 'denied' || noChange >= THRESHOLDS.believed) return 'no';
  if (verdict === 'sure') return 'sure';
  if (verdict === 'loose' && p >= THRESHOLDS.certain && namesThing(args)) return 'sure';
  return verdict === 'doubted' && p < THRESHOLDS.certain ? 'no' : 'ask';
};

/** What a change can be about: "assign me some homework" is about none of it. */
const THINGS = ['subscription', 'product', 'invoice', 'purchaser', 'target'];

const namesThing = (args: Judged['args']): boolean => THINGS.some((name) => name in args);
