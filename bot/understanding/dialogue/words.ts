import type { SpokenCommandName } from '../../../locales/index.ts';
import type { Ways } from '../grammar/core/vocabulary.ts';

/** What a sentence can say about the conversation itself, as a whole. */
type Saying =
  | 'yes'
  | 'no'
  | 'abort'
  | 'next'
  | 'previous'
  | 'back'
  | 'again'
  | 'resume'
  | 'undo'
  | 'why'
  | 'what-then'
  | 'about-it'
  | 'holders'
  | 'details'
  | 'export'
  | 'not-that'
  | 'who-may'
  | 'home';

/** What stands around what a sentence adds to what was said before. */
type Frame =
  | 'filler'
  | 'also'
  | 'what-about'
  | 'only'
  | 'of-them'
  | 'meant'
  | 'instead'
  | 'make-that'
  | 'back-to'
  | 'total'
  | 'said-no'
  | 'without';

/**
 * What a clause says of those that it names:
 * - `have`, `lose`: what they end up with, and `not` the contrary
 * - `also`, `only`: beside the others, or without them
 * - `swap`: one in the place of another
 * - `wrong`: what was understood before was not what was meant
 * and of a number: `enough`, `total`, `fewer`; behind `others` it is not the one that is wanted.
 * A name behind `source`, or beside `aside`, is nobody of them.
 */
type Move =
  | 'have'
  | 'lose'
  | 'not'
  | 'also'
  | 'only'
  | 'swap'
  | 'wrong'
  | 'enough'
  | 'total'
  | 'fewer'
  | 'others'
  | 'source'
  | 'aside';

/** Some of what a list shows, or how sums are told apart. */
type Filter =
  | 'due'
  | 'active'
  | 'expired'
  | 'disabled'
  | 'deleted'
  | 'central'
  | 'self-service'
  | 'any-source'
  | 'by-product'
  | 'by-purchaser';

/** What stands for something that was spoken of. */
type Reference = 'thing' | 'person' | 'whose' | 'many' | 'other';

/** One language as data, in the notation of `Ways`. */
export interface DialogueWords {
  readonly sayings: Readonly<Record<Saying, Ways>>;
  /** Those that a sentence begins with, and those that end it. */
  readonly openings: Readonly<Partial<Record<Frame, Ways>>>;
  readonly endings: Readonly<Partial<Record<Frame, Ways>>>;
  readonly references: Readonly<Record<Reference, Ways>>;
  /** Words that ask for what a reference stands for, and for nothing else. */
  readonly choosing: Ways;
  /** Position in a list → its words; negative from the end. */
  readonly positions: Readonly<Record<string, Ways>>;
  /** What lists are measured by → its words. */
  readonly extremes: Readonly<Record<Extreme, Ways>>;
  /** Words in the middle of a sentence that set it against what was said before. */
  readonly asides: Ways;
  /** What a question begins with that asks about what was just asked, and the figures or consequences that it asks for. */
  readonly questions: Ways;
  readonly figures: Ways;
  readonly consequences: Ways;
  /** How long something lasts, whether somebody is told, and what a list is fetched as. */
  readonly terms: Ways;
  readonly tidings: Ways;
  readonly files: Ways;
  /** What a change is called, by its command. */
  readonly acts: Readonly<Partial<Record<SpokenCommandName, Ways>>>;
  readonly moves: Readonly<Record<Move, Ways>>;
  /** Words for some of what a list shows, or for how sums are told apart. */
  readonly filters: Readonly<Record<Filter, Ways>>;
  /** Words between two clauses that say different things. */
  readonly joints: Ways;
  /** Words with which somebody gives a reason. */
  readonly reasons: Ways;
}

/** The item of a list that has the least or the most of something. */
export type Extreme = 'cheapest' | 'dearest' | 'smallest' | 'biggest' | 'newest' | 'oldest';

export type { Filter, Frame, Move, Saying };
