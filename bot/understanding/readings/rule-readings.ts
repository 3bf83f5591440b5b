import { type FilledArguments, fillArguments } from '../grammar/arguments.ts';
import { isMet, type Rule, tagsOf } from '../grammar/core/rule.ts';
import type { Part } from '../grammar/core/sentence.ts';
import type { Args } from '../grammar/core/slots.ts';
import { canMean, canMeanAny, contentsOf } from '../grammar/core/tags.ts';
import { isGeneral, isQuestion } from '../grammar/questions.ts';
import { rules } from '../grammar/rules.ts';
import { isAllUnderstood, saysSomething, type Verdict, verdictOnChange, verdictOnLook } from '../grammar/verdict.ts';
import type { Circumstances, SaidCommand } from '../reading.ts';
import type { Candidate } from './candidate.ts';
import { costOf, type Rest, restOf } from './left-over.ts';
import { actsIn, ONE_EACH } from './several-acts.ts';
import { WEIGHTS } from './weights.ts';

/** A rule that a sentence meets, what it fills in, and how the words around it judge it. */
export interface MetRule {
  readonly rule: Rule;
  readonly filled: FilledArguments;
  readonly verdict: Verdict;
  readonly rest: Rest;
  /** What else its words can mean. */
  readonly others: readonly SaidCommand[];
}

/** Every rule that a sentence meets, from the clearest to the vaguest. */
export const metRules = (all: readonly Part[], { changing, today }: Circumstances): MetRule[] => {
  const [question, general, contents] = [isQuestion(all), isGeneral(all), contentsOf(all)];
  const canBeMeant = (rule: Rule) => !(question && changing.has(rule.command)) && !(general && !rule.explains);
  return rules.flatMap((rule) => {
    if (!isMet(rule, contents) || !canBeMeant(rule)) return [];
    const whole = fillArguments(rule, all, today);
    const acts = changing.has(rule.command) ? actsIn(rule, whole, all, today) : [];
    const filled = { ...whole, args: acts[0]?.args ?? whole.args };
    if (rule.whole && !isAllUnderstood(rule, filled)) return [];
    const judge = changing.has(rule.command) ? verdictOnChange : verdictOnLook;
    const others = otherReadings({ rule, filled }, acts, all, today);
    return [{ rule, filled, others, verdict: judge(rule, filled, all), rest: restOf(rule, filled, all) }];
  });
};

/** What the rules read in a sentence: each of them all that it can mean, and nothing twice for one of them. */
export const readingsOfRules = (met: readonly MetRule[], all: readonly Part[]): Candidate[] =>
  met.flatMap((each, at) => readingsOf(withDenial(each, met), clearerThan(met, at), all));

/** What the clearest rule of a command sees denied is denied, though a vaguer one may take "not" for its own. */
const withDenial = (each: MetRule, met: readonly MetRule[]): MetRule => {
  const clearest = met.find(({ rule }) => rule.command === each.rule.command);
  return clearest?.verdict === 'denied' ? { ...each, verdict: 'denied' } : each;
};

/** How many clearer rules may be taken at their word. */
const clearerThan = (met: readonly MetRule[], at: number): number =>
  met.slice(0, at).filter(({ verdict }) => verdict === 'sure' || verdict === 'ask').length;

const readingsOf = (met: MetRule, at: number, all: readonly Part[]): Candidate[] => {
  const { rule, filled, verdict, rest, others } = met;
  const strength = strengthOf(met, at, all);
  const isOneOfSeveral = others.length > 0 && verdict === 'sure';
  return [{ command: rule.command, args: filled.args }, ...others].map((said, i) => ({
    ...said,
    by: 'rule',
    rule,
    leftOver: rest.narrowing,
    named: rest.named,
    whole: isAllUnderstood(rule, filled),
    declared: isDeclared(met, all),
    strange: rest.strange,
    strength: strength + WEIGHTS.alternative * i,
    verdict: isOneOfSeveral ? 'ask' : verdict,
  }));
};

/** What else the words can mean: other commands, and the same for what else they name. */
const otherReadings = (
  { rule, filled }: Pick<MetRule, 'rule' | 'filled'>,
  acts: readonly SaidCommand[],
  all: readonly Part[],
  today: string | undefined,
): SaidCommand[] => [
  ...(rule.or ?? []).map(({ command, args = {} }) => ({
    command,
    args: fillArguments({ command, args }, all, today).args,
  })),
  ...(acts.length > 0 ? acts.slice(1) : otherValues(filled).map((args) => ({ command: rule.command, args }))),
];

/** The arguments with another value for one of them, for each that the words left over name. */
const otherValues = ({ args, free }: FilledArguments): Args[] =>
  ONE_EACH.flatMap(([tag, name]) =>
    args[name] === undefined
      ? []
      : free.flatMap(({ tags }) =>
          tags.has(tag) && tags.get(tag) !== args[name] ? [{ ...args, [name]: tags.get(tag) }] : [],
        ),
  );

const VERDICTS: Readonly<Record<Verdict, number>> = {
  sure: 0,
  ask: 0,
  loose: WEIGHTS.loose,
  doubted: WEIGHTS.doubted,
  denied: WEIGHTS.doubted,
};

const strengthOf = ({ rule, filled, verdict, rest }: MetRule, at: number, all: readonly Part[]): number =>
  WEIGHTS.met +
  WEIGHTS.later * at +
  VERDICTS[verdict] +
  (isAllUnderstood(rule, filled) ? WEIGHTS.whole : 0) +
  (isDeclared({ rule, filled }, all) ? WEIGHTS.declared : 0) +
  costOf(rest) +
  WEIGHTS.misspelt * all.filter((part) => part.misspelt && canMeanAny(part, tagsOf(rule))).length;

/** Whether one phrase of the command's own is the whole sentence, but for words that say nothing. */
const isDeclared = ({ rule, filled }: Pick<MetRule, 'rule' | 'filled'>, all: readonly Part[]): boolean =>
  rule.when === rule.command &&
  isAllUnderstood(rule, filled) &&
  all.every((part) => canMean(part, rule.command) || !saysSomething(part));
