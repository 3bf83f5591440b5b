import type { Args, Named, Outcome } from '../outcome.ts';
import type { Name, NamedPattern, Pattern, Wanted } from './gold.ts';
import { holds, isNamed, isWanted, valuesOf } from './operators.ts';

type WantedArguments = Readonly<Record<string, Wanted>>;

const areThere = (args: Args, wanted: WantedArguments, today: string): boolean =>
  Object.entries(wanted).every(([name, each]) => isWanted(valuesOf(args, name), each, today));

/** Those that are there are as they are wanted. */
const agree = (args: Args, wanted: WantedArguments, today: string): boolean =>
  Object.entries(wanted).every(([name, each]) => {
    const values = valuesOf(args, name);
    return values.length === 0 || isWanted(values, each, today);
  });

/** Purchases by the one who asks and for the organization are steps of one command. */
const STEPS: Readonly<Record<string, string>> = { 'buy-own': 'buy', 'buy-centrally': 'buy' };

const isCalled = (command: string | undefined, wanted: Name): boolean =>
  isNamed(command, wanted) || (command !== undefined && isNamed(STEPS[command], wanted));

/** Whether a command with its arguments is what a pattern says. */
export const isCommand = ({ command, args: given = {} }: Named, pattern: NamedPattern, today: string): boolean => {
  const { args = {}, maybe = {}, absent = [] } = pattern;
  return (
    (pattern.command === undefined || isCalled(command, pattern.command)) &&
    areThere(given, args, today) &&
    agree(given, maybe, today) &&
    absent.every((name) => valuesOf(given, name).length === 0)
  );
};

/** Whether it is the command of the pattern with nothing else than the pattern says, though something may be missing. */
export const isBegunOf = ({ command, args: given = {} }: Named, pattern: NamedPattern, today: string): boolean =>
  pattern.command !== undefined &&
  isCalled(command, pattern.command) &&
  agree(given, { ...pattern.maybe, ...pattern.args }, today);

const allHeld = (text: string, expressions: readonly string[] = []): boolean =>
  expressions.every((expression) => holds(text, expression));

const areChoices = ({ choices = [] }: Outcome, { has = [], hasnt = [] }: Pattern, today: string): boolean =>
  has.every((each) => choices.some((choice) => isCommand(choice, each, today))) &&
  !hasnt.some((each) => choices.some((choice) => isCommand(choice, each, today)));

/** Whether the card says what the pattern wants. */
const saysSo = ({ title, text, args = {} }: Outcome, pattern: Pattern): boolean => {
  const json = JSON.stringify(args);
  return (
    allHeld(text, pattern.text) &&
    allHeld(`${title}\n${text}`, pattern.say) &&
    allHeld(json, pattern.json) &&
    !(pattern.nojson ?? []).some((expression) => holds(json, expression))
  );
};

/** Whether a turn came to what a pattern says. */
export const isMetBy = (pattern: Pattern, outcome: Outcome, today: string): boolean =>
  [pattern.kind].flat().includes(outcome.kind) &&
  isCommand(outcome, pattern, today) &&
  (pattern.topic === undefined || isNamed(outcome.topic, pattern.topic)) &&
  areChoices(outcome, pattern, today) &&
  saysSo(outcome, pattern);
