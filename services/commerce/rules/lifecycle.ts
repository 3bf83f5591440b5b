import type { Status, Subscription } from '../api/types.ts';
import { termPrice } from './pricing.ts';
import { DAY_MS, renewedUntil } from './term.ts';

export { termEnd } from './term.ts';

/** Days that an ended subscription stays Expired, then Disabled. */
export const EXPIRED_DAYS = 30;
export const DISABLED_DAYS = 90;

/** What happens to a subscription; the first four by the clock, the others by a person. */
export const LIFECYCLE_EVENTS = ['expire', 'renew', 'disable', 'delete', 'cancel', 'reactivate'] as const;
export type LifecycleEvent = (typeof LIFECYCLE_EVENTS)[number];

/** State → event → state. What is not here cannot happen. Source: domain, life of a subscription. */
export const TRANSITIONS: Readonly<Record<Status, Readonly<Partial<Record<LifecycleEvent, Status>>>>> = {
  Active: { renew: 'Active', expire: 'Expired', cancel: 'Deleted' },
  Expired: { reactivate: 'Active', disable: 'Disabled', cancel: 'Deleted' },
  Disabled: { reactivate: 'Active', delete: 'Deleted', cancel: 'Deleted' },
  Deleted: {},
};

/** The state after an event, or undefined where it cannot happen. */
export const next = (status: Status, event: LifecycleEvent): Status | undefined => TRANSITIONS[status][event];

/** Something the clock does, and the instant it is due. */
export interface DueEvent {
  readonly event: Extract<LifecycleEvent, 'renew' | 'expire' | 'disable' | 'delete'>;
  readonly at: number;
}

/** Whether the term is followed by another: recurring billing is on, and there is something to bill. Null: not known. */
export const renews = ({ autoRenew, trial }: Subscription): boolean | null => (trial === 'no-card' ? false : autoRenew);

/**
 * What the clock does next. Undefined for a Deleted subscription, for what Microsoft bills, which only Microsoft moves,
 * and where too little is known: the clock invents no end, no renewal and no amount.
 */
export const nextEvent = (subscription: Subscription): DueEvent | undefined => {
  const { status, expiresAt, billedBy } = subscription;
  if (expiresAt === null || billedBy === 'microsoft') return undefined;
  if (status === 'Active') return endOfTerm(subscription, expiresAt);
  if (status === 'Expired') return { event: 'disable', at: expiresAt + EXPIRED_DAYS * DAY_MS };
  if (status === 'Disabled') return { event: 'delete', at: expiresAt + (EXPIRED_DAYS + DISABLED_DAYS) * DAY_MS };
  return undefined;
};

const endOfTerm = (subscription: Subscription, at: number): DueEvent | undefined => {
  if (renews(subscription) === false) return { event: 'expire', at };
  return renews(subscription) && isBillable(subscription) ? { event: 'renew', at } : undefined;
};

/** Whether another term can be begun; nobody is billed here for a central one. */
const isBillable = (subscription: Subscription): boolean => {
  if (renewedUntil(subscription) === null) return false;
  const { source, purchaserId } = subscription;
  return source === 'central' || (purchaserId !== null && termPrice(subscription) !== null);
};

/** The subscription after an event of the clock: a renewal begins a new, paid term. */
export const afterEvent = (subscription: Subscription, { event }: DueEvent): Subscription => {
  const status = next(subscription.status, event) ?? subscription.status;
  return event === 'renew'
    ? { ...subscription, status, expiresAt: renewedUntil(subscription), trial: null }
    : { ...subscription, status };
};

/** Everything the clock should have done up to now, in order: a renewal for each missed term, or the steps of the end. */
export const dueEvents = (subscription: Subscription, now: number): DueEvent[] => {
  const due: DueEvent[] = [];
  let state = subscription;
  for (let event = nextEvent(state); event && event.at <= now; event = nextEvent(state)) {
    due.push(event);
    state = afterEvent(state, event);
  }
  return due;
};

/** The status that is true now, also where the clock is late. */
export const statusAt = (subscription: Subscription, now: number): Status =>
  dueEvents(subscription, now).reduce(afterEvent, subscription).status;
