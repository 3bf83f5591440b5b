import { isDeepStrictEqual } from 'node:util';
import type { Reading, SaidCommand } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import { WEIGHTS } from './weights.ts';

/** What all sources make of a sentence: every reading once, the best first, with its share of all and of nothing. */
export const combined = (candidates: readonly Candidate[]): Reading[] => {
  const groups: Candidate[][] = [];
  for (const candidate of [...candidates].sort((a, b) => b.strength - a.strength)) {
    const same = groups.find(([best]) => best && isCompatible(best, candidate));
    if (same) same.push(candidate);
    else groups.push([candidate]);
  }
  const weighed = groups.flatMap((group) => (group[0] ? [{ best: group[0], group, weight: weightOf(group) }] : []));
  const total = weighed.reduce((sum, { weight }) => sum + weight, Math.exp(WEIGHTS.nothing));
  return weighed
    .map(({ best: { command, args, standing, leftOver }, group, weight }) => ({
      ...{ command, args, standing, leftOver },
      score: weight / total,
      by: new Set(group.map(({ by }) => by)),
    }))
    .sort((a, b) => b.score - a.score);
};

/** Whether two say the same, or one of them less of it. */
const isCompatible = (a: SaidCommand, b: SaidCommand): boolean =>
  a.command === b.command &&
  Object.entries(b.args).every(([name, value]) => !(name in a.args) || isDeepStrictEqual(a.args[name], value));

/** The best word of each source counts; two rules that say the same are one source. */
const weightOf = (group: readonly Candidate[]): number => {
  const sources = new Set(group.map(({ by }) => by));
  const bests = [...sources].map((source) => group.find(({ by }) => by === source)?.strength ?? 0);
  return Math.exp(bests.reduce((sum, strength) => sum + strength, 0));
};
