import { sayableArguments } from '../grammar/arguments.ts';
import type { Circumstances, Standing } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import { THRESHOLDS } from './weights.ts';

/** What the classifier says of a reading. */
interface Learned {
  readonly p: number;
  /** How likely it is that a change is only spoken of. */
  readonly noChange: number;
}

type Judged = Pick<
  Candidate,
  'command' | 'args' | 'verdict' | 'declared' | 'whole' | 'unfounded' | 'strange' | 'named'
>;

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
  const { verdict, declared = false, whole, unfounded = false } = judged;
  if (verdict === 'sure') return declared || isBelieved({ p, noChange }, whole) ? 'sure' : 'ask';
  if (verdict === 'denied' || noChange >= THRESHOLDS.believed) return 'no';
  const isProven = p >= THRESHOLDS.proven && noChange < THRESHOLDS.unlikely && !unfounded;
  if (verdict === 'loose' || (verdict === 'doubted' && isProven)) return standingOfLooseChange(judged, { p, noChange });
  return verdict === 'doubted' && p < THRESHOLDS.certain ? 'no' : 'ask';
};

/** Words that a rule accounts for, each of them, may hold a denial that belongs to what is asked: "nobody should buy Visio". */
const isBelieved = ({ p, noChange }: Learned, whole: boolean): boolean =>
  whole
    ? p >= THRESHOLDS.unlikely || noChange >= THRESHOLDS.believed
    : noChange < THRESHOLDS.certain && p >= THRESHOLDS.unlikely;

/** Strange words around a change: it has to name what it is about, all of it, and be learned as such. */
const standingOfLooseChange = ({ command, args, strange, named }: Judged, { p, noChange }: Learned): Standing => {
  const [isAll, isProven] = [named.length === 0, p >= THRESHOLDS.proven];
  const namesThing = THINGS.some((name) => name in args);
  const isAbout = namesThing || PEOPLE.some((name) => name in args) || isAboutNothing(command, args);
  if (isAbout && isAll && isProven && noChange < THRESHOLDS.unlikely && strange === 0) return 'sure';
  if (p < THRESHOLDS.believed || !namesThing) return strange > 0 && !isProven ? 'no' : 'ask';
  return p >= THRESHOLDS.certain && isAll ? 'sure' : 'ask';
};

/** What a change can be about: "assign me some homework" is about none of it. */
const THINGS = ['subscription', 'product', 'invoice', 'purchaser', 'target'];
const PEOPLE = ['people', 'person'];

/** Whether a command needs no thing, and what it takes was said: "let us go on in Swedish". */
const isAboutNothing = (command: Judged['command'], args: Judged['args']): boolean => {
  const taken = command === 'answer' ? [] : [...sayableArguments(command)];
  const needsThing = taken.some((name) => THINGS.includes(name) || PEOPLE.includes(name));
  return !needsThing && (taken.length === 0 || taken.some((name) => name in args));
};
