import type { Reason } from '../api/errors.ts';

/** A rule says no: why, as data. */
export interface Refusal {
  readonly ok: false;
  readonly reason: Reason;
}

/** What a rule says: yes, with what follows from it, or no, with the reason. */
export type Verdict<Outcome = object> = ({ readonly ok: true } & Outcome) | Refusal;

export const refused = (reason: Reason): Refusal => ({ ok: false, reason });
