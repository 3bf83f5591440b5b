import type { FilledArguments } from '../grammar/arguments.ts';
import type { Rule } from '../grammar/core/rule.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { canMeanAny, isName } from '../grammar/core/tags.ts';
import { saysSomething, unaccountedParts } from '../grammar/verdict.ts';
import { WEIGHTS } from './weights.ts';

/** Words that narrow down what is asked for. */
const NARROWING = [
  ...['ref', 'product', 'number', 'invoice-number', 'iso', 'date', 'days', 'status', 'source', 'sort', 'soon'],
  ...['reversed', 'except', 'email', 'id', 'person', 'customer'],
];

/** Those that say which one is meant, and not of what kind it is. */
const TELLING = [
  'ref',
  'product',
  'number',
  'invoice-number',
  'iso',
  'date',
  'days',
  'email',
  'id',
  'person',
  'customer',
  'reversed',
  'except',
];

/** Names of the tenant, and numbers that are somebody's or something's. */
const THINGS = ['ref', 'product', 'invoice-number', 'person', 'customer', 'email', 'id'];

/** Words before a name or a number that narrows down. */
const BEFORE = ['by', 'from', 'for', 'direction'];

/** What of a sentence counts against a reading of it. */
export interface Rest {
  /** Words that say something, and that nothing accounts for. */
  readonly words: readonly Part[];
  /** Those that name or narrow down what is meant, as they were written: neighbours together, "30 dys". */
  readonly narrowing: readonly string[];
  /** Those of them that somebody must have meant as such, rather than a word that nobody knows. */
  readonly named: readonly string[];
  /** How many of them are things that are known by their form or name. */
  readonly things: number;
  /** How many words nobody knows. */
  readonly strange: number;
}

/** What neither a rule nor an argument accounts for, without the words that say nothing. */
export const restOf = (rule: Rule, filled: FilledArguments, all: readonly Part[]): Rest => {
  const rest = unaccountedParts(rule, filled).filter((part) => isNarrowing(part) || saysSomething(part));
  const narrowing = runsOf(rest.filter(isNarrowing), all).map((run) => [...signBefore(run, all), ...run]);
  return {
    words: rest.filter((part) => !isNarrowing(part)),
    narrowing: narrowing.map(textOf),
    things: narrowing.filter((run) => run.some((part) => canMeanAny(part, THINGS))).length,
    named: narrowing.filter((run) => isMeantAsSuch(run, all)).map(textOf),
    strange: rest.filter(({ tags }) => tags.size === 0).length,
  };
};

/** What the words that nothing accounts for say against a reading. */
export const costOf = ({ words, narrowing, things }: Rest): number =>
  WEIGHTS.word * words.length + WEIGHTS.name * narrowing.length + WEIGHTS.thing * things;

const isNarrowing = (part: Part): boolean =>
  isName(part) || (canMeanAny(part, NARROWING) && !canMeanAny(part, ['filler']));

/** Neighbours together. */
const runsOf = (left: readonly Part[], all: readonly Part[]): Part[][] => {
  const found: Part[][] = [];
  for (const part of left) {
    const before = all[all.indexOf(part) - 1];
    const run = found.at(-1);
    if (run && run.at(-1) === before && !/[,.;:!?]/.test(part.gap)) run.push(part);
    else found.push([part]);
  }
  return found;
};

/** What says that it is not wanted, with what stands between: "without the" before "trials". */
const signBefore = ([first]: readonly Part[], all: readonly Part[]): readonly Part[] => {
  const before = first && canMeanAny(first, ['source', 'status']) ? all.slice(0, all.indexOf(first)) : [];
  const at = before.findLastIndex((part) => !canMeanAny(part, ['article', 'filler']) || canMeanAny(part, ['not']));
  const sign = before[at];
  return sign && canMeanAny(sign, ['not']) ? before.slice(at) : [];
};

const textOf = ([first, ...more]: readonly Part[]): string =>
  [first?.text ?? '', ...more.map(({ gap, text }) => `${gap}${text}`)].join('');

/** A number, a date, a product or a name with a capital; or what stands behind a word that leads to one. */
const isMeantAsSuch = (run: readonly Part[], all: readonly Part[]): boolean => {
  const before = run[0] && all[all.indexOf(run[0]) - 1];
  return (
    run.some((part) => canMeanAny(part, TELLING) || part.name) ||
    (run.length > 1 && run.some((part) => canMeanAny(part, ['not']))) ||
    (before !== undefined && canMeanAny(before, BEFORE))
  );
};
