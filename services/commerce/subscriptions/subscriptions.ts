import { readPeople, readPerson } from '../../directory/people.ts';
import { refuse } from '../api/errors.ts';
import type { SubscriptionHolders } from '../api/licenses.ts';
import type {
  OrderLine,
  Page,
  SubscriptionDetails,
  SubscriptionPage,
  SubscriptionQuery,
  SubscriptionSummary,
} from '../api/subscriptions.ts';
import type { Actor, OrderEvent, Person, Subscription, SubscriptionRef } from '../api/types.ts';
import { may } from '../rules/access.ts';
import { monthlyPrice } from '../rules/pricing.ts';
import { totalAtRenewal } from '../rules/quantity.ts';
import { subscriptionPage } from '../store/indexes/subscription-page.ts';
import { readHistory, readHolders, readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** People named on a card; the rest are counted. */
const HOLDERS_SHOWN = 20;

/** A page of subscriptions with the names that a reader needs. */
export const listSubscriptions = async (
  db: OpenTenant,
  query: SubscriptionQuery,
  now: number,
): Promise<SubscriptionPage<SubscriptionSummary>> => {
  const { items, ...page } = await subscriptionPage(db, query, now);
  return { items: await Promise.all(items.map((subscription) => summarize(db, subscription))), ...page };
};

/** The same with the people who have the licenses. */
export const listHolders = async (
  db: OpenTenant,
  query: SubscriptionQuery,
  now: number,
): Promise<Page<SubscriptionHolders>> => {
  const page = await listSubscriptions(db, query, now);
  const withPeople = async (summary: SubscriptionSummary) => ({ summary, people: await holders(db, summary) });
  return { ...page, items: await Promise.all(page.items.map(withPeople)) };
};

/**
 * Everything about one subscription.
 * @throws {CommerceError} `no-such-subscription`, also for one that this actor may not see
 */
export const subscriptionDetails = async (
  db: OpenTenant,
  actor: Actor,
  ref: SubscriptionRef,
): Promise<SubscriptionDetails> => {
  const stored = await readSubscription(db, ref);
  if (!stored || !may(actor, 'see-subscription', stored.subscription.purchaserId))
    return refuse({ code: 'no-such-subscription', wanted: ref });
  const summary = await summarize(db, stored.subscription);
  const [assignedPeople, events] = await Promise.all([holders(db, summary), readHistory(db, ref)]);
  const { scheduledQuantity: scheduled } = stored.subscription;
  return {
    ...summary,
    assignedPeople,
    history: await Promise.all(events.map((event) => orderLine(db, event))),
    ...(scheduled !== undefined && { nextQuantity: totalAtRenewal(stored.subscription, scheduled) }),
  };
};

/** The first 20 people who have its licenses, by name. */
export const holders = async (db: OpenTenant, { subscription }: SubscriptionSummary): Promise<Person[]> => {
  const people = await readPeople(db, await readHolders(db, subscription.ref, HOLDERS_SHOWN));
  return people.sort((a, b) => a.displayName.localeCompare(b.displayName));
};

const orderLine = async (db: OpenTenant, event: OrderEvent): Promise<OrderLine> => ({
  event,
  by: (event.byUserId && (await readPerson(db, event.byUserId))) || null,
});

/** A subscription with the names that a reader needs. */
export const summarize = async (db: OpenTenant, subscription: Subscription): Promise<SubscriptionSummary> => {
  const product = db.products.get(subscription.productId);
  if (!product) throw new Error(`Subscription ${subscription.ref} is of a product that the catalogue lacks`);
  const purchaser = subscription.purchaserId ? await readPerson(db, subscription.purchaserId) : undefined;
  return { subscription, product, purchaser: purchaser ?? null, monthlyPrice: monthlyPrice(subscription) };
};
