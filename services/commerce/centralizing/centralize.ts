import { createHash } from 'node:crypto';
import { readPeople } from '../../directory/people.ts';
import { encodeNotice } from '../../notices/notice.ts';
import type { CentralizePreview } from '../api/centralizing.ts';
import { accept, refuse } from '../api/errors.ts';
import type { Actor, Money, Person, ProductId, Subscription, SubscriptionRef, UserId } from '../api/types.ts';
import { productOf } from '../core/catalogue.ts';
import { type Intent, operationOf, partOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { monthlyPrice, sumKnown } from '../rules/pricing.ts';
import { enoughSeats, freeSeats, missingSeats } from '../rules/seats.ts';
import { licenseGainedNotice } from '../store/license-notices.ts';
import { holdersAmong } from '../store/moves.ts';
import { readHolders, readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import {
  loadScript,
  type Operation,
  resultOf,
  runTransaction,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';
import { summarize } from '../subscriptions/subscriptions.ts';
import { usableSubscriptions } from '../subscriptions/usable.ts';

/** What assigning to everybody did. */
interface Centralized {
  /** Where the licenses are: that with the most available first. */
  readonly targets: readonly SubscriptionRef[];
  readonly added: number;
  readonly already: number;
  readonly unassignable: number;
}

const ASSIGN = loadScript('assign-licenses');
const PEOPLE_IN_A_STEP = 100;
const PEOPLE_SHOWN = 20;

/** Centralizing: everybody who has a product by self-service gets a license that the organization has bought. */
export const createCentralizeOperations = (service: Service) => ({
  /** How many, for whom, at what cost, and what is missing; changes nothing. Refuses `forbidden`, `no-such-product`. */
  async previewCentralize(actor: Actor, productId: ProductId): Promise<CentralizePreview> {
    service.requireRight(actor, 'see-purchases');
    const db = await service.open(actor);
    const product = productOf(db, productId);
    const { purchases, targets, needing, ...people } = await situation(db, productId, service.now());
    const missing = missingSeats(totalSeats(targets), needing.length);
    return {
      product,
      subscriptions: purchases.length,
      licenses: purchases.reduce((total, { quantity }) => total + quantity, 0),
      monthlyCost: accept(sumKnown(purchases.map(monthlyCostOf), db.tenant.currency)).total,
      people: people.all,
      already: people.already,
      unassignable: people.unassignable,
      needing: needing.length,
      needingPeople: needing.slice(0, PEOPLE_SHOWN),
      targets: await Promise.all(targets.map((target) => summarize(db, target))),
      missing,
      missingCost: monthlyPrice({ quantity: missing, unitPrice: product.unitPrice }),
    };
  },

  /**
   * Gives a central license to everybody who has the product by self-service and none yet; guests and disabled people
   * are left out. Run again, it does what is left. Refuses `forbidden`, `no-such-product`, `target-not-active` where
   * there is no central subscription, `no-seats`.
   */
  async assignEveryone(actor: Actor, productId: ProductId, intent: Intent): Promise<Centralized> {
    service.requireRight(actor, 'assign-central');
    const whole = operationOf(service, actor, intent);
    const db = await service.open(actor);
    productOf(db, productId);
    const { targets, needing, already, unassignable } = await situation(db, productId, service.now());
    if (targets.length === 0) return refuse({ code: 'target-not-active' });
    accept(enoughSeats(totalSeats(targets), needing.length));
    let added = 0;
    for (const { target, users } of portions(targets, needing)) {
      const operation = partOf(whole, digestOf(target, users));
      const head = { operation, subject: target.ref, act: 'assign-licenses', asked: users };
      const answer = await runTransaction<{ added: UserId[] }>(db, head, (open) =>
        assignPlan(open, target, users, operation),
      );
      added += resultOf(answer).added.length;
    }
    return { targets: targets.map(({ ref }) => ref), added, already, unassignable };
  },
});

const monthlyCostOf = (purchase: Subscription): Money | null => monthlyPrice(purchase);

const digestOf = ({ ref }: Subscription, users: readonly UserId[]): string =>
  createHash('sha1')
    .update([ref, ...users].join())
    .digest('hex');

/** The free licenses of several subscriptions as if they were of one; what one has too few takes none of another. */
const totalSeats = (subscriptions: readonly Subscription[]): Pick<Subscription, 'quantity' | 'assigned'> => ({
  quantity: subscriptions.reduce((total, each) => total + freeSeats(each), 0),
  assigned: 0,
});

interface Portion {
  readonly target: Subscription;
  readonly users: readonly UserId[];
}

/** Who gets a license of which subscription, in steps: each gives what it has before the next one does. */
const portions = (targets: readonly Subscription[], people: readonly Person[]): Portion[] => {
  const rest = people.map(({ id }) => id);
  return targets.flatMap((target) => {
    const given = rest.splice(0, freeSeats(target));
    const steps = Math.ceil(given.length / PEOPLE_IN_A_STEP);
    return Array.from({ length: steps }, (_, i) => ({
      target,
      users: given.slice(i * PEOPLE_IN_A_STEP, (i + 1) * PEOPLE_IN_A_STEP),
    }));
  });
};

/** Who has the product how. */
const situation = async (db: OpenTenant, product: ProductId, now: number) => {
  const [purchases, centrals] = await Promise.all([
    usableSubscriptions(db, product, { source: 'self-service', now }),
    usableSubscriptions(db, product, { source: 'central', now }),
  ]);
  const lists = await Promise.all(purchases.map(({ ref, assigned }) => readHolders(db, ref, assigned)));
  const all = [...new Set(lists.flat())];
  const there = new Set((await Promise.all(centrals.map(({ ref }) => holdersAmong(db, ref, all)))).flat());
  const lacking = await readPeople(
    db,
    all.filter((user) => !there.has(user)),
  );
  const needing = lacking.filter(({ enabled, userType }) => enabled && userType !== 'guest').sort(byName);
  const unassignable = all.length - there.size - needing.length;
  return {
    purchases,
    targets: mostAvailableFirst(centrals),
    all: all.length,
    already: there.size,
    needing,
    unassignable,
  };
};

const byName = (a: Person, b: Person): number => a.displayName.localeCompare(b.displayName);

const mostAvailableFirst = (centrals: readonly Subscription[]): Subscription[] =>
  centrals.filter(({ status }) => status === 'Active').sort((a, b) => freeSeats(b) - freeSeats(a));

const assignPlan = async (
  db: OpenTenant,
  { ref }: Subscription,
  users: readonly UserId[],
  { actor, at }: Operation,
): Promise<TransactionPlan> => {
  const { keys } = db;
  const target = (await readSubscription(db, ref))?.subscription;
  if (target?.status !== 'Active') return refuse({ code: 'target-not-active' });
  const gained = (user: UserId) => licenseGainedNotice(target, { user, by: actor.userId, at });
  return {
    script: ASSIGN,
    keys: [keys.subscription(ref), keys.seats(ref), keys.counts('central', target.productId), keys.licensesByPerson],
    args: { users, notices: users.map((user) => encodeNotice(gained(user))) },
  };
};
