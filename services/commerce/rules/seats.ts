import type { Verdict } from '../api/errors.ts';
import { MAX_ASSIGNED_AT_ONCE, type SeatProblem } from '../api/licenses.ts';
import { type Person, type ProductId, type Source, type Subscription, USABLE } from '../api/types.ts';
import { statusAt } from './lifecycle.ts';
import { refused } from './verdict.ts';

/** Somebody named, and whom the tenant's directory knows by that. */
export interface Candidate {
  readonly wanted: string;
  readonly person?: Person | undefined;
}

/**
 * Whether all of these people can have a license; if not, nobody gets one until the list is right. Refuses
 * `too-many-people`, `not-assignable-people` with every problem. Source: domain, owning.
 */
export const assignable = (people: readonly Candidate[]): Verdict => {
  if (people.length > MAX_ASSIGNED_AT_ONCE) return refused({ code: 'too-many-people', limit: MAX_ASSIGNED_AT_ONCE });
  const problems = problemsOf(people);
  return problems.length > 0 ? refused({ code: 'not-assignable-people', problems }) : { ok: true };
};

/** Why some of these people can have no license. */
export const problemsOf = (people: readonly Candidate[]): SeatProblem[] =>
  people.flatMap((each) => problemOf(each) ?? []);

/** Those whom nobody can take a license from; guests and disabled people may have one from before, and can lose it. */
export const unknownAmong = (people: readonly Candidate[]): SeatProblem[] =>
  problemsOf(people).filter(({ problem }) => problem === 'unknown');

interface Seats {
  readonly quantity: number;
  readonly assigned: number;
}

/** Licenses that nobody has; more people may have one than there are. */
export const freeSeats = ({ quantity, assigned }: Seats): number => Math.max(0, quantity - assigned);

/** People with a license beyond those that there are. */
export const overAssigned = ({ quantity, assigned }: Seats): number => Math.max(0, assigned - quantity);

/** Licenses that are lacking for so many more people. */
export const missingSeats = ({ quantity, assigned }: Seats, needed: number): number =>
  needed > 0 ? Math.max(0, needed - (quantity - assigned)) : 0;

/** Whether there are licenses for so many more people. Refuses `no-seats` with how many are missing. */
export const enoughSeats = (seats: Seats, needed: number): Verdict => {
  const missing = missingSeats(seats, needed);
  return missing > 0 ? refused({ code: 'no-seats', missing }) : { ok: true };
};

/**
 * Through what somebody has a product: a central license before one that somebody bought; null where none that they have
 * works. Source: domain, notices.
 * @param held of every subscription of which they have a license
 */
export const hasThrough = (held: readonly Subscription[], product: ProductId, now: number): Source | null => {
  const working = held.filter((each) => each.productId === product && USABLE.includes(statusAt(each, now)));
  const sources = working.map(({ source }) => source);
  return sources.find((source) => source === 'central') ?? sources[0] ?? null;
};

const problemOf = ({ wanted, person }: Candidate): SeatProblem | undefined => {
  if (!person) return { wanted, problem: 'unknown' };
  if (person.userType === 'guest') return { wanted, problem: 'guest' };
  return person.enabled ? undefined : { wanted, problem: 'disabled' };
};
