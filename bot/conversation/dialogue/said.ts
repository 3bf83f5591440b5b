import type { Dialogue } from '../../../services/conversations/dialogues.ts';
import type { Sentence } from '../../understanding/dialogue/sentence.ts';
import type { Utterance } from '../../understanding/dialogue/utterance.ts';
import { interpret } from '../../understanding/interpret.ts';
import type { Circumstances, Interpretation } from '../../understanding/reading.ts';
import type { CommandContext } from '../command.ts';

/** What any sentence of a turn may depend on besides what it names. */
export type TurnCircumstances = Omit<Circumstances, 'mentions'> & { readonly today: string };

/** What a sentence is understood by: itself, what was spoken of, and what it means without that. */
export interface Said {
  readonly utterance: Utterance;
  readonly dialogue: Dialogue;
  readonly context: CommandContext;
  readonly circumstances: TurnCircumstances;
  /** The sentence, without what only ties it to the one before. */
  readonly plain: Sentence;
  readonly alone: Interpretation;
  /** It names a command and all that this takes. */
  readonly isWhole: boolean;
}

/** What a sentence means by itself. */
export const meaningOf = ({ text, mentions }: Sentence, circumstances: TurnCircumstances): Interpretation =>
  interpret(text, { ...circumstances, mentions }).meaning;
