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
  const weighed = grouped(candidates).map(([best, ...rest]) => {
    const p = likelihoodOf(guesses, best);
    return { best, p, by: sourcesOf([best, ...rest], p), weight: Math.exp(strengthOf([best, ...rest], p)) };
  });
  const nothing = Math.exp(WEIGHTS.nothing + strengthOfGuess(guesses.nothing));
  const total = weighed.reduce((sum, { weight }) => sum + weight, nothing);
  return weighed
    .map(({ best, p, by, weight }) => ({
      ...{ command: best.command, args: best.args, leftOver: best.leftOver, rule: best.rule, by },
      standing: standingOf(best, { p, noChange: guesses.noChange }, circumstances),
      score: weight / total,
    }))
    .sort((a, b) => b.score - a.score);
};

type Group = [best: Candidate, ...others: Candidate[]];

/** The candidates that say the same, or less of it, the strongest of each group first. */
const grouped = (candidates: readonly Candidate[]): Group[] => {
  const groups: Group[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.strength - a.strength)) {
    const same = groups.find(([best]) => isCompatible(best, candidate));
    if (same) same.push(candidate);
    else groups.push([candidate]);
  }
  return groups;
};

const isCompatible = (a: MeantCommand, b: MeantCommand): boolean =>
  a.command === b.command &&
  Object.entries(b.args).every(([name, value]) => !(name in a.args) || isDeepStrictEqual(a.args[name], value));

/** What speaks for something that the classifier holds for so likely, or against it. */
const strengthOfGuess = (p: number): number =>
  WEIGHTS.classifier * Math.log(Math.max(p, UNLIKELY.least) / UNLIKELY.each);

/** The best word of each source counts; two rules that say the same are one source. */
const strengthOf = (group: Group, p: number): number => {
  const sources = new Set(group.map(({ by }) => by));
  const bests = [...sources].map((source) => group.find(({ by }) => by === source)?.strength ?? 0);
  return bests.reduce((sum, strength) => sum + strength, strengthOfGuess(p));
};

const sourcesOf = (group: Group, p: number): ReadonlySet<Source> =>
  new Set([...group.map(({ by }) => by), ...(p >= THRESHOLDS.believed ? ['classifier' as const] : [])]);
