import { readPerson } from '../../directory/people.ts';
import { encodeNotice, type Notice } from '../../notices/notice.ts';
import { accept, refuse } from '../api/errors.ts';
import { type Assigned, MAX_ASSIGNED_AT_ONCE, type Unassigned } from '../api/licenses.ts';
import { type Actor, type Subscription, type SubscriptionRef, USABLE, type UserId } from '../api/types.ts';
import { changeable, type Intent, operationOf, ownPurchase } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { may } from '../rules/access.ts';
import { statusAt } from '../rules/lifecycle.ts';
import { assignable, type Candidate, unknownAmong } from '../rules/seats.ts';
import { licenseGainedNotice, licenseLostNotice } from '../store/license-notices.ts';
import { readSubscription, type StoredSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import {
  loadScript,
  resultOf,
  runTransaction,
  type Script,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';
import { accessCounts } from './access.ts';

const ASSIGN = loadScript('assign-licenses');
const UNASSIGN = loadScript('unassign-licenses');

/**
 * Giving licenses to people and taking them back: the purchaser on their own purchase, License, User and Global admins
 * on a central one; at most 20 people at a time, all of them or none.
 */
export const createAssignmentOperations = (service: Service) => ({
  /**
   * Gives a license to each of these people; one who has it already keeps it. Refuses `no-such-subscription`,
   * `take-over-first`, `forbidden`, `stale`, `being-moved`, `not-active`, `already-deleted`, `too-many-people`,
   * `not-assignable-people`, `no-seats`.
   */
  async assignLicenses(
    actor: Actor,
    ref: SubscriptionRef,
    people: readonly UserId[],
    intent: Intent,
  ): Promise<Assigned> {
    const users = fewPeople(people);
    const head = { operation: operationOf(service, actor, intent), subject: ref, act: 'assign-licenses', asked: users };
    const answer = await runTransaction<Assigned>(await service.open(actor), head, async (db) => {
      const subscription = await seatsToGive(db, actor, ref, { at: head.operation.at, ...intent });
      accept(assignable(await candidates(db, users)));
      const gained = (user: UserId) =>
        licenseGainedNotice(subscription, { user, by: actor.userId, at: head.operation.at });
      return seatPlan(db, ASSIGN, subscription, { users, notice: gained, intent });
    });
    return resultOf(answer);
  },

  /**
   * Takes the license from each of these people; one who has none stays without. Refuses `no-such-subscription`,
   * `take-over-first`, `forbidden`, `stale`, `being-moved`, `already-deleted`, `too-many-people`,
   * `not-assignable-people` for people whom the directory does not know.
   */
  async unassignLicenses(
    actor: Actor,
    ref: SubscriptionRef,
    people: readonly UserId[],
    intent: Intent,
  ): Promise<Unassigned> {
    const users = fewPeople(people);
    const head = {
      operation: operationOf(service, actor, intent),
      subject: ref,
      act: 'unassign-licenses',
      asked: users,
    };
    const db = await service.open(actor);
    const answer = await runTransaction<Omit<Unassigned, 'access'>>(db, head, async () => {
      const subscription = await seatsToTake(db, actor, ref, intent);
      const problems = unknownAmong(await candidates(db, users));
      if (problems.length > 0) refuse({ code: 'not-assignable-people', problems });
      const { at } = head.operation;
      const lost = (user: UserId) =>
        licenseLostNotice(subscription, { user, cause: 'unassigned', by: actor.userId, at });
      // Of one that is Disabled nobody had access any more, as they were told then.
      const isTold = USABLE.includes(subscription.status);
      return seatPlan(db, UNASSIGN, subscription, { users, notice: isTold ? lost : null, intent });
    });
    return withAccess(db, ref, resultOf(answer), head.operation.at);
  },
});

/** Of those who had a license, for others may have been quicker. */
const withAccess = async (
  db: OpenTenant,
  ref: SubscriptionRef,
  unassigned: Omit<Unassigned, 'access'>,
  now: number,
): Promise<Unassigned> => {
  const { subscription } = (await readSubscription(db, ref)) ?? refuse({ code: 'no-such-subscription', wanted: ref });
  return { ...unassigned, access: await accessCounts(db, subscription, { now, users: unassigned.removed }) };
};

/** Each once. Refuses `too-many-people` before any of them is looked up. */
export const fewPeople = (people: readonly UserId[]): UserId[] => {
  const users = [...new Set(people)];
  return users.length > MAX_ASSIGNED_AT_ONCE ? refuse({ code: 'too-many-people', limit: MAX_ASSIGNED_AT_ONCE }) : users;
};

/** A subscription of which licenses can be given now. Refuses as `assignLicenses`. */
export const seatsToGive = async (
  db: OpenTenant,
  actor: Actor,
  ref: SubscriptionRef,
  { at, version }: { readonly at: number; readonly version?: number },
): Promise<Subscription> => {
  const { subscription } = await seatsOf(db, actor, ref, version);
  const status = statusAt(subscription, at);
  if (status === 'Deleted') refuse({ code: 'already-deleted' });
  return status === 'Disabled' ? refuse({ code: 'not-active', status }) : subscription;
};

/** One of which they can be taken. Refuses as `unassignLicenses`. */
export const seatsToTake = async (
  db: OpenTenant,
  actor: Actor,
  ref: SubscriptionRef,
  { version }: Partial<Intent> = {},
): Promise<Subscription> => {
  const { subscription } = await seatsOf(db, actor, ref, version);
  return subscription.status === 'Deleted' ? refuse({ code: 'already-deleted' }) : subscription;
};

const seatsOf = async (
  db: OpenTenant,
  actor: Actor,
  ref: SubscriptionRef,
  version: number | undefined,
): Promise<StoredSubscription> => {
  const stored = await readSubscription(db, ref);
  if (stored?.subscription.source !== 'central') return ownPurchase(db, actor, ref, version);
  if (may(actor, 'assign-central')) return changeable(stored, version);
  return may(actor, 'see-subscription')
    ? refuse({ code: 'forbidden', act: 'assign-central' })
    : refuse({ code: 'no-such-subscription', wanted: ref });
};

/** Whom these ids mean. */
export const candidates = (db: OpenTenant, users: readonly UserId[]): Promise<Candidate[]> =>
  Promise.all(users.map(async (wanted) => ({ wanted, person: await readPerson(db, wanted) })));

interface Seats {
  readonly users: readonly UserId[];
  /** Null where nobody is told. */
  readonly notice: ((user: UserId) => Notice) | null;
  readonly intent: Intent;
}

const seatPlan = (
  { keys }: OpenTenant,
  script: Script,
  { ref, source, productId }: Subscription,
  seats: Seats,
): TransactionPlan => ({
  script,
  keys: [keys.subscription(ref), keys.seats(ref), keys.counts(source, productId), keys.licensesByPerson],
  args: {
    users: seats.users,
    notices: seats.notice ? seats.users.map(seats.notice).map(encodeNotice) : [],
    version: seats.intent.version,
  },
});
