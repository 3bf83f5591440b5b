import type { Explanation } from '../../bot/understanding/explanation.ts';

/**
 * - `run`: a reading command ran, or one that acts at once
 * - `confirm`: a card asks about a change, or shows the form that leads to it
 * - `choose`: a question with choices
 * - `answer`: an answer to a common question
 * - `refuse`: understood and refused
 * - `unclear`: not understood, or asked about without anything to choose from
 */
export type Kind = 'run' | 'confirm' | 'choose' | 'answer' | 'refuse' | 'unclear';

export type Args = Readonly<Record<string, unknown>>;

/** A command with its arguments, as people would name them. */
export interface Named {
  readonly command?: string | undefined;
  readonly args?: Args | undefined;
}

/** What came of a turn. */
export interface Outcome extends Named {
  readonly id: string;
  /** From 0. */
  readonly turn: number;
  readonly kind: Kind;
  /** Of a question, or of the lines of a card to choose from. */
  readonly choices?: readonly Named[] | undefined;
  /** Of an answer. */
  readonly topic?: string | undefined;
  /** What the card says, as plain text. */
  readonly title: string;
  readonly text: string;
  readonly explanation?: (Partial<Explanation> & { readonly rule?: string }) | undefined;
}
