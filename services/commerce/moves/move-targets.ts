import { accept, refuse } from '../api/errors.ts';
import type { MoveTarget } from '../api/moves.ts';
import type { Actor, ProductId, Subscription, SubscriptionRef, UserId } from '../api/types.ts';
import type { Service } from '../core/service.ts';
import { movable, moveNeeds } from '../rules/moves.ts';
import { subscriptionPage } from '../store/indexes/subscription-page.ts';
import { holdersAmong } from '../store/moves.ts';
import { readHolders, readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { summarize } from '../subscriptions/subscriptions.ts';

/** Targets offered. */
const OFFERED = 20;
/** Central subscriptions read to find them: of the same product, and of any. */
const LOOKED_AT = 100;

/** Where the people of a purchase can go. */
export const createMoveTargetQueries = ({ now, open, requireRight }: Service) => ({
  /**
   * Central subscriptions to which everybody of a purchase can be moved, at most 20: those of the same product first,
   * then those with enough licenses, then those that lack fewest. Where an organization has hundreds, those with the
   * most licenses available are compared. Refuses `forbidden`, `no-such-subscription`, `source-not-self-service`,
   * `source-deleted`.
   */
  async listMoveTargets(actor: Actor, ref: SubscriptionRef): Promise<MoveTarget[]> {
    requireRight(actor, 'take-over');
    const db = await open(actor);
    const stored = (await readSubscription(db, ref)) ?? refuse({ code: 'no-such-subscription', wanted: ref });
    const source = stored.subscription;
    accept(movable(source));
    const users = await readHolders(db, ref, source.assigned);
    const targets: MoveTarget[] = [];
    for (const target of await withMostRoom(db, source.productId, now()))
      targets.push(await targetFor(db, { source, users }, target));
    return targets.sort(bestFirst).slice(0, OFFERED);
  },
});

const withMostRoom = async (db: OpenTenant, product: ProductId, now: number): Promise<Subscription[]> => {
  const active = { source: 'central', statuses: ['Active'], limit: LOOKED_AT } as const;
  const [same, any] = await Promise.all([
    subscriptionPage(db, { ...active, products: [product] }, now),
    subscriptionPage(db, active, now),
  ]);
  const others = any.items.filter(({ productId }) => productId !== product);
  const first = (some: readonly Subscription[]) => [...some].sort((a, b) => room(b) - room(a)).slice(0, OFFERED);
  return [...first(same.items), ...first(others)];
};

const room = ({ quantity, assigned }: Subscription): number => quantity - assigned;

const targetFor = async (
  db: OpenTenant,
  { source, users }: { readonly source: Subscription; readonly users: readonly UserId[] },
  target: Subscription,
): Promise<MoveTarget> => {
  const targetUsers = await holdersAmong(db, target.ref, users);
  const { moving, already, missing } = moveNeeds({ target, sourceUsers: users, targetUsers });
  return {
    summary: await summarize(db, target),
    moving: moving.length,
    already: already.length,
    missing,
    changesProduct: source.productId !== target.productId,
  };
};

const bestFirst = (a: MoveTarget, b: MoveTarget): number =>
  Number(a.changesProduct) - Number(b.changesProduct) ||
  Number(a.missing > 0) - Number(b.missing > 0) ||
  a.missing - b.missing ||
  room(b.summary.subscription) - room(a.summary.subscription);
