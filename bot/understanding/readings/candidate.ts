import type { Rule } from '../grammar/core/rule.ts';
import type { Verdict } from '../grammar/verdict.ts';
import type { MeantCommand, Source } from '../reading.ts';

/** One source's word for a reading. */
export interface Candidate extends MeantCommand {
  readonly by: Source;
  /** The rule that it comes from, if any. */
  readonly rule?: Rule;
  /** What speaks for it, as an exponent: see `WEIGHTS`. */
  readonly strength: number;
  /** What the words of the sentence allow. */
  readonly verdict: Verdict;
  readonly leftOver: readonly string[];
  /** Those of them that narrow down what was asked for. */
  readonly named: readonly string[];
  /** A rule accounts for every word. */
  readonly whole: boolean;
  /** A phrase that the command declares says all of it. */
  readonly declared?: boolean;
  /** No word asks for a change at all. */
  readonly unfounded?: boolean;
  /** How many words nobody knows. */
  readonly strange: number;
}
