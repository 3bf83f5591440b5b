import { isDeepStrictEqual } from 'node:util';
import type { Circumstances, MeantCommand, Reading, Source } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import { type Guesses, likelihoodOf } from './guesses.ts';
import { standingOf } from './standing.ts';
import { THRESHOLDS, UNLIKELY, WEIGHTS } from './weights.ts';

/** What all sources make of a sentence: every reading once, the best first, with its share of all and of nothing. */
export const combined = (
  candidates: readonly Candidate[],
  guesses: Guesses,
  circumstances: Pick<Circumstances, 'changing'>,
): Reading[] => {
  const weighed = grouped(candidates).map(([first, ...rest]) => {
    const best = circumstances.changing.has(first.command) ? first : backed(first, rest);
    const p = likelihoodOf(guesses, best) ?? unlearned(best);
    return { best, p, by: sourcesOf([best, ...rest], p), weight: Math.exp(strengthOf([best, ...rest], p)) };
  });
  const nothing = Math.exp(
    WEIGHTS.nothing + WEIGHTS.nothingLearned * timesLikelier(guesses.nothing) + WEIGHTS.strange * guesses.strange,
  );
  const total = weighed.reduce((sum, { weight }) => sum + weight, nothing);
  return weighed
    .map(({ best, p, by, weight }) => ({
      ...{
        command: best.command,
        args: best.args,
        leftOver: best.leftOver,
        named: best.named,
        whole: best.whole && best.verdict === 'sure',
        unfounded: best.unfounded ?? false,
        rule: best.rule,
        by,
      },
      standing: standingOf(best, { p, noChange: guesses.noChange }, circumstances),
      score: weight / total,
    }))
    .sort((a, b) => b.score - a.score);
};

/** A look that a language model reads as well may be taken, whatever the words leave open. */
const backed = (best: Candidate, others: readonly Candidate[]): Candidate => {
  const model = others.find(({ by }) => by === 'model');
  return model ? { ...best, verdict: model.verdict } : best;
};

/** What has been added since the classifier learned is as good as its rule: every word, or no more than any label. */
const unlearned = ({ whole, verdict }: Candidate): number =>
  whole && verdict === 'sure' ? THRESHOLDS.proven : UNLIKELY.each;

type Group = [best: Candidate, ...others: Candidate[]];

/** The candidates that say the same, or less of it; of each group first the strongest rule, which says what its words do. */
const grouped = (candidates: readonly Candidate[]): Group[] => {
  const groups: Group[] = [];
  const ordered = [...candidates].sort(
    (a, b) => Number(b.by === 'rule') - Number(a.by === 'rule') || b.strength - a.strength,
  );
  for (const candidate of ordered) {
    const same = groups.find(([best]) => isCompatible(best, candidate));
    if (same) same.push(candidate);
    else groups.push([candidate]);
  }
  return groups;
};

const isCompatible = (a: MeantCommand, b: MeantCommand): boolean =>
  a.command === b.command &&
  Object.entries(b.args).every(([name, value]) => !(name in a.args) || isDeepStrictEqual(a.args[name], value));

/** How much likelier something is than any of many labels, as a natural logarithm. */
const timesLikelier = (p: number): number => Math.log(Math.max(p, UNLIKELY.least) / UNLIKELY.each);

/** The best word of each source counts; the classifier's own only where no rule knows the words. */
const strengthOf = (group: Group, p: number): number => {
  const [{ by: first }] = group;
  const sources = new Set(group.map(({ by }) => by).filter((by) => by !== 'classifier' || first === by));
  const bests = [...sources].map((source) => group.find(({ by }) => by === source)?.strength ?? 0);
  return bests.reduce((sum, strength) => sum + strength, WEIGHTS.classifier * timesLikelier(p));
};

const sourcesOf = (group: Group, p: number): ReadonlySet<Source> =>
  new Set([...group.map(({ by }) => by), ...(p >= THRESHOLDS.believed ? ['classifier' as const] : [])]);
