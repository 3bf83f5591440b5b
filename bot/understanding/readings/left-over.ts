import type { FilledArguments } from '../grammar/arguments.ts';
import type { Rule } from '../grammar/core/rule.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { canMeanAny, isName } from '../grammar/core/tags.ts';
import { saysSomething, unaccountedParts } from '../grammar/verdict.ts';

/** Words that narrow down what is asked for. */
const NARROWING = [
  ...['ref', 'product', 'number', 'invoice-number', 'iso', 'date', 'days', 'status', 'source', 'sort', 'soon'],
  ...['email', 'id'],
];

/** What of a sentence counts against a reading of it. */
export interface Rest {
  /** Words that say something, and that nothing accounts for. */
  readonly words: readonly Part[];
  /** Those that name or narrow down what is meant, as they were written: neighbours together, "30 dys". */
  readonly narrowing: readonly string[];
}

/** What neither a rule nor an argument accounts for, without the words that say nothing. */
export const restOf = (rule: Rule, filled: FilledArguments, all: readonly Part[]): Rest => {
  const rest = unaccountedParts(rule, filled).filter((part) => isNarrowing(part) || saysSomething(part));
  return { words: rest.filter((part) => !isNarrowing(part)), narrowing: textsOf(rest.filter(isNarrowing), all) };
};

const isNarrowing = (part: Part): boolean => isName(part) || canMeanAny(part, NARROWING);

const textsOf = (left: readonly Part[], all: readonly Part[]): string[] => {
  const texts: string[] = [];
  let last = -2;
  for (const part of left) {
    const at = all.indexOf(part);
    const isNext = at === last + 1 && !/[,.;:!?]/.test(part.gap);
    if (isNext) texts.push(`${texts.pop() ?? ''}${part.gap}${part.text}`);
    else texts.push(part.text);
    last = at;
  }
  return texts;
};
