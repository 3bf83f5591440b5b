import { fill, type Understood } from './arguments.ts';
import { changeIsAsked, isGeneral, isQuestion, isWhole, lookIsAsked } from './certainty.ts';
import { closest } from './closest.ts';
import { contents, has, holds } from './core/holds.ts';
import { type Part, parts } from './core/sentence.ts';
import type { Args } from './core/slots.ts';
import { tidy } from './core/tokens.ts';
import { type Rule, rules } from './rules.ts';

/** A command and its arguments as they were said; nothing is looked up or checked yet. */
export interface Request {
  readonly command: string;
  readonly args: Args;
}

export type Interpretation =
  | ({ readonly kind: 'command' } & Request)
  /** The likeliest first. Asked about, never guessed. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly Request[] }
  /** Names of commands that sound like it, the likeliest first. */
  | { readonly kind: 'none'; readonly closest: readonly string[] };

/** What a text may depend on besides itself. */
export interface Circumstances {
  /** The day of the person who asks, "2026-11-21"; without it "last March" stays open. */
  readonly today?: string | undefined;
}

/** Commands that change something, or lead to a change. */
export const CHANGING: ReadonlySet<string> = new Set([
  'set-policy',
  'take-over',
  'move-users',
  'cancel',
  'assign',
  'unassign',
  'buy',
  'centralize',
  'set-quantity',
  'recurring-billing',
  'reactivate',
  'pay-invoice',
  'request-license',
  'notify-here',
  'act-for',
  'language',
]);

/** What a text asks for, in English, Swedish or a mixture. Pure: no look-ups, no clock. */
export const interpret = (text: string, { today }: Circumstances = {}): Interpretation => {
  const said = tidy(text);
  const all = parts(said);
  const question = isQuestion(all);
  const held = contents(all);
  const general = isGeneral(all);
  for (const rule of rules) {
    if (!holds(rule, held) || (question && CHANGING.has(rule.command)) || (general && !rule.explains)) continue;
    const understood = fill(rule, all, today);
    if (rule.whole && !isWhole(rule, understood)) continue;
    return (
      answer({ rule, understood, all, today }) ?? {
        kind: 'none',
        closest: [...new Set([rule.command, ...closest(all)])],
      }
    );
  }
  return { kind: 'none', closest: closest(all) };
};

interface Found {
  readonly rule: Rule;
  readonly understood: Understood;
  readonly all: readonly Part[];
  readonly today: string | undefined;
}

const answer = (found: Found): Interpretation | undefined => {
  const { rule, understood, all } = found;
  const request = { command: rule.command, args: understood.args };
  const readings = [request, ...otherReadings(found)];
  const verdict = CHANGING.has(rule.command)
    ? changeIsAsked(rule, understood, all)
    : lookIsAsked(rule, understood, all);
  if (verdict === 'no') return instead(found, readings);
  return verdict === 'sure' && readings.length === 1
    ? { kind: 'command', ...request }
    : { kind: 'ambiguous', readings };
};

/** What else the words can mean: other commands, and other subscriptions or products that they name. */
const otherReadings = ({ rule, understood, all, today }: Found): Request[] => [
  ...(rule.or ?? []).map(({ command, args = {} }) => ({
    command,
    args: fill({ command, args }, all, today).args,
  })),
  ...rivals(understood, 'ref', 'subscription').map((args) => ({ command: rule.command, args })),
  ...rivals(understood, 'product', 'product').map((args) => ({ command: rule.command, args })),
];

const rivals = ({ args, free }: Understood, tag: string, name: string): Args[] =>
  args[name] === undefined
    ? []
    : free.flatMap(({ tags }) =>
        tags.has(tag) && tags.get(tag) !== args[name] ? [{ ...args, [name]: tags.get(tag) }] : [],
      );

/** For a change that is not quite asked for: a look at what it is about, and the change where it was not denied. */
const instead = ({ rule, all }: Found, readings: readonly Request[]): Interpretation | undefined => {
  const reference = all.find(({ tags }) => tags.has('ref'))?.tags.get('ref');
  if (!CHANGING.has(rule.command) || reference === undefined) return undefined;
  const look: Request = { command: 'subscription', args: { subscription: reference } };
  const isDenied = has(all, 'not') || has(all, 'want-not');
  return { kind: 'ambiguous', readings: isDenied ? [look, { command: 'close', args: {} }] : [...readings, look] };
};
