import type { SpokenCommandName } from '../../locales/index.ts';
import type { Rule } from './grammar/core/rule.ts';
import type { Args } from './grammar/core/slots.ts';
import type { Mention } from './recognition/mention.ts';

/** A command and its arguments as they were said; nothing is looked up or checked yet. */
export interface SaidCommand {
  readonly command: SpokenCommandName;
  readonly args: Args;
}

/** What a sentence can mean: a command, or the answer to a common question. */
export interface MeantCommand {
  readonly command: SpokenCommandName | 'answer';
  readonly args: Args;
}

/** One thing that a sentence can mean. */
export interface Reading extends MeantCommand {
  /** From 0 to 1: its share of all that the sentence can mean. */
  readonly score: number;
  /** Who reads it so. */
  readonly by: ReadonlySet<Source>;
  /** The rule of the grammar that it comes from, if any. */
  readonly rule: Rule | undefined;
  /** Whether it may be taken as said, stand in a question, or neither. */
  readonly standing: Standing;
  /** A rule means it and accounts for every word. */
  readonly whole: boolean;
  /** No word asks for the change. */
  readonly unfounded: boolean;
  /** What was said of it and is in no argument, as it was written. */
  readonly leftOver: readonly string[];
  /** Those of them that narrow down what was asked for, such as "30 dys": an answer without them says so. */
  readonly named: readonly string[];
}

export type Source = 'rule' | 'classifier' | 'answer' | 'dialogue' | 'model';

export type Standing = 'sure' | 'ask' | 'no';

export type Interpretation =
  | ({ readonly kind: 'command'; readonly leftOver?: readonly string[] } & MeantCommand)
  /** The likeliest first. Asked about, never guessed. `clear` where there is one, and hardly a doubt about it. */
  | { readonly kind: 'ambiguous'; readonly choices: readonly MeantCommand[]; readonly clear?: boolean }
  /** Names of commands that sound like it, the likeliest first. */
  | { readonly kind: 'none'; readonly closest: readonly SpokenCommandName[] };

/** What a text means, and all that it could. */
export interface Understood {
  readonly meaning: Interpretation;
  /** The likeliest first. */
  readonly readings: readonly Reading[];
}

/** What a text may depend on besides itself. */
export interface Circumstances {
  /** The commands that change something, or lead to a change: they are never guessed. */
  readonly changing: ReadonlySet<string>;
  /** The day of the person who asks, "2026-11-21"; without it "last March" stays open. */
  readonly today?: string | undefined;
  /** Whether the person may use a command at all; they may use every one, if not given. */
  readonly mayUse?: ((command: MeantCommand['command']) => boolean) | undefined;
  /** What a tidy text names of the tenant; none if not given. */
  readonly mentions?: readonly Mention[] | undefined;
  /** What a language model takes it for: one reading among the others, beside which no change is sure. */
  readonly proposed?: MeantCommand | undefined;
}
