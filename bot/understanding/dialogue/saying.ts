import { clausesOf } from './clauses.ts';
import { enDialogue as en } from './en/index.ts';
import { bookOf, phraseAt, written } from './phrase-book.ts';
import type { Sentence } from './sentence.ts';
import { svDialogue as sv } from './sv/index.ts';
import type { Saying } from './words.ts';

const sayings = bookOf<Saying>(
  [en.sayings, sv.sayings].flatMap((all) => Object.entries(all) as [Saying, readonly string[]][]),
);
/** Words that say nothing beside a saying: "ok, next page please". */
const fillers = bookOf<true>([
  [true, [en, sv].flatMap(({ openings, endings }) => [...(openings.filler ?? []), ...(endings.filler ?? [])])],
]);

/** A saying, and whether its words can also say nothing: "right". */
interface Said {
  readonly saying: Saying;
  readonly isWeak: boolean;
}

const MOST_WORDS = 14;

/** What a sentence says as a whole, where it says nothing else: "yes", "ok fine, go ahead", "no, drop it". */
export const sayingOf = (sentence: Sentence): Saying | undefined => {
  const { words } = written(sentence);
  const all = words.length <= MOST_WORDS ? coverOf(words) : undefined;
  return all && agreed(all);
};

/** The same, beside clauses that name nothing and ask for nothing: "looks right now, go ahead". */
export const sayingAmong = (sentence: Sentence, saysNothing: (clause: Sentence) => boolean): Saying | undefined => {
  const clauses = clausesOf(sentence).map((clause) => ({ clause, saying: sayingOf(clause) }));
  const isRestEmpty = clauses.every(({ clause, saying }) => saying !== undefined || saysNothing(clause));
  const found = clauses.flatMap(({ saying }) => (saying ? [saying] : []));
  return clauses.length > 1 && isRestEmpty
    ? agreed(found.map((saying) => ({ saying, isWeak: saying === 'yes' })))
    : undefined;
};

/** All words as sayings and words that say nothing; undefined where others are among them. */
const coverOf = (words: readonly string[], at = 0): Said[] | undefined => {
  if (at === words.length) return [];
  const saying = phraseAt(sayings, words, at);
  const filler = phraseAt(fillers, words, at);
  const [meant] = saying?.meanings ?? [];
  const after = saying && coverOf(words, at + saying.length);
  if (saying && meant && after)
    return [{ saying: meant, isWeak: filler !== undefined && filler.length >= saying.length }, ...after];
  return filler && coverOf(words, at + filler.length);
};

/** What sayings come to together: a mere "ok" goes with all others, and with "no" it is the last that counts. */
const agreed = (all: readonly Said[]): Saying | undefined => {
  const strong = all.filter(({ isWeak }) => !isWeak);
  const kinds = [...new Set((strong.length > 0 ? strong : all).map(({ saying }) => saying))];
  if (kinds.length < 2) return kinds[0];
  if (kinds.every((kind) => kind === 'no' || kind === 'abort' || kind === 'not-that')) return 'no';
  return kinds.find((kind) => kind !== 'yes' && kind !== 'no') ?? kinds.at(-1);
};
