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

const plainTags = (tags: readonly string[]): string[] =>
  tags.map((tag) => tag.replace(/=.*/, '')).filter((tag) => !FORM_TAGS.includes(tag));

/** The tags that a rule asks for. */
export const tagsAskedFor = (rule: Rule): string[] =>
  plainTags(conditionsOf(rule).flatMap(({ any, not, aside }) => (not || aside ? [] : any)));

/** The tags that a rule asks for or lets pass. */
export const tagsOf = (rule: Rule): string[] => [...tagsAskedFor(rule), ...plainTags(rule.may?.split(' ') ?? [])];
