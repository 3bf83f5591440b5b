import type { SpokenCommandName } from '../../../locales/index.ts';
import { createKeptOfTexts } from '../../../services/cache/bounded.ts';
import { isTopic, type TopicId } from '../answers/texts.ts';
import { classify, type Guess } from '../classifier/classify.ts';
import { isSpokenCommand } from '../grammar/core/lexicon.ts';
import type { Part } from '../grammar/core/sentence.ts';
import { isName } from '../grammar/core/tags.ts';
import type { MeantCommand } from '../reading.ts';

export interface GuessedCommand {
  readonly command: SpokenCommandName;
  readonly p: number;
}

/** What the classifier makes of a sentence. */
export interface Guesses {
  readonly commands: readonly GuessedCommand[];
  readonly topics: readonly { readonly topic: TopicId; readonly p: number }[];
  /** That a change is only spoken of. */
  readonly noChange: number;
  /** That nobody can tell what is wanted, or that it is about something that nothing here answers. */
  readonly nothing: number;
  /** How many words nobody knows, other than names. */
  readonly strange: number;
}

/** What the classifier makes of a tidy sentence. */
export const guessesIn = (said: string, all: readonly Part[]): Guesses => {
  const sentence = withSigns(said, all);
  const learned = keptGuesses(sentence, () => sorted(classify(sentence)));
  return { ...learned, strange: all.filter(({ tags, name }) => tags.size === 0 && !name).length };
};

/** What is said again and again is classified once. */
const keptGuesses = createKeptOfTexts<Omit<Guesses, 'strange'>>(300);

const TOPIC = 'answer:';

const total = (guesses: readonly { readonly p: number }[]): number => guesses.reduce((sum, { p }) => sum + p, 0);

/** The guesses by what they are about. */
const sorted = (guesses: readonly Guess[]): Omit<Guesses, 'strange'> => {
  const commands = guesses.flatMap(({ label, p }) => (isSpokenCommand(label) ? [{ command: label, p }] : []));
  const topics = guesses.flatMap(({ label, p }) => {
    const topic = label.startsWith(TOPIC) ? label.slice(TOPIC.length) : '';
    return isTopic(topic) ? [{ topic, p }] : [];
  });
  const likely = (wanted: string) => guesses.find(({ label }) => label === wanted)?.p ?? 0;
  const [noChange, none] = [likely('no-change'), likely('none')];
  const unknown = guesses.reduce((sum, { label, p }) => (label.startsWith(TOPIC) ? sum + p : sum), 0) - total(topics);
  return { commands, topics, noChange, nothing: none + Math.max(0, unknown) };
};

/** How likely a reading is by itself; undefined for a command or an answer that the classifier has never heard of. */
export const likelihoodOf = ({ commands, topics }: Guesses, { command, args }: MeantCommand): number | undefined =>
  command === 'answer'
    ? topics.find(({ topic }) => topic === args['id'])?.p
    : commands.find((guess) => guess.command === command)?.p;

/** What stands for a name in the sentences that the classifier has learned. */
const SIGNS = ['person', 'product', 'customer'];

/** A sentence as the classifier reads it: with a sign for each name, so that whose it is says nothing. */
const withSigns = (said: string, all: readonly Part[]): string => {
  const length = all.reduce((sum, { gap, text }) => sum + gap.length + text.length, 0);
  return all.map((part, i) => `${part.gap}${signOf(part, i) ?? part.text}`).join('') + said.slice(length);
};

/** Numbers have no sign: the classifier has learned them in one form each, other than which they can have. */
const NUMBERS = Object.entries({ ref: 'S-1001', 'invoice-number': 'G-240906' });

const signOf = (part: Part, at: number): string | undefined => {
  const sign = SIGNS.find((kind) => part.tags.has(kind));
  if (sign) return ` @${sign} `;
  const [, number] = NUMBERS.find(([kind]) => part.tags.has(kind)) ?? [];
  if (number) return number;
  const isPerson = isName(part) && (part.tags.size > 0 || (part.name && at > 0));
  return isPerson ? ' @person ' : undefined;
};
