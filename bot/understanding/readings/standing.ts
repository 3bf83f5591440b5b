import type { Circumstances, Standing } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import { THRESHOLDS } from './weights.ts';

/** What the classifier says of a reading. */
interface Learned {
  readonly p: number;
  /** How likely it is that a change is only spoken of. */
  readonly noChange: number;
}

type Judged = Pick<Candidate, 'command' | 'args' | 'verdict' | 'declared' | 'strange' | 'named'>;

/**
 * Whether a reading may be taken as said. The words have the first say: what they deny is never proposed. Where they leave
 * it open, the classifier can speak for it.
 */
export const standingOf = (
  judged: Judged,
  learned: Learned,
  { changing }: Pick<Circumstances, 'changing'>,
): Standing => (changing.has(judged.command) ? standingOfChange(judged, learned) : standingOfLook(judged, learned));

const standingOfLook = ({ verdict, strange }: Judged, { p }: Learned): Standing => {
  if (verdict === 'sure' || p >= THRESHOLDS.certain) return 'sure';
  if (verdict === 'loose' && p >= THRESHOLDS.believed) return 'sure';
  return verdict === 'doubted' || (verdict === 'loose' && strange > 0) ? 'no' : 'ask';
};

const standingOfChange = (judged: Judged, { p, noChange }: Learned): Standing => {
  const { verdict, declared = false } = judged;
  if (verdict === 'sure')
    return !declared && p < THRESHOLDS.unlikely && noChange < THRESHOLDS.believed ? 'ask' : 'sure';
  if (verdict === 'denied' || noChange >= THRESHOLDS.believed) return 'no';
  if (verdict === 'loose') return standingOfLooseChange(judged, { p, noChange });
  return verdict === 'doubted' && p < THRESHOLDS.certain ? 'no' : 'ask';
};

/** Strange words around a change: it has to name what it is about, all of it, and be learned as such. */
const standingOfLooseChange = ({ args, strange, named }: Judged, { p, noChange }: Learned): Standing => {
  const [isAll, isProven] = [named.length === 0, p >= THRESHOLDS.proven];
  const namesThing = THINGS.some((name) => name in args);
  const isAbout = namesThing || PEOPLE.some((name) => name in args);
  if (isAbout && isAll && isProven && noChange < THRESHOLDS.unlikely && strange === 0) return 'sure';
  if (p < THRESHOLDS.believed || !namesThing) return strange > 0 && !isProven ? 'no' : 'ask';
  return p >= THRESHOLDS.certain && isAll ? 'sure' : 'ask';
};

/** What a change can be about: "assign me some homework" is about none of it. */
const THINGS = ['subscription', 'product', 'invoice', 'purchaser', 'target'];
const PEOPLE = ['people', 'person'];
