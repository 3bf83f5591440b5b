import type { Verdict } from '../api/errors.ts';
import type { Subscription, UserId } from '../api/types.ts';
import { enoughSeats, missingSeats } from './seats.ts';
import { refused } from './verdict.ts';

export interface MoveInput {
  readonly source: Subscription;
  readonly target: Subscription;
  /** Who has the licenses of each. */
  readonly sourceUsers: readonly UserId[];
  readonly targetUsers: readonly UserId[];
}

/** What a move takes: who needs a license there, who has one there already, and how many licenses are lacking. */
export interface MoveNeeds {
  readonly moving: readonly UserId[];
  readonly already: readonly UserId[];
  readonly missing: number;
}

/** Everyone needs an available license there, but nobody a second one. Source: domain, take over, move users. */
export const moveNeeds = ({ target, sourceUsers, targetUsers }: Omit<MoveInput, 'source'>): MoveNeeds => {
  const there = new Set(targetUsers);
  const moving = sourceUsers.filter((user) => !there.has(user));
  const already = sourceUsers.filter((user) => there.has(user));
  return { moving, already, missing: missingSeats(target, moving.length) };
};

/**
 * Whether the users of one subscription can be moved to another. Refuses `same-subscription`,
 * `source-not-self-service`, `source-deleted`, `target-not-central`, `target-not-active`, `no-seats`.
 */
export const planMove = (move: MoveInput): Verdict<MoveNeeds & { readonly changesProduct: boolean }> => {
  const { source, target } = move;
  const suited = suits(source, target);
  if (!suited.ok) return suited;
  const needs = moveNeeds(move);
  const seats = enoughSeats(target, needs.moving.length);
  return seats.ok ? { ok: true, ...needs, changesProduct: source.productId !== target.productId } : seats;
};

/** Whether the users of a subscription can be moved at all. Refuses `source-not-self-service`, `source-deleted`. */
export const movable = ({ source, status }: Subscription): Verdict => {
  if (source !== 'self-service') return refused({ code: 'source-not-self-service' });
  return status === 'Deleted' ? refused({ code: 'source-deleted' }) : { ok: true };
};

const suits = (source: Subscription, target: Subscription): Verdict => {
  if (source.ref === target.ref) return refused({ code: 'same-subscription' });
  const leaving = movable(source);
  if (!leaving.ok) return leaving;
  if (target.source !== 'central') return refused({ code: 'target-not-central' });
  return target.status === 'Active' ? { ok: true } : refused({ code: 'target-not-active' });
};
