import Fuse from 'fuse.js';
import { en } from './en.ts';
import * as slots from './slots.ts';
import { sv } from './sv.ts';
import type { Vocabulary } from './vocabulary.ts';
import { take, tidy, words } from './words.ts';

/** A command and its arguments as they were said; nothing is looked up or checked yet. */
export interface Request {
  readonly command: string;
  readonly args: slots.Args;
}

export type Interpretation =
  | ({ readonly kind: 'command' } & Request)
  | { readonly kind: 'ambiguous'; readonly readings: readonly Request[] }
  /** Names of commands that sound like it, the likeliest first. */
  | { readonly kind: 'none'; readonly closest: readonly string[] };

/** Both are always tried, so that nobody has to know which language the bot expects. */
const vocabularies: readonly Vocabulary[] = [en, sv];

/** What each command may be asked with, in the order in which the words are claimed. */
const slotsOf: Readonly<Record<string, readonly slots.Slot[]>> = {
  help: [],
  subscriptions: [slots.sort, slots.expiring, slots.source, slots.status, slots.purchaser, slots.product],
  subscription: [slots.subscription],
  'my-subscriptions': [],
  licenses: [slots.product],
  language: [slots.language],
};

const bareSlotsOf: Readonly<Record<string, readonly slots.Slot[]>> = {
  subscription: [slots.subscription],
  subscriptions: [slots.sort, slots.expiring, slots.source, slots.status],
};

/** What a text asks for. Pure: no look-ups, no clock. */
export const interpret = (text: string): Interpretation => {
  const said = tidy(text);
  const readings = vocabularies.flatMap((vocabulary) => read(said, vocabulary));
  const [best] = readings.sort((a, b) => b.phraseLength - a.phraseLength);
  if (best) return { kind: 'command', command: best.command, args: best.args };
  const bare = said === '' ? undefined : readBare(said);
  return bare ? { kind: 'command', ...bare } : { kind: 'none', closest: closest(said) };
};

/** Every command of one vocabulary whose phrase is in the text and whose slots claim all the other words. */
const read = (said: string, vocabulary: Vocabulary): (Request & { phraseLength: number })[] =>
  Object.entries(vocabulary.phrases).flatMap(([command, phrases]) => {
    const taken = take(said, phrases);
    if (!taken) return [];
    const start = { args: {}, rest: withoutFillers(taken.rest) };
    const { args, rest } = (slotsOf[command] ?? []).reduce((reading, slot) => slot(reading, vocabulary), start);
    return rest === '' ? [{ command, args, phraseLength: taken.match[0].length }] : [];
  });

/** What can be said without naming a command: a reference alone, or nothing but filters of the list. */
const readBare = (said: string): Request | undefined => {
  for (const vocabulary of vocabularies)
    for (const [command, claims] of Object.entries(bareSlotsOf)) {
      const start = { args: {}, rest: withoutFillers(said) };
      const { args, rest } = claims.reduce((reading, slot) => slot(reading, vocabulary), start);
      if (rest === '') return { command, args };
    }
  return undefined;
};

const openers = vocabularies.flatMap((vocabulary) => vocabulary.openers.map((opener) => `^${opener}`));
const closers = vocabularies.flatMap((vocabulary) => vocabulary.closers.map((closer) => `${closer}$`));

const withoutFillers = (text: string): string =>
  [...openers, ...closers].reduce((rest, filler) => tidy(rest.replace(words(filler), '')), text);

const plainPhrase = (pattern: string): string =>
  pattern.replace(/\(\?:[^()]*(?:\([^()]*\)[^()]*)*\)\??|\[.*?\]/g, '').trim();

const phraseBook = vocabularies.flatMap(({ phrases }) =>
  Object.entries(phrases).flatMap(([command, patterns]) =>
    patterns.map((pattern) => ({ command, phrase: plainPhrase(pattern) })),
  ),
);
const fuzzy = new Fuse(phraseBook, { keys: ['phrase'], threshold: 0.5, ignoreLocation: true });

const closest = (said: string): string[] => {
  const found = said.split(' ').flatMap((word) => fuzzy.search(word.slice(0, 32)));
  const ranked = found.sort((a, b) => (a.score ?? 1) - (b.score ?? 1)).map(({ item }) => item.command);
  return [...new Set(ranked)];
};
