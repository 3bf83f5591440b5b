import type { SpokenCommandName } from '../../../locales/index.ts';
import { parts } from '../grammar/core/sentence.ts';
import { canMean } from '../grammar/core/tags.ts';
import { enDialogue as en } from './en/index.ts';
import { bookOf, type PhraseBook, phraseAt, phraseEnding, placesOf, type Written, written } from './phrase-book.ts';
import { sayingOf } from './saying.ts';
import { partOf, type Sentence, type Span, withInPlaceOf } from './sentence.ts';
import { svDialogue as sv } from './sv/index.ts';
import type { Frame, Saying } from './words.ts';

/** A sentence as a turn of a conversation: what it says of the conversation itself, and the rest. */
export interface Utterance {
  readonly sentence: Sentence;
  /** What it says as a whole, where it says nothing else. */
  readonly saying: Saying | undefined;
  readonly frames: ReadonlySet<Frame>;
  /** What stands between the frames. */
  readonly rest: Sentence;
  /** The rest without words that set it against what was said before. */
  readonly plainly: Sentence;
}

const entriesOf = <Key extends string>(lists: readonly Readonly<Partial<Record<Key, readonly string[]>>>[]) =>
  lists.flatMap((list) => Object.entries(list) as [Key, readonly string[]][]);

const openings = bookOf<Frame>(entriesOf([en.openings, sv.openings]));
const endings = bookOf<Frame>(entriesOf([en.endings, sv.endings]));
const asides = bookOf<true>([[true, [...en.asides, ...sv.asides]]]);
/** "Back to Power BI, make it 9". */
const changing = bookOf<true>([[true, [...(en.openings['make-that'] ?? []), ...(sv.openings['make-that'] ?? [])]]]);
const choosing = bookOf<true>([[true, [...en.choosing, ...sv.choosing]]]);
const questions = bookOf<true>([[true, [...en.questions, ...sv.questions]]]);
const concerns = bookOf<Concern>(
  [en, sv].flatMap(({ figures, consequences, terms, tidings }): [Concern, readonly string[]][] => [
    ['figures', figures],
    ['consequences', consequences],
    ['terms', terms],
    ['tidings', tidings],
  ]),
);
const files = bookOf<true>([[true, [...en.files, ...sv.files]]]);
const acts = bookOf<SpokenCommandName>(entriesOf([en.acts, sv.acts]));
const reasons = bookOf<true>([[true, [...en.reasons, ...sv.reasons]]]);

/** What a sentence says as a turn of a conversation. */
export const utteranceOf = (sentence: Sentence): Utterance => {
  const said = written(sentence);
  const whole = utteranceIn(said);
  const isTied = whole.saying !== undefined || [...TYING, 'back-to' as const].some((frame) => whole.frames.has(frame));
  const clause = isTied ? undefined : lastClause(said);
  return clause ? { ...utteranceIn(written(clause)), sentence, saying: undefined } : whole;
};

/** "Too expensive, make it 2": what ties the sentence to the one before may stand behind some words that name nothing. */
const lastClause = ({ sentence, tokens }: Written): Sentence | undefined => {
  const at = tokens.findLastIndex(({ start }, i) => i > 0 && /[,;.!–-]\s*$/.test(sentence.text.slice(0, start)));
  const [before, start] = [tokens.slice(0, at), tokens[at]?.start ?? 0];
  if (at < 1 || at > MOST_BEFORE || before.some(({ mention, text }) => mention || /\d/.test(text))) return undefined;
  const clause = partOf(sentence, { from: start, to: sentence.text.length });
  const tied = phraseAt(openings, written(clause).words, 0)?.meanings ?? [];
  return TYING.some((frame) => tied.includes(frame)) ? clause : undefined;
};

const MOST_BEFORE = 5;
const TYING: readonly Frame[] = ['make-that', 'meant', 'only'];

const utteranceIn = (said: Written): Utterance => {
  const { sentence } = said;
  const { from, to, frames } = framed(said);
  const between = partOf(sentence, spanOf(said, from, to));
  const rest = frames.has('back-to') ? without(changing, between) : between;
  if (rest.text !== between.text) frames.add('make-that');
  return { sentence, saying: sayingOf(sentence), frames, rest, plainly: without(asides, rest) };
};

/** What is left of a sentence without words that only ask for what it names. */
export const withoutChoosing = (sentence: Sentence): Sentence => without(choosing, sentence);

/** Whether a sentence asks to show something. */
export const asksToSee = ({ text, mentions }: Sentence): boolean =>
  parts(text, mentions).some((part) => canMean(part, 'show'));

const QUESTION_WORDS = 16;

/** What a question can be about that does not name it. */
export type Concern = 'figures' | 'consequences' | 'terms' | 'tidings';

/** Whether a sentence asks something, by its first word or its mark. */
export const asksSomething = (sentence: Sentence): boolean => {
  const said = written(sentence);
  const isAsked = (at: number) => phraseAt(questions, said.words, at) !== undefined;
  return isAsked(0) || isAsked(framed(said).from) || sentence.text.trim().endsWith('?');
};

/** What a short question asks of something: what it costs or brings back, leads to, how long it lasts, or who is told. */
export const concernsOf = (sentence: Sentence): ReadonlySet<Concern> => {
  const { words } = written(sentence);
  const isShort = words.length <= QUESTION_WORDS && asksSomething(sentence);
  return new Set(isShort ? placesOf(concerns, words).flatMap(({ meanings }) => meanings) : []);
};

/** Whether a sentence speaks of a file, and of nothing that has a name. */
export const asksForFile = (sentence: Sentence): boolean => {
  const { words } = written(sentence);
  return sentence.mentions.length === 0 && words.length <= QUESTION_WORDS && placesOf(files, words).length > 0;
};

/** What changes a sentence calls by a noun. */
export const actsNamed = (sentence: Sentence): readonly SpokenCommandName[] => {
  const { words } = written(sentence);
  return words.flatMap((_, at) => phraseAt(acts, words, at)?.meanings ?? []);
};

/** Whether a sentence begins as a reason does. */
export const givesReason = (sentence: Sentence): boolean => phraseAt(reasons, written(sentence).words, 0) !== undefined;

const spanOf = ({ tokens }: Written, from: number, to: number): Span =>
  from < to ? { from: tokens[from]?.start ?? 0, to: tokens[to - 1]?.end ?? 0 } : { from: 0, to: 0 };

const framed = ({ words }: Written): { from: number; to: number; frames: Set<Frame> } => {
  const frames = new Set<Frame>();
  let [from, to] = [0, words.length];
  for (let found = phraseAt(openings, words, from); found && from < to; found = phraseAt(openings, words, from)) {
    for (const frame of found.meanings) frames.add(frame);
    from += found.length;
  }
  for (let found = phraseEnding(endings, words.slice(from, to)); found; ) {
    for (const frame of found.meanings) frames.add(frame);
    to -= found.length;
    found = phraseEnding(endings, words.slice(from, to));
  }
  frames.delete('filler');
  return { from: Math.min(from, to), to, frames };
};

/** Takes words out, each with the blank behind it, or before it at the end. */
const without = (book: PhraseBook<true>, sentence: Sentence): Sentence => {
  const { tokens, words } = written(sentence);
  return placesOf(book, words).reduceRight((left, { at, length }) => {
    const [first, next] = [tokens[at], tokens[at + length]];
    if (!first) return left;
    const from = next ? first.start : (tokens[at - 1]?.end ?? 0);
    return withInPlaceOf(left, { from, to: next ? next.start : left.text.length });
  }, sentence);
};
