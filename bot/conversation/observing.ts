import type { CommandName } from '../../locales/index.ts';
import type { Refused } from './refusals/refusal.ts';

/** What happens to a turn on its way, for those who measure how people are understood. */
export type Observed =
  /** What it means, before rights are checked and arguments parsed. */
  | { readonly kind: 'matched'; readonly command: CommandName; readonly args: unknown }
  /** Why it was not done; after `matched` where it was understood. */
  | { readonly kind: 'refused'; readonly reason: Refused };

/** Told while the turn runs, in that order; must not throw. */
export type Observe = (seen: Observed) => void;
