import type { Understood } from './arguments.ts';
import { has, isName, stands, tagsOf } from './core/holds.ts';
import type { Part } from './core/sentence.ts';
import type { Rule } from './rules.ts';

/** Words that say nothing against a change and nothing for it. */
const HARMLESS = [
  ...['filler', 'polite', 'show', 'license', 'licenses', 'subscription', 'subscriptions', 'my', 'all', 'more'],
  ...['product-word', 'self-service', 'source', 'status', 'to', 'from', 'for', 'by', 'and', 'here', 'left', 'access'],
  ...['want', 'can-have', 'article', 'help', 'longer'],
];

/** Words that say nothing at all. */
const EMPTY = ['filler', 'polite', 'wh', 'be', 'show', 'by', 'users'];
const DENIALS = ['not', 'pronoun', 'chat'];

/** Words that make it no request: doubts, denials, reports, small talk. */
const DOUBTS = ['unsure', 'not', 'nobody', 'want-not', 'must', 'must-not', 'chat', 'done', 'pronoun', 'number'];

const any = (part: Part, tags: readonly string[]): boolean => tags.some((tag) => stands(part, tag));

/** What neither the rule nor an argument accounts for. */
const remainder = (rule: Rule, { free }: Understood): Part[] => {
  const own = tagsOf(rule);
  return free.filter((part) => !any(part, own));
};

/** Whether every word is accounted for. */
export const isWhole = (rule: Rule, understood: Understood): boolean =>
  remainder(rule, understood).every((part) => any(part, EMPTY) && !any(part, DENIALS));

export type Verdict = 'sure' | 'ask' | 'no';

/** Other things to choose from, and "can I", which is a question as well as a polite request. */
const ASKABLE = ['ref', 'product', 'may-i'];

/** A change is asked for only where every word is understood, none of them casts a doubt, and no two things are meant. */
export const changeIsAsked = (rule: Rule, understood: Understood, parts: readonly Part[]): Verdict => {
  const odd = remainder(rule, understood).filter((part) => any(part, DOUBTS) || !any(part, HARMLESS));
  if (odd.length > 0) return odd.every((part) => any(part, ASKABLE)) ? 'ask' : 'no';
  return understood.doubtful || isGuess(rule, understood, parts) ? 'ask' : 'sure';
};

/** A misspelt verb and nothing else is too little. */
const isGuess = (rule: Rule, { args }: Understood, parts: readonly Part[]): boolean =>
  Object.keys(args).length === Object.keys(rule.args ?? {}).length &&
  parts.some((part) => part.misspelt && any(part, tagsOf(rule)));

const MOST_UNKNOWN = 0.25;

/** A question may hold words that nobody knows, but not be about something else, nor say the contrary. */
export const lookIsAsked = (rule: Rule, understood: Understood, parts: readonly Part[]): Verdict => {
  const rest = remainder(rule, understood);
  if (rest.some((part) => any(part, ['chat', 'role'])) || isReport(rest)) return 'no';
  if (asksAboutMore(rest, parts) || rest.filter(isUnknown).length > Math.max(1, parts.length * MOST_UNKNOWN))
    return 'no';
  return rest.some((part) => any(part, ['not', 'want-not'])) ? 'ask' : 'sure';
};

const isCommon = ({ tags }: Part): boolean => tags.size > 0 && [...tags.keys()].every((tag) => tag === 'common');

const isUnknown = (part: Part): boolean => isName(part) || isCommon(part);

/** "Is the policy retroactive?", "the policy is a good song": the words that matter are not among ours. */
const asksAboutMore = (rest: readonly Part[], parts: readonly Part[]): boolean => {
  const [first] = parts;
  if (rest.some((part) => part !== first && any(part, ['definition']))) return true;
  const isAsked = isQuestion(parts) || (first !== undefined && any(first, ['may-i', 'able']));
  return isAsked && !isSpecific(parts) && rest.some(isCommon);
};

const isSpecific = (parts: readonly Part[]): boolean => has(parts, 'ref') || has(parts, 'invoice-number');

/** "The invoice was paid". */
const isReport = (rest: readonly Part[]): boolean =>
  rest.some((part) => any(part, ['done'])) && !rest.some((part) => any(part, ['wh', 'show']));

/** Whether it asks what is, not for something to be done: "is self-service on?", "who blocked Visio?". */
export const isQuestion = (parts: readonly Part[]): boolean => {
  const first = parts.find((part) => !any(part, ['polite', 'help']));
  return first !== undefined && any(first, ['be', 'wh']) && !any(first, ['want-not', 'nobody']);
};

/** Whether it asks how things work, or what they cost, and not about one thing: "how do I buy?", "what does Visio cost?". */
export const isGeneral = (parts: readonly Part[]): boolean =>
  !isSpecific(parts) && (has(parts, 'explain') || (has(parts, 'price') && isForSale(parts)));

const isForSale = (parts: readonly Part[]): boolean =>
  has(parts, 'spend') && (has(parts, 'product') || has(parts, 'license-one')) && !has(parts, 'ours');
