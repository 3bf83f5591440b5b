import { accept } from '../api/errors.ts';
import type { UnusedLicenses, UnusedSubscription } from '../api/reports.ts';
import { type Money, type Product, type Source, type Subscription, USABLE } from '../api/types.ts';
import { addMoney, monthlyPrice } from '../rules/pricing.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** Subscriptions named of a product. */
const NAMED = 5;

/** The licenses of a product that nobody has. Walks through its subscriptions. Refuses `money-too-large`. */
export const unusedOf = async (db: OpenTenant, product: Product, source: Source): Promise<UnusedLicenses> => {
  let unused = 0;
  let monthlyCost: Money = { amount: 0, currency: db.tenant.currency };
  let subscriptions: readonly UnusedSubscription[] = [];
  for await (const page of subscriptionsOf(db, { source, product: product.id }, USABLE)) {
    const rows = page
      .map(({ subscription }) => subscription)
      .filter(hasUnused)
      .map(unusedIn);
    for (const row of rows) {
      unused += row.unused;
      monthlyCost = accept(addMoney(monthlyCost, row.monthlyCost)).sum;
    }
    subscriptions = [...subscriptions, ...rows].sort(dearestFirst).slice(0, NAMED);
  }
  return { product, source, unused, monthlyCost, subscriptions };
};

const hasUnused = ({ quantity, assigned }: Subscription): boolean => quantity > assigned;

const unusedIn = (subscription: Subscription): UnusedSubscription => {
  const { ref, purchaserId, quantity, assigned, unitPrice, status, trial } = subscription;
  const unused = quantity - assigned;
  const isPaid = status === 'Active' && trial === null;
  return { ref, purchaserId, unused, monthlyCost: monthlyPrice({ quantity: isPaid ? unused : 0, unitPrice }) };
};

const dearestFirst = (a: UnusedSubscription, b: UnusedSubscription): number =>
  b.monthlyCost.amount - a.monthlyCost.amount || b.unused - a.unused;
