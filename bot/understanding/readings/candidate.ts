import type { SaidCommand, Source, Standing } from '../reading.ts';

/** One source's word for a reading. */
export interface Candidate extends SaidCommand {
  readonly by: Source;
  /** What speaks for it, as an exponent: see `WEIGHTS`. */
  readonly strength: number;
  readonly standing: Standing;
  readonly leftOver: readonly string[];
}
