/** A script with one of its checks dropped. */
export interface Mutant {
  /** File name without `.lua`. */
  readonly script: string;
  /** The line that it is on, from 1. */
  readonly line: number;
  /** What is dropped, as it stands in the script. */
  readonly check: string;
  readonly source: string;
}

/** A condition in a script: where it stands, and what it says. */
interface Condition {
  readonly start: number;
  readonly text: string;
}

/** Where checks stand: the condition, what joins its operands, and what makes an operand say nothing. */
const CHECKS: readonly { readonly pattern: RegExp; readonly operator: ' or ' | ' and '; readonly becomes: string }[] = [
  // An `if` that refuses, on the same line or the next.
  {
    pattern: /\bif ((?:(?!\bif\b|\bthen\b).)+) then\s+return (?:refused\(|\{ refused)/g,
    operator: ' or ',
    becomes: 'false',
  },
  // The first thing that every script does: repeats and replaced imports go no further.
  { pattern: /\bif (early|first) then/g, operator: ' or ', becomes: 'false' },
  // What a step stops at.
  { pattern: /\belseif (limit <= 0) then/g, operator: ' or ', becomes: 'false' },
  { pattern: /\belseif (#moved < available) then/g, operator: ' and ', becomes: 'true' },
  // Whom a script takes for somebody to be given a license, or to lose one.
  { pattern: /\bif (not seen\[user\] and [^\n]+?|call\('ZSCORE'[^\n]+?) then/g, operator: ' and ', becomes: 'true' },
  // What the refusing ones go by.
  {
    pattern: /^local (?:assignable|usable) = ([^\n]+)$/gm,
    operator: ' and ',
    becomes: 'true',
  },
  { pattern: /^local (?:closed|forbidden) = ([^\n]+)$/gm, operator: ' or ', becomes: 'false' },
  { pattern: /^local state = ([^\n]+? == args\.id) and/gm, operator: ' and ', becomes: 'true' },
  { pattern: /\ballowed or (from == state)/g, operator: ' or ', becomes: 'true' },
];

/** Every mutant of a script: one for each operand of each condition. */
export const mutantsOf = (script: string, source: string): Mutant[] =>
  CHECKS.flatMap(({ pattern, operator, becomes }) =>
    conditions(source, pattern).flatMap((condition) =>
      operandsOf(condition, operator).map(({ at, check }) => ({
        script,
        line: source.slice(0, at).split('\n').length,
        check,
        source: source.slice(0, at) + becomes + source.slice(at + check.length),
      })),
    ),
  ).sort((a, b) => a.line - b.line);

const conditions = (source: string, pattern: RegExp): Condition[] =>
  [...source.matchAll(pattern)].map((match) => {
    const text = match[1] ?? '';
    return { start: match.index + match[0].indexOf(text), text };
  });

const operandsOf = ({ start, text }: Condition, operator: string): { at: number; check: string }[] => {
  let next = start;
  return splitOutsideBrackets(text, operator).map((check) => {
    const at = next;
    next += check.length + operator.length;
    return { at, check };
  });
};

const splitOutsideBrackets = (text: string, operator: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if ('([{'.includes(text[i] ?? '')) depth += 1;
    if (')]}'.includes(text[i] ?? '')) depth -= 1;
    if (depth > 0 || !text.startsWith(operator, i)) continue;
    parts.push(text.slice(from, i));
    from = i + operator.length;
  }
  return [...parts, text.slice(from)];
};
