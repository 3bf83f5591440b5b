import type { FilledArguments } from './arguments.ts';
import { type Rule, tagsOf } from './core/rule.ts';
import type { Part } from './core/sentence.ts';
import { canMeanAny, isName, mentions } from './core/tags.ts';
import { isQuestion, isSpecific } from './questions.ts';

/** Words that say nothing against a change and nothing for it. */
const HARMLESS = [
  ...['filler', 'polite', 'show', 'license', 'licenses', 'subscription', 'subscriptions', 'my', 'all', 'more'],
  ...['product-word', 'self-service', 'source', 'status', 'to', 'from', 'for', 'by', 'and', 'here', 'left', 'access'],
  ...['want', 'can-have', 'article', 'help', 'longer'],
];

/** Words that say nothing at all. */
const SAYING_NOTHING = ['filler', 'polite', 'wh', 'be', 'show', 'by', 'users'];
const DENIALS = ['not', 'pronoun', 'chat'];

/** Words that say the contrary. */
const CONTRARY = ['not', 'nobody', 'want-not', 'must-not', 'keep'];

/** Words that make it no request: doubts, reports, small talk. */
const DOUBTS = ['unsure', 'must', 'chat', 'done'];

/** Words that stand for something that has not been said. */
const OPEN = ['pronoun', 'number'];

/** What neither the rule nor an argument accounts for. */
export const unaccountedParts = (rule: Rule, { free }: FilledArguments): Part[] => {
  const own = tagsOf(rule);
  return free.filter((part) => !canMeanAny(part, own));
};

/** Whether a word says something that ought to be accounted for. */
export const saysSomething = (part: Part): boolean => !canMeanAny(part, SAYING_NOTHING) && !canMeanAny(part, HARMLESS);

/** Whether every word is accounted for. */
export const isAllUnderstood = (rule: Rule, understood: FilledArguments): boolean =>
  unaccountedParts(rule, understood).every((part) => canMeanAny(part, SAYING_NOTHING) && !canMeanAny(part, DENIALS));

const ODD = [...CONTRARY, ...DOUBTS, ...OPEN];

/** Whether a tag asks for something: it is neither harmless nor a doubt. */
export const asksForSomething = (tag: string): boolean => ![...HARMLESS, ...SAYING_NOTHING, ...ODD].includes(tag);

/**
 * What the words allow:
 * - `sure`: it can be taken as said
 * - `ask`: only as a choice
 * - `loose`: it stands among words that nobody knows, so that something else has to speak for it
 * - `doubted`: they cast a doubt on it, or tell that it was done
 * - `denied`: they say the contrary
 */
export type Verdict = 'sure' | 'ask' | 'loose' | 'doubted' | 'denied';

/** Other things to choose from, and "can I", which is a question as well as a polite request. */
const ASKABLE = ['ref', 'product', 'may-i'];

/** A change is asked for only where every word is understood, none of them casts a doubt, and no two things are meant. */
export const verdictOnChange = (rule: Rule, understood: FilledArguments, parts: readonly Part[]): Verdict => {
  const rest = unaccountedParts(rule, understood);
  const odd = rest.filter((part) => canMeanAny(part, ODD) || !canMeanAny(part, HARMLESS));
  const saysNoLonger = mentions(parts, 'longer');
  if (odd.length > 0 && odd.every((part) => canMeanAny(part, ASKABLE))) return 'ask';
  if (!saysNoLonger && odd.some((part) => canMeanAny(part, CONTRARY))) return 'denied';
  if (odd.length > 0) return odd.some((part) => canMeanAny(part, [...CONTRARY, ...DOUBTS])) ? 'doubted' : 'loose';
  return understood.doubtful || restsOnMisspelling(rule, understood, parts) ? 'ask' : 'sure';
};

/** A misspelt verb and nothing else is too little. */
const restsOnMisspelling = (rule: Rule, { args }: FilledArguments, parts: readonly Part[]): boolean =>
  Object.keys(args).length === Object.keys(rule.args ?? {}).length &&
  parts.some((part) => part.misspelt && canMeanAny(part, tagsOf(rule)));

const MOST_UNKNOWN = 0.25;

/** A question may hold words that nobody knows, but not be about something else, nor say the contrary. */
export const verdictOnLook = (rule: Rule, understood: FilledArguments, parts: readonly Part[]): Verdict => {
  const rest = unaccountedParts(rule, understood);
  if (rest.some((part) => canMeanAny(part, ['chat', 'role'])) || reportsWhatWasDone(rest)) return 'doubted';
  if (asksAboutMore(rest, parts) || rest.filter(isUnknownWord).length > Math.max(1, parts.length * MOST_UNKNOWN))
    return 'loose';
  return rest.some((part) => canMeanAny(part, ['not', 'want-not'])) ? 'ask' : 'sure';
};

const isEverydayWord = ({ tags }: Part): boolean => tags.size > 0 && [...tags.keys()].every((tag) => tag === 'common');

const isUnknownWord = (part: Part): boolean => isName(part) || isEverydayWord(part);

/** "Is the policy retroactive?", "the policy is a good song": the words that matter are not among ours. */
const asksAboutMore = (rest: readonly Part[], parts: readonly Part[]): boolean => {
  const [first] = parts;
  if (rest.some((part) => part !== first && canMeanAny(part, ['definition']))) return true;
  const isAsked = isQuestion(parts) || (first !== undefined && canMeanAny(first, ['may-i', 'able']));
  return isAsked && !isSpecific(parts) && rest.some(isEverydayWord);
};

/** "The invoice was paid". */
const reportsWhatWasDone = (rest: readonly Part[]): boolean =>
  rest.some((part) => canMeanAny(part, ['done'])) && !rest.some((part) => canMeanAny(part, ['wh', 'show']));
