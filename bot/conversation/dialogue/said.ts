import type { Dialogue, Step, Thing } from '../../../services/conversations/dialogues.ts';
import type { Naming, Sentence } from '../../understanding/dialogue/sentence.ts';
import type { Utterance } from '../../understanding/dialogue/utterance.ts';
import { interpret } from '../../understanding/interpret.ts';
import type { Circumstances, Interpretation, Understood } from '../../understanding/reading.ts';
import type { CommandContext } from '../command.ts';

/** What any sentence of a turn may depend on besides what it names. */
export type TurnCircumstances = Omit<Circumstances, 'mentions'> & { readonly today: string };

/** What a sentence means by itself. */
type Read = (sentence: Sentence) => Understood;

/** A turn, in which no sentence is read twice. */
export interface Turn {
  readonly circumstances: TurnCircumstances;
  readonly read: Read;
}

/** A turn in which nothing has been read yet. */
export const turnIn = (circumstances: TurnCircumstances): Turn => {
  const known = new Map<string, Understood>();
  const read: Read = (sentence) => {
    const key = JSON.stringify(sentence);
    const { text, mentions } = sentence;
    const understood = known.get(key) ?? interpret(text, { ...circumstances, mentions });
    known.set(key, understood);
    return understood;
  };
  return { circumstances, read };
};

/** What a sentence is understood by: itself, what was spoken of, and what it means without that. */
export interface Said extends Turn {
  readonly utterance: Utterance;
  readonly dialogue: Dialogue;
  readonly context: CommandContext;
  /** The sentence, without what only ties it to the one before. */
  readonly plain: Sentence;
  readonly alone: Interpretation;
  /** It names a command and all that this takes. */
  readonly isWhole: boolean;
  /** How a sentence would name some things; each is looked up once. */
  readonly names: (things: readonly Thing[]) => Promise<Naming[]>;
}

/** What a way makes of a sentence: a step, or another sentence to be read by itself; and how sure that is, from 0 to 1. */
export interface Found {
  readonly score: number;
  readonly step?: Step | undefined;
  /** It is asked whether the step is meant. */
  readonly isDoubtful?: boolean;
  /** What else it is asked about then. */
  readonly others?: readonly Step[];
  readonly sentence?: Sentence | undefined;
}

/** A sentence with names that it did not have. */
export interface Named {
  readonly sentence: Sentence;
  readonly names: readonly Naming[];
}

/** What goes on with something is short; a long text is read in few ways. */
const MOST_WORDS = 25;
export const isLong = ({ text }: Sentence): boolean =>
  text.split(' ').length > MOST_WORDS || text.length > MOST_WORDS * 10;
