import type { SubscriptionRef, UserId } from '../api/types.ts';
import type { OpenTenant } from './tenants.ts';

/** A license in somebody's hands. */
export interface Seat {
  readonly userId: UserId;
  /** Milliseconds since 1970. */
  readonly assignedOn: number;
}

/** Seats read at a time. */
const STEP = 500;

/**
 * Everybody who has a license of a subscription, in the order of assignment, some at a time. Who keeps theirs meanwhile
 * is met once, whoever else comes and goes.
 */
export async function* seatsOf(db: OpenTenant, ref: SubscriptionRef): AsyncGenerator<Seat[]> {
  for (let last: Seat | undefined; ; ) {
    const from = last ? await rankAfter(db, ref, last) : 0;
    const found = await db.redis.zRangeWithScores(db.keys.seats(ref), from, from + STEP - 1);
    const seats = found.map(({ value, score }): Seat => ({ userId: value as UserId, assignedOn: score }));
    yield seats.filter((seat) => !last || isAfter(seat, last));
    if (seats.length < STEP) return;
    last = seats.at(-1);
  }
}

/** The place of the next seat. That of one that is gone is between those of an earlier and of a later instant. */
const rankAfter = async ({ redis, keys }: OpenTenant, ref: SubscriptionRef, last: Seat): Promise<number> => {
  const rank = await redis.zRank(keys.seats(ref), last.userId);
  return rank === null ? redis.zCount(keys.seats(ref), '-inf', `(${last.assignedOn}`) : rank + 1;
};

const isAfter = (a: Seat, b: Seat): boolean =>
  a.assignedOn > b.assignedOn || (a.assignedOn === b.assignedOn && a.userId > b.userId);
