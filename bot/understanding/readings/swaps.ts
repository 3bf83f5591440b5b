import { fillArguments } from '../grammar/arguments.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { mentions } from '../grammar/core/tags.ts';
import type { Candidate } from './candidate.ts';
import { WEIGHTS } from './weights.ts';

/** "Swap Lee for Allan": the license is taken from the first and given to the second, each asked about by itself. */
export const readingsOfSwaps = (all: readonly Part[]): Candidate[] => {
  const people = all.filter(({ tags }) => tags.has('person'));
  if (people.length !== 2 || !mentions(all, 'swap')) return [];
  return (['unassign', 'assign'] as const).map((command, i) => {
    const others = all.filter((part) => part !== people[1 - i] && !part.tags.has('swap'));
    const { args } = fillArguments({ command }, others, undefined);
    return {
      ...{ command, args, by: 'rule', verdict: 'ask', strength: WEIGHTS.met + WEIGHTS.whole - i },
      ...{ leftOver: [], named: [], whole: true, strange: 0 },
    };
  });
};
