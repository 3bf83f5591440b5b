import type { SpokenCommandName } from '../../../locales/index.ts';
import { tagsAskedFor } from '../grammar/core/rule.ts';
import { rules } from '../grammar/rules.ts';
import { isHarmless } from '../grammar/verdict.ts';

/** What changes are about, whichever they are. */
const THINGS = new Set(['ref', 'product', 'number', 'invoice-number', 'subscription', 'invoice', 'policies', 'self']);

const wordsOf = (command: SpokenCommandName): ReadonlySet<string> =>
  new Set([
    command,
    ...rules
      .filter((rule) => rule.command === command)
      .flatMap(tagsAskedFor)
      .filter((tag) => !THINGS.has(tag) && !isHarmless(tag)),
  ]);

const known = new Map<SpokenCommandName, ReadonlySet<string>>();

/** The tags of the words that ask for a command, of which its rules are made. */
export const changeWords = (command: SpokenCommandName): ReadonlySet<string> => {
  const words = known.get(command) ?? wordsOf(command);
  known.set(command, words);
  return words;
};
