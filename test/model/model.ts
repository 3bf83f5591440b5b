import type { PolicyValue, Subscription, Term } from '../../services/commerce/api/types.ts';
import { monthsBefore, renewedUntil, termEnd } from '../../services/commerce/rules/term.ts';
import { BLOCKED, DAY, PLAIN, START, TRIED } from '../support/tenants/small-tenant.ts';

/** A move of a subscription's people, while it has not ended. */
export interface ModelMove {
  readonly target: string;
  state: 'running' | 'stopped' | 'undoing';
  /** Person → since when they had the license of the source. */
  readonly moved: Map<number, number>;
  readonly kept: Map<number, number>;
}

/** A subscription as the rules of the domain alone would have it. */
export interface ModelSubscription
  extends Pick<Subscription, 'productId' | 'source' | 'createdAt' | 'trial' | 'status'> {
  readonly ref: string;
  readonly term: Term;
  quantity: number;
  /** Person → since when. */
  holders: Map<number, number>;
  autoRenew: boolean;
  expiresAt: number;
  /** Since when the days for taking licenses back run. */
  resizedAt: number;
  scheduled: number | undefined;
  move: ModelMove | undefined;
  /** Whether anybody ever began to move its people. */
  everMoved: boolean;
  status: Subscription['status'];
  trial: Subscription['trial'];
}

export interface ModelRequest {
  readonly id: string;
  readonly at: number;
  decided: boolean;
}

/** A whole tenant in memory, without Redis, scripts, indexes or versions. */
export class Model {
  now = START;
  readonly accountType: 'MCA' | 'MOSA';
  readonly subscriptions = new Map<string, ModelSubscription>();
  readonly policy = new Map<string, PolicyValue>([
    [PLAIN, 'Enabled'],
    [TRIED, 'Enabled'],
    [BLOCKED, 'Disabled'],
  ]);
  readonly requests: ModelRequest[] = [];

  constructor(accountType: 'MCA' | 'MOSA') {
    this.accountType = accountType;
  }

  add(given: Omit<ModelSubscription, 'resizedAt' | 'scheduled' | 'move' | 'everMoved'>): void {
    const rest = { resizedAt: given.createdAt, scheduled: undefined, move: undefined, everMoved: false };
    this.subscriptions.set(given.ref, { ...given, ...rest });
  }

  /** Lets the clock do what is due to everything that is not being moved. */
  runLifeCycle(): void {
    for (const subscription of this.subscriptions.values())
      while (!subscription.move && this.#isDue(subscription)) this.#pass(subscription);
  }

  /** Whether a purchase or a request at some time is forgotten by now. */
  isForgotten({ at }: ModelRequest): boolean {
    return at < monthsBefore(this.now, 12);
  }

  #isDue({ status, expiresAt }: ModelSubscription): boolean {
    const days = { Active: 0, Expired: 30, Disabled: 120, Deleted: Number.POSITIVE_INFINITY }[status];
    return expiresAt + days * DAY <= this.now;
  }

  #pass(subscription: ModelSubscription): void {
    const { status, autoRenew, trial } = subscription;
    if (status === 'Active' && autoRenew && trial !== 'no-card') renew(subscription);
    else if (status === 'Disabled') end(subscription);
    else subscription.status = status === 'Active' ? 'Expired' : 'Disabled';
  }
}

const renew = (subscription: ModelSubscription): void => {
  subscription.resizedAt = subscription.expiresAt;
  subscription.expiresAt = renewedUntil(subscription) ?? Number.NaN;
  subscription.trial = null;
  subscription.quantity = Math.max(subscription.scheduled ?? subscription.quantity, subscription.holders.size);
  subscription.scheduled = undefined;
};

/** Deleted, and nobody has a license any more. */
export const end = (subscription: ModelSubscription): void => {
  subscription.status = 'Deleted';
  subscription.autoRenew = false;
  subscription.scheduled = undefined;
  subscription.holders = new Map();
};

/** Active again, for a new term from now. */
export const reactivate = (subscription: ModelSubscription, now: number): void => {
  subscription.status = 'Active';
  subscription.autoRenew = true;
  subscription.trial = null;
  subscription.scheduled = undefined;
  subscription.resizedAt = now;
  subscription.expiresAt = termEnd(now, subscription.term);
};

/** People in the order in which a move takes them. */
const inOrder = (people: ReadonlyMap<number, number>): [number, number][] =>
  [...people].sort(([a, since], [b, later]) => since - later || a - b);

/** One step of a move: everybody, as far as there are licenses. */
export const step = (source: ModelSubscription, move: ModelMove, target: ModelSubscription, now: number): void => {
  if (target.status !== 'Active' && target.status !== 'Expired') move.state = 'stopped';
  for (const [person, since] of move.state === 'stopped' ? [] : inOrder(source.holders)) {
    if (!target.holders.has(person) && target.holders.size >= target.quantity) {
      move.state = 'stopped';
      return;
    }
    (target.holders.has(person) ? move.kept : move.moved).set(person, since);
    if (!target.holders.has(person)) target.holders.set(person, now);
    source.holders.delete(person);
  }
};

/** Everybody back to where they were; who has lost the license that the move gave them gets nothing for it. */
export const undo = (source: ModelSubscription, move: ModelMove, target: ModelSubscription): void => {
  for (const [person, since] of move.moved) if (target.holders.delete(person)) source.holders.set(person, since);
  for (const [person, since] of move.kept) source.holders.set(person, since);
  source.move = undefined;
};
