import { type FilledArguments, fillArguments } from './grammar/arguments.ts';
import { closestCommands } from './grammar/closest-commands.ts';
import { isMet, type Rule } from './grammar/core/rule.ts';
import { type Part, parts } from './grammar/core/sentence.ts';
import type { Args } from './grammar/core/slots.ts';
import { contentsOf, mentions } from './grammar/core/tags.ts';
import { tidy } from './grammar/core/tokens.ts';
import { isGeneral, isQuestion } from './grammar/questions.ts';
import { rules } from './grammar/rules.ts';
import { isAllUnderstood, verdictOnChange, verdictOnLook } from './grammar/verdict.ts';
import type { Circumstances, Interpretation, SaidCommand } from './reading.ts';

/** What a text asks for, in English, Swedish or a mixture. Pure: no look-ups, no clock. */
export const interpret = (text: string, circumstances: Circumstances): Interpretation => {
  const all = parts(tidy(text));
  const decision = decide(all, circumstances);
  if (!decision) return { kind: 'none', closest: closestCommands(all) };
  return (
    interpretBy(decision, circumstances) ?? {
      kind: 'none',
      closest: [...new Set([decision.rule.command, ...closestCommands(all)])],
    }
  );
};

/** The rule that decides what a text means; undefined where none is met. */
export const decidingRule = (text: string, circumstances: Circumstances): Rule | undefined =>
  decide(parts(tidy(text)), circumstances)?.rule;

/** The rule that decides, what it fills in, and the sentence that it is about. */
interface Decision {
  readonly rule: Rule;
  readonly filled: FilledArguments;
  readonly all: readonly Part[];
}

const decide = (all: readonly Part[], { changing, today }: Circumstances): Decision | undefined => {
  const [question, general, contents] = [isQuestion(all), isGeneral(all), contentsOf(all)];
  for (const rule of rules) {
    if (!isMet(rule, contents) || (question && changing.has(rule.command)) || (general && !rule.explains)) continue;
    const filled = fillArguments(rule, all, today);
    if (!rule.whole || isAllUnderstood(rule, filled)) return { rule, filled, all };
  }
  return undefined;
};

const interpretBy = (decision: Decision, circumstances: Circumstances): Interpretation | undefined => {
  const { rule, filled, all } = decision;
  const spoken = { command: rule.command, args: filled.args };
  const choices = [spoken, ...otherChoices(decision, circumstances)];
  const verdict = circumstances.changing.has(rule.command)
    ? verdictOnChange(rule, filled, all)
    : verdictOnLook(rule, filled, all);
  if (verdict === 'no') return lookInstead(decision, choices, circumstances);
  return verdict === 'sure' && choices.length === 1 ? { kind: 'command', ...spoken } : { kind: 'ambiguous', choices };
};

/** What else the words can mean: other commands, and other subscriptions or products that they name. */
const otherChoices = ({ rule, filled, all }: Decision, { today }: Circumstances): SaidCommand[] => [
  ...(rule.or ?? []).map(({ command, args = {} }) => ({
    command,
    args: fillArguments({ command, args }, all, today).args,
  })),
  ...otherValues(filled, 'ref', 'subscription').map((args) => ({ command: rule.command, args })),
  ...otherValues(filled, 'product', 'product').map((args) => ({ command: rule.command, args })),
];

/** The arguments with another value for one of them, for each that the words left over name. */
const otherValues = ({ args, free }: FilledArguments, tag: string, name: string): Args[] =>
  args[name] === undefined
    ? []
    : free.flatMap(({ tags }) =>
        tags.has(tag) && tags.get(tag) !== args[name] ? [{ ...args, [name]: tags.get(tag) }] : [],
      );

/** For a change that is not quite asked for: a look at what it is about, and the change where it was not denied. */
const lookInstead = (
  { rule, all }: Decision,
  choices: readonly SaidCommand[],
  { changing }: Circumstances,
): Interpretation | undefined => {
  const reference = all.find(({ tags }) => tags.has('ref'))?.tags.get('ref');
  if (!changing.has(rule.command) || reference === undefined) return undefined;
  const look: SaidCommand = { command: 'subscription', args: { subscription: reference } };
  const isDenied = mentions(all, 'not') || mentions(all, 'want-not');
  return { kind: 'ambiguous', choices: isDenied ? [look, { command: 'close', args: {} }] : [...choices, look] };
};
