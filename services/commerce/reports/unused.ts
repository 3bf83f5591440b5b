import { accept } from '../api/errors.ts';
import type { UnusedLicenses, UnusedSubscription } from '../api/reports.ts';
import { type Money, type Product, type Source, type Subscription, USABLE } from '../api/types.ts';
import { monthlyPrice, sumKnown } from '../rules/pricing.ts';
import { freeSeats } from '../rules/seats.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** Subscriptions named of a product. */
const NAMED = 5;

/** The licenses of a product that nobody has. Walks through its subscriptions. Refuses `money-too-large`. */
export const unusedOf = async (db: OpenTenant, product: Product, source: Source): Promise<UnusedLicenses> => {
  let unused = 0;
  const costs: (Money | null)[] = [];
  let subscriptions: readonly UnusedSubscription[] = [];
  for await (const page of subscriptionsOf(db, { source, product: product.id }, USABLE)) {
    const rows = page
      .map(({ subscription }) => subscription)
      .filter(hasUnused)
      .map((each) => unusedIn(each, db.tenant.currency));
    for (const row of rows) {
      unused += row.unused;
      costs.push(row.monthlyCost);
    }
    subscriptions = [...subscriptions, ...rows].sort(dearestFirst).slice(0, NAMED);
  }
  return { product, source, unused, monthlyCost: accept(sumKnown(costs, db.tenant.currency)).total, subscriptions };
};

const hasUnused = (subscription: Subscription): boolean => freeSeats(subscription) > 0;

const unusedIn = (subscription: Subscription, currency: string): UnusedSubscription => {
  const { ref, purchaserId, unitPrice, status, trial } = subscription;
  const unused = freeSeats(subscription);
  const isPaid = status === 'Active' && trial === null;
  return {
    ref,
    purchaserId,
    unused,
    monthlyCost: isPaid ? monthlyPrice({ quantity: unused, unitPrice }) : { amount: 0, currency },
  };
};

/** The dearest first, what is not known last. */
export const byCost = (a: Money | null, b: Money | null): number => (b?.amount ?? -1) - (a?.amount ?? -1);

const dearestFirst = (a: UnusedSubscription, b: UnusedSubscription): number =>
  byCost(a.monthlyCost, b.monthlyCost) || b.unused - a.unused;
