import type { Rule } from '../rules.ts';
import type { Part } from './sentence.ts';

/** What rules can ask for besides tags: unknown words, such with a capital, at the beginning, or in front of what they own. */
export const PECULIAR = ['names', 'capital', 'owner', 'possessive'];

/** Whether a part can stand for a tag. */
export const stands = ({ tags }: Part, tag: string): boolean => tags.has(tag);

export const has = (parts: readonly Part[], tag: string): boolean => parts.some((part) => part.tags.has(tag));

/** A word that nothing is known of, an address, or the id of a person. */
export const isName = ({ tags }: Part): boolean => tags.size === 0 || tags.has('email') || tags.has('id');

/** All that a sentence holds: tags, their values as `source=trials`, and the peculiar ones. */
export const contents = (parts: readonly Part[]): ReadonlySet<string> => {
  const tagged = parts.flatMap(({ tags }) => [...tags].flatMap(([tag, value]) => [tag, `${tag}=${value}`]));
  return new Set([...tagged, ...parts.flatMap((part, i) => peculiar(part, i, parts[i + 1]))]);
};

const peculiar = (part: Part, at: number, next: Part | undefined): string[] => [
  ...(part.possessive || isGenitive(part, next) ? ['possessive'] : []),
  ...(isName(part) ? ['names', ...(part.name ? ['capital'] : []), ...(at === 0 ? ['owner'] : [])] : []),
];

/** "Allans Copilot". */
const isGenitive = (part: Part, next: Part | undefined): boolean =>
  isName(part) &&
  /s$/i.test(part.text) &&
  next !== undefined &&
  (stands(next, 'product') || stands(next, 'subscription'));

interface Condition {
  readonly any: readonly string[];
  readonly not: boolean;
  /** It is a condition, but the words stay unaccounted for. */
  readonly aside: boolean;
}

const parse = ({ when }: Rule): Condition[] =>
  when.split(' ').map((text) => ({
    any: text.replace(/^[!~]/, '').split('|'),
    not: text.startsWith('!'),
    aside: text.startsWith('~'),
  }));

const parsed = new WeakMap<Rule, Condition[]>();

const conditions = (rule: Rule): Condition[] => {
  const known = parsed.get(rule) ?? parse(rule);
  parsed.set(rule, known);
  return known;
};

/** Whether a sentence fulfils all conditions of a rule. */
export const holds = (rule: Rule, held: ReadonlySet<string>): boolean =>
  conditions(rule).every(({ any, not }) => any.some((tag) => held.has(tag)) !== not);

/** The tags that a rule asks for or lets pass. */
export const tagsOf = (rule: Rule): string[] =>
  [...conditions(rule).flatMap(({ any, not, aside }) => (not || aside ? [] : any)), ...(rule.may?.split(' ') ?? [])]
    .map((tag) => tag.replace(/=.*/, ''))
    .filter((tag) => !PECULIAR.includes(tag));
