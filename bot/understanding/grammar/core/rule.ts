import type { SpokenCommandName } from '../../../../locales/index.ts';
import { FORM_TAGS } from './tags.ts';

/** What a sentence must hold to mean a command. All that are met compete. */
export interface Rule {
  readonly command: SpokenCommandName;
  /** Words that must be there: `a|b` is either, `!a` must not be, `~a` must be but casts a doubt. */
  readonly when: string;
  /** What the words say besides the arguments in the sentence. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** Words that may be there too without making it doubtful. */
  readonly may?: string;
  /** Every word must be understood, though the command only reads. */
  readonly whole?: true;
  /** It answers questions of how things are, too. */
  readonly explains?: true;
  /** It can mean several things: these are asked about. */
  readonly or?: readonly Pick<Rule, 'command' | 'args'>[];
}

/** A rule for a command, and when it is met. */
export const rule = (command: SpokenCommandName, when: string, more: Omit<Rule, 'command' | 'when'> = {}): Rule => ({
  command,
  when,
  ...more,
});

interface Condition {
  readonly any: readonly string[];
  readonly not: boolean;
  /** It is a condition, but the words stay unaccounted for. */
  readonly aside: boolean;
}

const parseConditions = ({ when }: Rule): Condition[] =>
  when.split(' ').map((text) => ({
    any: text.replace(/^[!~]/, '').split('|'),
    not: text.startsWith('!'),
    aside: text.startsWith('~'),
  }));

const parsed = new WeakMap<Rule, Condition[]>();

const conditionsOf = (rule: Rule): Condition[] => {
  const known = parsed.get(rule) ?? parseConditions(rule);
  parsed.set(rule, known);
  return known;
};

/** Whether a sentence with these contents fulfils all conditions of a rule. */
export const isMet = (rule: Rule, contents: ReadonlySet<string>): boolean =>
  conditionsOf(rule).every(({ any, not }) => any.some((tag) => contents.has(tag)) !== not);

/**
 * How much of a rule a sentence with these contents fulfils, from 0 to 1, where it has one of some words of it; 0 where it has
 * a word that must not be there.
 */
export const shareMet = (rule: Rule, contents: ReadonlySet<string>, words: ReadonlySet<string>): number => {
  const conditions = conditionsOf(rule);
  const has = ({ any }: Condition) => any.some((tag) => contents.has(tag));
  if (conditions.some((condition) => condition.not && has(condition))) return 0;
  const isWord = ({ any }: Condition) => any.some((tag) => words.has(tag));
  const weigh = (some: readonly Condition[]) => some.reduce((sum, each) => sum + (isWord(each) ? 1 : THING_WEIGHT), 0);
  const wanted = conditions.filter(({ not }) => !not);
  const met = wanted.filter(has);
  return met.some(isWord) ? weigh(met) / weigh(wanted) : 0;
};

/** Whether all that a rule asks for and these contents have not is what it is about: no word that turns its sense. */
export const lacksOnlyThings = (rule: Rule, contents: ReadonlySet<string>): boolean =>
  conditionsOf(rule).every(
    ({ any, not }) => not || any.some((tag) => contents.has(tag)) || any.some((tag) => ABOUT.includes(tag)),
  );

const ABOUT = [
  ...['ref', 'product', 'number', 'invoice-number', 'names', 'capital', 'people', 'users', 'self-service', 'policies'],
  ...['subscription', 'subscriptions', 'license', 'licenses', 'invoice', 'request', 'requests', 'all', 'set-policy'],
];

/** What a thing that is named says of a rule, beside a word that does. */
const THING_WEIGHT = 0.5;

const plainTags = (tags: readonly string[]): string[] =>
  tags.map((tag) => tag.replace(/=.*/, '')).filter((tag) => !FORM_TAGS.includes(tag));

/** The tags that a rule asks for. */
export const tagsAskedFor = (rule: Rule): string[] =>
  plainTags(conditionsOf(rule).flatMap(({ any, not, aside }) => (not || aside ? [] : any)));

/** The tags that a rule asks for or lets pass. */
export const tagsOf = (rule: Rule): string[] => [...tagsAskedFor(rule), ...plainTags(rule.may?.split(' ') ?? [])];
