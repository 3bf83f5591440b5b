import type { SpokenCommandName } from '../../locales/index.ts';
import type { Args } from './grammar/core/slots.ts';

/** A command and its arguments as they were said; nothing is looked up or checked yet. */
export interface SaidCommand {
  readonly command: SpokenCommandName;
  readonly args: Args;
}

export type Interpretation =
  | ({ readonly kind: 'command' } & SaidCommand)
  /** The likeliest first. Asked about, never guessed. */
  | { readonly kind: 'ambiguous'; readonly choices: readonly SaidCommand[] }
  /** Names of commands that sound like it, the likeliest first. */
  | { readonly kind: 'none'; readonly closest: readonly SpokenCommandName[] };

/** What a text may depend on besides itself. */
export interface Circumstances {
  /** The commands that change something, or lead to a change: they are never guessed. */
  readonly changing: ReadonlySet<SpokenCommandName>;
  /** The day of the person who asks, "2026-11-21"; without it "last March" stays open. */
  readonly today?: string | undefined;
}
