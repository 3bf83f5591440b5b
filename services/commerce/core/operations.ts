import { refuse } from '../api/errors.ts';
import type { Actor, SubscriptionRef } from '../api/types.ts';
import { may } from '../rules/access.ts';
import { readSubscription, type StoredSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import type { Operation } from '../store/transactions/transaction.ts';
import type { Service } from './service.ts';

/** What comes with every change that somebody asks for. */
export interface Intent {
  /** The same id with the same arguments acts once, and gives the first result again. Without `/`: see {@link partOf}. */
  readonly operationId: string;
  /** The version that the person saw; a subscription that has changed since is refused as `stale`. */
  readonly version?: number;
}

/** The same of a change that costs something. */
export interface PaidIntent extends Intent {
  /** A card on file; the usual one if not given. */
  readonly paymentMethodId?: string;
}

/**
 * The operation of a change that an actor wants.
 * @throws {TypeError} for an id that could be that of a step of another operation
 */
export const operationOf = ({ now }: Service, actor: Actor, { operationId }: Intent): Operation => {
  if (!/^[^/]+$/.test(operationId)) throw new TypeError(`An operation id is not empty and has no "/": ${operationId}`);
  return { id: operationId, actor, at: now() };
};

/** One of the scripts that an operation takes, under an id that nobody can choose. */
export const partOf = (operation: Operation, part: string): Operation => ({
  ...operation,
  id: `${operation.id}/${part}`,
});

/** The actor's own purchase, free to be changed. Refuses as `ownedBy`, and `stale`, `being-moved`. */
export const ownPurchase = async (
  db: OpenTenant,
  actor: Actor,
  ref: SubscriptionRef,
  version?: number,
): Promise<StoredSubscription> => changeable(await ownedBy(db, actor, ref), version);

/**
 * The actor's own purchase, whatever is being done to it. Refuses `no-such-subscription`, also where it is not theirs to
 * see; `take-over-first` and `forbidden` to an admin who may only see it.
 */
export const ownedBy = async (db: OpenTenant, actor: Actor, ref: SubscriptionRef): Promise<StoredSubscription> => {
  const stored = (await readSubscription(db, ref)) ?? refuse({ code: 'no-such-subscription', wanted: ref });
  const { purchaserId, source } = stored.subscription;
  if (!may(actor, 'run-own-subscription', purchaserId)) {
    if (!may(actor, 'see-subscription', purchaserId)) refuse({ code: 'no-such-subscription', wanted: ref });
    if (source === 'self-service' && may(actor, 'take-over')) refuse({ code: 'take-over-first', ref });
    refuse({ code: 'forbidden', act: 'run-own-subscription' });
  }
  return stored;
};

/** A subscription that nobody else is changing, as the caller knows it. Refuses `stale`, `being-moved`. */
export const changeable = (stored: StoredSubscription, version?: number): StoredSubscription => {
  const current = stored.subscription.version;
  if (version !== undefined && version !== current) refuse({ code: 'stale', version: current });
  return stored.moving ? refuse({ code: 'being-moved' }) : stored;
};
