import type { SpokenCommandName } from '../../../locales/index.ts';
import { isSpokenCommand } from '../grammar/core/lexicon.ts';
import { tagsAskedFor } from '../grammar/core/rule.ts';
import { rules } from '../grammar/rules.ts';
import { asksForSomething } from '../grammar/verdict.ts';

/** What changes are about, whichever they are, and words that ask for none of them alone. */
const NO_VERBS = new Set([
  ...['ref', 'product', 'number', 'invoice-number', 'subscription', 'invoice', 'policies', 'self', 'license-one'],
  ...[
    'people',
    'users',
    'myself',
    'channel',
    'notifications',
    'notices',
    'on',
    'off',
    'away',
    'auto',
    'able',
    'ask',
    'common',
  ],
]);

const wordsOf = (command: SpokenCommandName): ReadonlySet<string> =>
  new Set([
    command,
    ...rules
      .filter((rule) => rule.command === command)
      .flatMap(tagsAskedFor)
      .filter((tag) => !NO_VERBS.has(tag) && asksForSomething(tag)),
  ]);

/** What the rules of a command say by their words, such as whether something goes on or off. */
export const saidByRules = (command: SpokenCommandName): readonly string[] => [
  ...new Set(rulesOf(command).flatMap((rule) => Object.keys(rule.args ?? {}))),
];

/** The words that ask for any of some commands. */
export const wordsOfAll = (commands: ReadonlySet<string>): ReadonlySet<string> => {
  const words =
    together.get(commands) ?? new Set([...commands].filter(isSpokenCommand).flatMap((each) => [...changeWords(each)]));
  together.set(commands, words);
  return words;
};

const together = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** What is worked out once for each command. */
const onceForEach = <Result>(make: (command: SpokenCommandName) => Result) => {
  const known = new Map<SpokenCommandName, Result>();
  return (command: SpokenCommandName): Result => {
    const result = known.get(command) ?? make(command);
    known.set(command, result);
    return result;
  };
};

/** The rules of a command, from the clearest to the vaguest. */
export const rulesOf = onceForEach((command) => rules.filter((rule) => rule.command === command));

/** The tags of the words that ask for a command, of which its rules are made. */
export const changeWords = onceForEach(wordsOf);
