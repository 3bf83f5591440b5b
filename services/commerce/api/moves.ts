import type { Access, SubscriptionSummary } from './subscriptions.ts';
import type { Person, SubscriptionRef, UserId } from './types.ts';

/** Moving the people of a subscription to another one. */

/** A central subscription to which the people of a purchase can be moved. */
export interface MoveTarget {
  readonly summary: SubscriptionSummary;
  /** People who need a license there, and who have one already. */
  readonly moving: number;
  readonly already: number;
  /** Licenses that it lacks for them. */
  readonly missing: number;
  readonly changesProduct: boolean;
}

export type MoveState = 'running' | 'stopped' | 'finished' | 'undoing' | 'undone';

/** Why a move rests: the target has no license left, can no longer be used, or the work failed again and again. */
export type StopCause = 'no-seats' | 'target-not-active' | 'failed';

/** How far the move of a subscription's people to another one has come. */
export interface Move {
  readonly id: string;
  readonly source: SubscriptionRef;
  readonly target: SubscriptionRef;
  /** The admin who began it. */
  readonly actor: UserId;
  readonly state: MoveState;
  /** People who were given a license of the target; counts down while it is undone. */
  readonly moved: number;
  /** People who had one already, and only gave up that of the source. */
  readonly already: number;
  /** People of the source at the start. */
  readonly total: number;
  readonly startedAt: number;
  /** Null unless it is stopped. */
  readonly stoppedBecause: StopCause | null;
  /** Grows by one with every step. */
  readonly step: number;
}

/** What a move would do. */
export interface MovePreview {
  readonly source: SubscriptionSummary;
  readonly target: SubscriptionSummary;
  /** People who need a license of the target. */
  readonly moving: number;
  /** People who have one already. */
  readonly already: number;
  /** Licenses that the target lacks. */
  readonly missing: number;
  /** Whether they get another product. */
  readonly changesProduct: boolean;
  /** What becomes of their access to the product that they leave; null where they stay with it. */
  readonly left: Access | null;
  /** The first of those who move, and of those who are there already. */
  readonly movingPeople: readonly Person[];
  readonly alreadyPeople: readonly Person[];
}
