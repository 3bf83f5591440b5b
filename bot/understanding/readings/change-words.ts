import type { SpokenCommandName } from '../../../locales/index.ts';
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
  ...new Set(rules.flatMap((rule) => (rule.command === command ? Object.keys(rule.args ?? {}) : []))),
];

const known = new Map<SpokenCommandName, ReadonlySet<string>>();

/** The tags of the words that ask for a command, of which its rules are made. */
export const changeWords = (command: SpokenCommandName): ReadonlySet<string> => {
  const words = known.get(command) ?? wordsOf(command);
  known.set(command, words);
  return words;
};
