import { refuse } from '../api/errors.ts';
import type { HeldLicense, Holdings, SubscriptionHolders } from '../api/licenses.ts';
import type { SubscriptionSummary } from '../api/subscriptions.ts';
import {
  type Actor,
  type ProductId,
  type Source,
  type Status,
  type Subscription,
  type SubscriptionRef,
  USABLE,
  type UserId,
} from '../api/types.ts';
import type { Service } from '../core/service.ts';
import { may } from '../rules/access.ts';
import { hasThrough } from '../rules/seats.ts';
import { licensesOfPerson } from '../store/indexes/license-holding.ts';
import { subscriptionPage } from '../store/indexes/subscription-page.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { holders, listSubscriptions, summarize } from '../subscriptions/subscriptions.ts';
import { fewPeople, seatsToTake } from './assignments.ts';

/** Who hands out licenses of what, and who has some. */
export const createLicenseHoldingQueries = ({ now, open, requireRight }: Service) => ({
  /**
   * Usable (Active or Expired) subscriptions whose licenses the actor hands out: their own purchases, then the central
   * ones where they have the role for it, each by product name; `limit` of both kinds. None for a partner.
   */
  async listAssignable(
    actor: Actor,
    { products, limit }: { readonly products?: readonly ProductId[] | undefined; readonly limit: number },
  ): Promise<SubscriptionSummary[]> {
    const db = await open(actor);
    const query = { statuses: USABLE, sort: 'product', limit, products } as const;
    const own = { ...query, source: 'self-service', purchaser: actor.userId } as const;
    const pages = await Promise.all([
      ...(may(actor, 'run-own-subscription', actor.userId) ? [subscriptionPage(db, own, now())] : []),
      ...(may(actor, 'assign-central') ? [subscriptionPage(db, { ...query, source: 'central' }, now())] : []),
    ]);
    return Promise.all(pages.flatMap(({ items }) => items).map((subscription) => summarize(db, subscription)));
  },

  /**
   * Those of which one of these people has a license, by product name. Refuses `too-many-people`.
   */
  async listAssignableOf(
    actor: Actor,
    people: readonly UserId[],
    { products }: { readonly products?: readonly ProductId[] | undefined },
  ): Promise<SubscriptionSummary[]> {
    const users = fewPeople(people);
    const db = await open(actor);
    const refs = (await Promise.all(users.map((user) => licensesOfPerson(db, user)))).flat();
    const held = await summaries(db, [...new Set(refs)]);
    return held.filter(
      ({ subscription, product }) => handsOut(actor, subscription) && (!products || products.includes(product.id)),
    );
  },

  /**
   * A subscription whose licenses the actor hands out, with the first 20 people who have one, by name. Refuses
   * `no-such-subscription`, `take-over-first`, `forbidden`, `being-moved`, `already-deleted`.
   */
  async getAssignable(actor: Actor, ref: SubscriptionRef): Promise<SubscriptionHolders> {
    const db = await open(actor);
    const summary = await summarize(db, await seatsToTake(db, actor, ref));
    return { summary, people: await holders(db, summary) };
  },

  /**
   * The subscriptions of which the actor has a license, by product name; a guest may have some, too. Refuses
   * `disabled-person`.
   */
  async listOwnLicenses(actor: Actor): Promise<SubscriptionSummary[]> {
    if (!actor.enabled) refuse({ code: 'disabled-person' });
    const db = await open(actor);
    return summaries(db, await licensesOfPerson(db, actor.userId));
  },

  /** Through what the actor has a product now; null where no license of theirs gives it. */
  async hasProduct(actor: Actor, product: ProductId): Promise<Source | null> {
    const db = await open(actor);
    const refs = await licensesOfPerson(db, actor.userId);
    const stored = await Promise.all(refs.map((ref) => readSubscription(db, ref)));
    return hasThrough(
      stored.flatMap((each) => each?.subscription ?? []),
      product,
      now(),
    );
  },

  /**
   * The licenses that somebody has and since when, by product name, and the first of what they bought that has not
   * ended. Refuses `forbidden`.
   */
  async getHoldings(actor: Actor, user: UserId): Promise<Holdings> {
    requireRight(actor, 'see-purchases');
    const db = await open(actor);
    const query = { source: 'all', purchaser: user, statuses: LIVE, limit: PURCHASES_SHOWN } as const;
    const [held, bought] = await Promise.all([
      licensesOfPerson(db, user).then((refs) => summaries(db, refs)),
      listSubscriptions(db, query, now()),
    ]);
    const licenses = held.map(async (summary): Promise<HeldLicense> => {
      const since = await db.redis.zScore(db.keys.seats(summary.subscription.ref), user);
      return { summary, assignedOn: since };
    });
    return { licenses: await Promise.all(licenses), purchases: bought };
  },
});

/** Purchases that are named with a person. */
const PURCHASES_SHOWN = 8;
const LIVE: readonly Status[] = ['Active', 'Expired', 'Disabled'];

const handsOut = (actor: Actor, { source, purchaserId }: Subscription): boolean =>
  source === 'central' ? may(actor, 'assign-central') : may(actor, 'run-own-subscription', purchaserId);

/** By product name. A Deleted subscription is left out: a job takes its licenses from its people little by little. */
const summaries = async (db: OpenTenant, refs: readonly SubscriptionRef[]): Promise<SubscriptionSummary[]> => {
  const stored = await Promise.all(refs.map((ref) => readSubscription(db, ref)));
  const live = stored.flatMap((each) => (each && each.subscription.status !== 'Deleted' ? [each.subscription] : []));
  const found = await Promise.all(live.map((subscription) => summarize(db, subscription)));
  return found.sort((a, b) => a.product.name.localeCompare(b.product.name));
};
