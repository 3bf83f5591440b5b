import type { Language } from '../../locales/index.ts';
import type { Status } from '../../services/commerce/types.ts';
import type { Sort, SourceFilter } from '../../services/commerce/views.ts';

/** Ways of saying each of some values. Every entry is a pattern of whole words, case aside. */
type Words<Value extends string> = Readonly<Record<Value, readonly string[]>>;

/** One language as data. Patterns are regular expression sources, matched as whole words and without case. */
export interface Vocabulary {
  /** Command name → ways of asking for it. */
  readonly phrases: Readonly<Record<string, readonly string[]>>;
  /** Words that a request may begin with and that say nothing. */
  readonly openers: readonly string[];
  /** Words that a request may end with and that say nothing. */
  readonly closers: readonly string[];
  readonly sources: Words<SourceFilter>;
  readonly statuses: Words<Status>;
  readonly sorts: Words<Sort>;
  /** With one group: the number of days. */
  readonly expiring: readonly string[];
  /** What stands before a purchaser's name. */
  readonly by: readonly string[];
  /** What may stand before a product's name. */
  readonly of: readonly string[];
  readonly languages: Words<Language>;
}
