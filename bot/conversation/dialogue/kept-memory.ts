import type { Dialogue, DialoguePlace, Dialogues } from '../../../services/conversations/dialogues.ts';
import { DEADLINES, within } from '../../../services/deadlines/deadlines.ts';
import { isUnreachable } from '../../../services/redis/unavailable.ts';

/** What is remembered of the conversation that a turn is of. It is read once. */
export interface Memory {
  /** What was spoken of; nothing where that cannot be read in time. */
  recall(): Promise<Dialogue | undefined>;
  remember(said: Dialogue | undefined): Promise<void>;
}

/** The memory of a person's conversation: by their own tenant, whomever they act for. */
export const memoryOf = (dialogues: Dialogues, place: DialoguePlace): Memory => {
  let read: Promise<Dialogue | undefined> | undefined;
  return {
    recall() {
      // A memory that comes too late for the turn is none.
      read ??= within(DEADLINES.memory, dialogues.recall(place)).catch(nothingIfAway);
      return read;
    },
    async remember(said) {
      read = Promise.resolve(said);
      await (said ? dialogues.remember(place, said) : dialogues.forget(place));
    },
  };
};

/** What cannot be read or kept in time is not remembered. */
export const nothingIfAway = (error: unknown): undefined => {
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  if (!isLate && !isUnreachable(error)) throw error;
};
