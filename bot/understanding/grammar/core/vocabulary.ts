import type { SpokenCommandName } from '../../../../locales/index.ts';

/**
 * Ways of saying something, in small letters. `a/b` is either word, `(a)` may be left out, so that
 * `i/we (really) want` stands for four. Accents may be written or not: both are understood.
 */
export type Ways = readonly string[];

/** One language as data. The same word may stand in several places; the rules tell which was meant. */
export interface Vocabulary {
  /** The words that name each command. */
  readonly phrases: Readonly<Record<SpokenCommandName, Ways>>;
  /** Words of which rules are made; the names are the same in every language. */
  readonly words: Readonly<Record<string, Ways>>;
  /** Argument → value → words. */
  readonly values: Readonly<Record<string, Readonly<Record<string, Ways>>>>;
  /** Words of dates, by their English. */
  readonly dates: Readonly<Record<string, Ways>>;
}

/** The words of several lists together. */
export const merged = (...some: readonly Vocabulary['words'][]): Vocabulary['words'] => {
  const tags = [...new Set(some.flatMap((words) => Object.keys(words)))];
  return Object.fromEntries(tags.map((tag) => [tag, some.flatMap((words) => words[tag] ?? [])]));
};

/** What names the commands, from their texts: those without phrases are reached by buttons only. */
export const phrasesOf = (
  texts: Readonly<Record<SpokenCommandName, { readonly phrases: Ways }>>,
): Vocabulary['phrases'] =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, { phrases }]) => (phrases ? [[name, phrases]] : [])),
  ) as Vocabulary['phrases'];
