import { readPerson, resolvePeople } from '../../directory/people.ts';
import { refuse } from '../api/errors.ts';
import type { ProductLicenses, SubscriptionHolders } from '../api/licenses.ts';
import type {
  Page,
  SubscriptionDetails,
  SubscriptionPage,
  SubscriptionQuery,
  SubscriptionSummary,
} from '../api/subscriptions.ts';
import type { Visitor } from '../api/types.ts';
import {
  type Actor,
  type Person,
  type Product,
  type ProductId,
  type SubscriptionRef,
  type TenantId,
  USABLE,
  type UserId,
} from '../api/types.ts';
import { matchProducts } from '../core/catalogue.ts';
import type { Service } from '../core/service.ts';
import { licensesByProduct, licensesOf } from '../licenses/licenses.ts';
import { openAndRead } from '../store/tenants.ts';
import { listHolders, listSubscriptions, subscriptionDetails } from './subscriptions.ts';

/** Reading: people, subscriptions, licenses. Each checks who asks and returns plain data. */
export const createSubscriptionQueries = ({ redis, now, open, meet, requireRight }: Service) => ({
  /** Who a validated tenant and user id stand for. Refuses `unknown-person`, `disabled-person`. */
  async getVisitor(tenantId: TenantId, userId: UserId): Promise<Visitor> {
    const [db, found] = await openAndRead(redis, tenantId, (guess) => readPerson(guess, userId));
    const person = found ?? refuse({ code: 'unknown-person' });
    if (!person.enabled) refuse({ code: 'disabled-person' });
    const { roles, userType, enabled } = person;
    return { actor: meet({ tenantId, userId, roles, userType, enabled }, db), person, tenant: db.tenant };
  },

  /** Everybody's subscriptions, a page. Refuses `forbidden`; `bad-period` for two times, of which only one has an order. */
  async listSubscriptions(actor: Actor, query: SubscriptionQuery): Promise<SubscriptionPage<SubscriptionSummary>> {
    requireRight(actor, 'see-purchases');
    const { bought, expiringWithinDays, purchaser } = query;
    if (bought && !(bought.from <= bought.to)) refuse({ code: 'bad-period' });
    if (bought && expiringWithinDays !== undefined && !purchaser) refuse({ code: 'bad-period' });
    return listSubscriptions(await open(actor), query, now());
  },

  /** The actor's own purchases, a page. Refuses `forbidden`. */
  async listOwnSubscriptions(actor: Actor, query: SubscriptionQuery): Promise<SubscriptionPage<SubscriptionSummary>> {
    requireRight(actor, 'see-own');
    return listSubscriptions(await open(actor), { ...query, source: 'self-service', purchaser: actor.userId }, now());
  },

  /** One subscription with its people and history. Refuses `no-such-subscription`, also where it is not theirs to see. */
  async getSubscription(actor: Actor, ref: SubscriptionRef): Promise<SubscriptionDetails> {
    return subscriptionDetails(await open(actor), actor, ref);
  },

  /** A row for each product over all its self-service purchases. Refuses `forbidden`. */
  async listLicensesByProduct(actor: Actor): Promise<ProductLicenses[]> {
    requireRight(actor, 'see-purchases');
    return licensesByProduct(await open(actor));
  },

  /** One product's licenses, and a page of who has them, by purchaser. Refuses `forbidden`, `no-such-product`. */
  async getProductLicenses(
    actor: Actor,
    productId: ProductId,
    slice: Pick<SubscriptionQuery, 'limit' | 'after' | 'before'>,
  ): Promise<{ licenses: ProductLicenses; holders: Page<SubscriptionHolders> }> {
    requireRight(actor, 'see-purchases');
    const db = await open(actor);
    const product = db.products.get(productId) ?? noProduct(productId, db.products.values());
    const query = { ...slice, products: [productId], statuses: USABLE, sort: 'purchaser' } as const;
    return { licenses: await licensesOf(db, product), holders: await listHolders(db, query, now()) };
  },

  /** The products that a text may mean, at least one. Refuses `no-such-product`. */
  async findProducts(actor: Actor, text: string): Promise<Product[]> {
    const { products } = await open(actor);
    const found = matchProducts(products.values(), text);
    return found.length > 0 ? found : noProduct(text, products.values());
  },

  /** The one person that a name or user name means. Refuses `forbidden`, `no-such-purchaser`, `ambiguous-purchaser`. */
  async findPurchaser(actor: Actor, text: string): Promise<Person> {
    requireRight(actor, 'see-purchases');
    const { found, ambiguous } = await resolvePeople(await open(actor), [text]);
    const [meant, several] = [found[0], ambiguous[0]];
    if (meant) return meant.person;
    return refuse(
      several
        ? { code: 'ambiguous-purchaser', wanted: text, people: several.people }
        : { code: 'no-such-purchaser', wanted: text },
    );
  },
});

const noProduct = (wanted: string, products: Iterable<Product>): never =>
  refuse({ code: 'no-such-product', wanted, products: [...products] });
