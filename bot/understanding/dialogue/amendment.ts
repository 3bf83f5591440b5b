import { parts } from '../grammar/core/sentence.ts';
import type { Mention } from '../recognition/mention.ts';
import { clausesOf } from './clauses.ts';
import { enDialogue as en } from './en/index.ts';
import { bookOf, NAMED, phraseAt, placesOf, type Written, written } from './phrase-book.ts';
import type { Sentence } from './sentence.ts';
import { svDialogue as sv } from './sv/index.ts';
import type { Move } from './words.ts';

/** What a change does with those that it names. */
export type Sense = 'giving' | 'taking';

/** Somebody or something that a sentence names, and whether what was begun is to be about it. */
export interface Moved {
  readonly mention: Mention;
  readonly isOut: boolean;
  /** In place of all others, beside them, or as the words leave it. */
  readonly how: 'only' | 'also' | 'named';
}

/** What a sentence changes of what was begun before. */
export interface Amendment {
  readonly moved: readonly Moved[];
  /** Numbers that it can mean; how they count is in `moves`. */
  readonly numbers: readonly number[];
  /** All that it says of them, in any clause. */
  readonly moves: ReadonlySet<Move>;
}

const book = bookOf<Move>([en, sv].flatMap(({ moves }) => Object.entries(moves) as [Move, readonly string[]][]));
const questions = bookOf<true>([[true, [...en.questions, ...sv.questions]]]);

/** What a sentence changes of something that was begun; undefined where it asks something. */
export const amendmentIn = (sentence: Sentence, sense: Sense): Amendment | undefined => {
  const clauses = clausesOf(sentence).map((clause) => clauseOf(written(clause)));
  if (clauses.some(({ asks }) => asks)) return undefined;
  const told = clauses.filter(({ moves }) => !moves.has('aside'));
  return {
    moved: told.flatMap((clause, at) => movedIn(clause, told.slice(0, at), sense)),
    numbers: told.flatMap(numbersIn),
    moves: new Set(clauses.flatMap(({ moves }) => [...moves])),
  };
};

/** Whether a text says that something is not as it was understood, rather than to ask about it. */
export const speaksAgainst = (text: string): boolean => {
  const clauses = clausesOf({ text, mentions: [] }).map((clause) => clauseOf(written(clause)));
  return clauses.some(({ asks, moves }) => !asks && AGAINST.some((move) => moves.has(move)));
};

const AGAINST: readonly Move[] = ['not', 'swap', 'wrong', 'only'];

interface Clause extends Written {
  readonly places: ReturnType<typeof placesOf<Move>>;
  readonly moves: ReadonlySet<Move>;
  readonly asks: boolean;
}

const clauseOf = (said: Written): Clause => {
  const places = placesOf(book, said.words);
  return {
    ...said,
    places,
    moves: new Set(places.flatMap(({ meanings }) => meanings)),
    asks: phraseAt(questions, said.words, 0) !== undefined,
  };
};

const movedIn = (clause: Clause, before: readonly Clause[], sense: Sense): Moved[] => {
  const { tokens, moves } = clause;
  const isOut = leavesOut(clause, before, sense);
  const how = moves.has('only') && !isOut ? 'only' : moves.has('also') ? 'also' : 'named';
  return tokens.flatMap(({ mention }, at) =>
    mention && !(sense === 'giving' && isMoveAt(clause, at - 1, 'source')) ? [{ mention, isOut, how }] : [],
  );
};

/** Whether those that a clause names are to be left out, by what they end up with. */
const leavesOut = (clause: Clause, before: readonly Clause[], sense: Sense): boolean => {
  const isNot = clause.moves.has('not') && !isContrast(clause, before);
  const [verb] = clause.places
    .flatMap(({ meanings }) => meanings.filter((each) => each === 'have' || each === 'lose'))
    .reverse();
  if (!verb) return isNot;
  return (sense === 'giving') === (verb === 'lose') ? !isNot : isNot;
};

/** "Inte Lee utan Joni". */
const isContrast = ({ words }: Clause, before: readonly Clause[]): boolean =>
  words[0] === 'utan' && before.at(-1)?.moves.has('not') === true;

const isMoveAt = ({ places }: Clause, at: number, move: Move): boolean =>
  places.some((place) => place.at <= at && at < place.at + place.length && place.meanings.includes(move));

/** Numbers that say how many, and not of how many or what else. */
const numbersIn = (clause: Clause): number[] => {
  const { sentence, tokens, words, moves } = clause;
  const known = parts(sentence.text, sentence.mentions);
  const isBare = words.every(
    (word, at) =>
      word === NAMED ||
      ONES.has(word) ||
      isMoveAt(clause, at, 'enough') ||
      clause.places.some((place) => place.at === at),
  );
  return tokens.flatMap(({ start }, at) => {
    const part = known.find((_, i) => startOf(known, i) === start);
    const value =
      part?.tags.get('number') ??
      (moves.has('enough') || moves.has('only') || isBare ? part?.tags.get('article') : undefined);
    return typeof value === 'number' && !isMoveAt(clause, at - 1, 'others') ? [value] : [];
  });
};

const ONES: ReadonlySet<string> = new Set(['one', 'en', 'ett']);

const startOf = (known: ReturnType<typeof parts>, at: number): number =>
  known.slice(0, at).reduce((sum, { gap, text }) => sum + gap.length + text.length, known[at]?.gap.length ?? 0);
