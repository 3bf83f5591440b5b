import { createHash } from 'node:crypto';
import { readPeople } from '../directory/people.ts';
import { encodeNotice } from '../notices/notice.ts';
import { type Intent, operationOf } from './acting.ts';
import { accept, refuse } from './errors.ts';
import { productOf } from './purchases.ts';
import { addMoney, monthlyPrice } from './rules/pricing.ts';
import type { Service } from './service.ts';
import { type ActPlan, loadScript, perform, resultOf } from './store/act.ts';
import { holdersAmong } from './store/moves.ts';
import { readHolders, readSubscription } from './store/subscriptions.ts';
import type { OpenTenant } from './store/tenants.ts';
import { summarize } from './subscriptions.ts';
import type { Actor, Money, Person, ProductId, Subscription, SubscriptionRef, UserId } from './types.ts';
import { usableSubscriptions } from './usable.ts';
import type { CentralizePlan } from './views.ts';

/** What assigning to everybody did. */
export interface Centralized {
  readonly target: SubscriptionRef;
  readonly added: number;
  readonly already: number;
  readonly unassignable: number;
}

const ASSIGN = loadScript('assign-licenses');
const PEOPLE_IN_A_STEP = 100;
const PEOPLE_SHOWN = 20;

/** Centralizing: everybody who has a product by self-service gets a license that the organization has bought. */
export const centralizeActs = (service: Service) => ({
  /** How many, for whom, at what cost, and what is missing; changes nothing. Refuses `forbidden`, `no-such-product`. */
  async centralizePlan(actor: Actor, productId: ProductId): Promise<CentralizePlan> {
    service.need(actor, 'see-purchases');
    const db = await service.open(actor);
    const product = productOf(db, productId);
    const { purchases, target, needing, ...people } = await situation(db, productId, service.now());
    const missing = Math.max(0, needing.length - (target ? target.quantity - target.assigned : 0));
    return {
      product,
      subscriptions: purchases.length,
      licenses: purchases.reduce((total, { quantity }) => total + quantity, 0),
      monthlyCost: purchases.map(monthlyPrice).reduce(sum, { amount: 0, currency: db.tenant.currency }),
      people: people.all,
      already: people.already,
      unassignable: people.unassignable,
      needing: needing.length,
      needingPeople: needing.slice(0, PEOPLE_SHOWN),
      target: target ? await summarize(db, target) : null,
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
    service.need(actor, 'assign-central');
    const db = await service.open(actor);
    productOf(db, productId);
    const { target, needing, already, unassignable } = await situation(db, productId, service.now());
    if (!target) return refuse({ code: 'target-not-active' });
    const missing = needing.length - (target.quantity - target.assigned);
    if (needing.length > 0 && missing > 0) refuse({ code: 'no-seats', missing });
    let added = 0;
    for (let start = 0; start < needing.length; start += PEOPLE_IN_A_STEP) {
      const users = needing.slice(start, start + PEOPLE_IN_A_STEP).map(({ id }) => id);
      const operation = operationOf(service, actor, { operationId: `${intent.operationId}/${digestOf(users)}` });
      const head = { operation, subject: target.ref, act: 'assign-licenses', asked: users };
      const answer = await perform<{ added: UserId[] }>(db, head, (open) =>
        assignPlan(open, target, users, operation.at),
      );
      added += resultOf(answer).added.length;
    }
    return { target: target.ref, added, already, unassignable };
  },
});

const sum = (a: Money, b: Money): Money => accept(addMoney(a, b)).sum;

const digestOf = (users: readonly UserId[]): string => createHash('sha1').update(users.join()).digest('hex');

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
  const needing = lacking.filter(({ enabled, userType }) => enabled && userType === 'member').sort(byName);
  const unassignable = all.length - there.size - needing.length;
  return { purchases, target: roomiest(centrals), all: all.length, already: there.size, needing, unassignable };
};

const byName = (a: Person, b: Person): number => a.displayName.localeCompare(b.displayName);

const roomiest = (centrals: readonly Subscription[]): Subscription | undefined =>
  centrals
    .filter(({ status }) => status === 'Active')
    .sort((a, b) => b.quantity - b.assigned - (a.quantity - a.assigned))[0];

const assignPlan = async (
  db: OpenTenant,
  { ref }: Subscription,
  users: readonly UserId[],
  at: number,
): Promise<ActPlan> => {
  const { keys } = db;
  const target = (await readSubscription(db, ref))?.subscription;
  if (target?.status !== 'Active') return refuse({ code: 'target-not-active' });
  const gained = { kind: 'license-gained', subscription: ref, product: target.productId, subject: ref, at } as const;
  return {
    script: ASSIGN,
    keys: [keys.subscription(ref), keys.seats(ref), keys.counts('central', target.productId), keys.licensesByPerson],
    args: { users, notices: users.map((user) => encodeNotice({ ...gained, to: { user } })) },
  };
};
