import { type FilledArguments, fillArguments } from '../grammar/arguments.ts';
import type { Rule } from '../grammar/core/rule.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { canMean } from '../grammar/core/tags.ts';
import type { SaidCommand } from '../reading.ts';

/** What a change is about one of at a time, and the argument that it is. */
export const ONE_EACH = [
  ['ref', 'subscription'],
  ['product', 'product'],
] as const;

/**
 * The same change several times in one sentence, each with what is said of it: "set S-1001 to 8 and S-1005 to 5". None
 * where it is said once, or where a second thing belongs to the first, as where people move to.
 */
export const actsIn = (
  rule: Rule,
  { args, free }: FilledArguments,
  all: readonly Part[],
  today: string | undefined,
): SaidCommand[] => {
  const isLeft = free.some(({ tags }) => ONE_EACH.some(([tag, name]) => tags.has(tag) && tags.get(tag) !== args[name]));
  if ('target' in args || !isLeft) return [];
  const acts = clausesOf(all).map((clause) => fillArguments(rule, clause, today).args);
  const [tag] = ONE_EACH.find(([, name]) => name in args) ?? [];
  const isOfAll = tag !== undefined && acts.every((act) => argumentOf(tag) in act);
  if (acts.length < 2 || !isOfAll) return [];
  return acts.map((act) => ({ command: rule.command, args: { ...args, ...act } }));
};

const argumentOf = (tag: string): string => ONE_EACH.find(([each]) => each === tag)?.[1] ?? tag;

/** The parts of a sentence between its commas and its "and". */
const clausesOf = (all: readonly Part[]): Part[][] =>
  all.reduce<Part[][]>(
    (clauses, part) => {
      const isNew = canMean(part, 'and') || /[,;]/.test(part.gap);
      if (isNew) clauses.push([part]);
      else clauses.at(-1)?.push(part);
      return clauses;
    },
    [[]],
  );
