import { closingOf, conditionStart, operandEnd, operandStart } from './extents.ts';

/** Text that takes the place of other text. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Every way of breaking a source in its own kind of place, be it Lua or TypeScript. */
type Operator = (source: string) => Edit[];

const each = (pattern: RegExp, edits: (match: RegExpExecArray, source: string) => Edit[]): Operator => {
  return (source) => [...source.matchAll(pattern)].flatMap((match) => edits(match, source));
};

/** One thing for another, both ways. */
const swaps = (pairs: Readonly<Record<string, string>>, pattern: RegExp): Operator =>
  each(pattern, ({ 0: all, 1: word = '', index }) => {
    const from = index + all.indexOf(word);
    return [{ from, to: from + word.length, text: pairs[word] ?? '' }];
  });

/** `a and b` becomes `a`, and `b`. */
const dropOperand = each(/\s(?:and|or|&&|\|\||\?\?)\s+/g, ({ 0: joint, index }, source) => {
  const behind = index + joint.length;
  return [
    { from: index, to: operandEnd(source, behind), text: '' },
    { from: operandStart(source, index), to: behind, text: '' },
  ];
});

const BOTH = ['true', 'false'];

/** A condition that always holds, and one that never does. */
const decideIf = each(/\bif \(|\b(?:else)?if (.+?) then\b/g, ({ 0: all, 1: lua, index }, source) => {
  const from = index + all.indexOf(lua ?? '(');
  const to = lua === undefined ? closingOf(source, from) : from + lua.length;
  return BOTH.map((text) => ({ from, to, text: lua === undefined ? `(${text})` : text }));
});
const decideChoice = each(/\s+\? /g, ({ index: to }, source) => {
  const from = conditionStart(source, to);
  return BOTH.map((text) => ({ from, to, text }));
});

/** A call for what it does, not for what it returns: alone in its line, or in that of its loop. */
const dropCall = each(/(?:^ *|\b(?:do|then|else) )(?:await |void )?[\w.?!]+\(/gm, ({ 0: all, index }, source) => {
  const from = index + (/^ *(?:(?:do|then|else) )?/.exec(all)?.[0].length ?? 0);
  const to = closingOf(source, index + all.length - 1);
  return /^(?:;|\n| end\b| else\b)/.test(source.slice(to, to + 6)) ? [{ from, to, text: '' }] : [];
});

const NEIGHBOURS = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '==': '~=',
  '~=': '==',
  '+': '-',
  '-': '+',
  '*': '+',
};
const compare = swaps(NEIGHBOURS, / (<=|>=|<|>|===|!==|==|~=|\+|-|\*) /g);

const OPPOSITES = { max: 'min', min: 'max', floor: 'ceil', ceil: 'floor', some: 'every', every: 'some' };
const oppose = swaps(OPPOSITES, /[.](max|min|floor|ceil|some|every)\(/g);
const deny = swaps({ true: 'false', false: 'true' }, /(?:return|=>|:|=|,|\?) (true|false)\b/g);

const dropFilter = each(/\s*\.filter\(/g, ({ 0: all, index }, source) => [
  { from: index, to: closingOf(source, index + all.length - 1), text: '' },
]);

/** An element of a list in one line that names something. */
const dropElement = each(/(?<=[=:(?] )\[([^[\]\n]*'[^[\]\n]*)\]/g, ({ 1: list = '', index }) => {
  const elements = list.split(', ');
  return elements.map((_, left) => ({
    from: index + 1,
    to: index + 1 + list.length,
    text: elements.filter((__, i) => i !== left).join(', '),
  }));
});

/** A number that has a name. */
const offByOne = each(/^(?:export )?const [A-Z_]+ = (\d+)\b/gm, ({ 0: all, 1: digits = '', index }) => [
  { from: index + all.length - digits.length, to: index + all.length, text: String(Number(digits) + 1) },
]);

export const OPERATORS: readonly Operator[] = [
  dropOperand,
  decideIf,
  decideChoice,
  dropCall,
  compare,
  oppose,
  deny,
  dropFilter,
  dropElement,
  offByOne,
];
