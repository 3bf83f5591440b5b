import type { SpokenCommandName } from '../../../locales/index.ts';
import { fillArguments } from '../grammar/arguments.ts';
import { lacksOnlyThings, type Rule, shareMet } from '../grammar/core/rule.ts';
import type { Part } from '../grammar/core/sentence.ts';
import type { Args } from '../grammar/core/slots.ts';
import { canMeanAny, contentsOf } from '../grammar/core/tags.ts';
import { isQuestion, isSpecific } from '../grammar/questions.ts';
import { saysSomething, verdictOnChange } from '../grammar/verdict.ts';
import type { Circumstances } from '../reading.ts';
import { answerAbout } from './answer-readings.ts';
import type { Candidate } from './candidate.ts';
import { changeWords, rulesOf, saidByRules, wordsOfAll } from './change-words.ts';
import type { GuessedCommand, Guesses } from './guesses.ts';
import { costOf, restOf } from './left-over.ts';
import { THRESHOLDS, UNLIKELY, WEIGHTS } from './weights.ts';

/** What the classifier reads in a sentence: commands with the arguments that the words give, and answers. */
export const readingsOfGuesses = (
  { commands, topics }: Guesses,
  all: readonly Part[],
  circumstances: Circumstances,
): Candidate[] => [
  ...commands.filter(isLikely).flatMap((guess) => openReadings(readingOfCommand(guess, all, circumstances))),
  ...topics.filter(isLikely).map(
    ({ topic }): Candidate => ({
      ...answerAbout(topic, all),
      ...{ verdict: 'sure', leftOver: [], named: [], whole: false, strange: 0 },
      ...{ by: 'classifier', strength: isSpecific(all) ? WEIGHTS.answerOnOne : 0 },
    }),
  ),
];

const isLikely = ({ p }: { readonly p: number }): boolean => p >= UNLIKELY.each;

const readingOfCommand = (
  { command, p }: GuessedCommand,
  all: readonly Part[],
  circumstances: Circumstances,
): Candidate => {
  const words = changeWords(command);
  const args = nearestRule(command, all)?.args;
  const rule: Rule = { command, when: [...words].join('|'), ...(args && { args }) };
  const filled = fillArguments(rule, all, circumstances.today);
  const rest = restOf(rule, filled, all);
  const shared = {
    ...{ command, args: filled.args, by: 'classifier' as const, strength: costOf(rest) },
    ...{ leftOver: rest.narrowing, named: rest.named, whole: false, strange: rest.strange },
  };
  if (!circumstances.changing.has(command)) return { ...shared, verdict: 'loose' };
  const verdict = isQuestion(all) ? 'doubted' : verdictOnChange(rule, filled, all);
  const isKnown = rest.strange === 0 && p >= THRESHOLDS.certain;
  const isFounded =
    all.some((part) => canMeanAny(part, [...words])) || (isKnown && asksForChange(filled.free, circumstances));
  if (isFounded && verdict !== 'denied' && lacksWhatIsSaid(command, filled.args)) return { ...shared, verdict: 'ask' };
  return {
    ...shared,
    unfounded: !isFounded,
    verdict: verdict === 'sure' || verdict === 'loose' ? (isFounded ? 'loose' : 'doubted') : verdict,
  };
};

/** What words leave open that a command cannot do without, such as on or off: each of what it may be. */
const openReadings = (reading: Candidate): Candidate[] => {
  const { command, args, verdict } = reading;
  const either = command === 'answer' ? undefined : rulesOf(command).find(isOpen);
  if (verdict !== 'ask' || !either || command === 'answer' || !lacksWhatIsSaid(command, args)) return [reading];
  return [either, ...(either.or ?? [])].map((each) => ({ ...reading, args: { ...each.args, ...args } }));
};

/** Its name alone can mean several things. */
const isOpen = ({ command, when, or = [] }: Rule): boolean => when === command && or.length > 0;

/** Whether some word asks for a change, if not for this one. */
const asksForChange = (words: readonly Part[], { changing }: Circumstances): boolean => {
  const asking = wordsOfAll(changing);
  return words.filter(saysSomething).some(({ tags }) => [...tags.keys()].some((tag) => asking.has(tag)));
};

/** Whether the words leave open what those of a rule say: on or off, more or fewer. */
const lacksWhatIsSaid = (command: SpokenCommandName, args: Args): boolean => {
  const said = saidByRules(command);
  return said.length > 0 && !['quantity', ...said].some((name) => name in args);
};

/** The rule of a command that a sentence comes closest to; what its words say is likely said. */
const nearestRule = (command: SpokenCommandName, all: readonly Part[]): Rule | undefined => {
  const [contents, words] = [contentsOf(all), changeWords(command)];
  const shares = rulesOf(command)
    .filter((rule) => lacksOnlyThings(rule, contents))
    .map((rule) => ({ rule, share: shareMet(rule, contents, words) }));
  const [nearest] = shares.sort((a, b) => b.share - a.share);
  return nearest && nearest.share >= NEAR ? nearest.rule : undefined;
};

/** Enough of a rule to take over what it says. */
const NEAR = 0.7;
