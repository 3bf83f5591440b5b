import { type ProductId, type Source, type Subscription, type SubscriptionRef, USABLE } from '../api/types.ts';
import { subscriptionPage } from '../store/indexes/subscription-page.ts';
import type { OpenTenant } from '../store/tenants.ts';

const PAGE = 100;

/** Every subscription of one product whose people have it, self-service or central. */
export const usableSubscriptions = async (
  db: OpenTenant,
  product: ProductId,
  { source, now }: { readonly source: Source; readonly now: number },
): Promise<Subscription[]> => {
  const found: Subscription[] = [];
  for (let after: SubscriptionRef | undefined; ; ) {
    const query = { source, products: [product], statuses: USABLE, limit: PAGE, after };
    const page = await subscriptionPage(db, query, now);
    found.push(...page.items);
    if (!page.after) return found;
    after = page.after;
  }
};
