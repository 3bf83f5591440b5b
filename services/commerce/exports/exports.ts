import { readPerson } from '../../directory/people.ts';
import { tenantKeys } from '../../redis/keys.ts';
import { refuse } from '../api/errors.ts';
import type { ExportedUser, ExportSelection } from '../api/exports.ts';
import { type Actor, type ProductId, type Subscription, type SubscriptionRef, USABLE } from '../api/types.ts';
import { productOf } from '../core/catalogue.ts';
import type { Service } from '../core/service.ts';
import { licensesOf } from '../licenses/licenses.ts';
import { may } from '../rules/access.ts';
import { subscriptionsOf } from '../store/indexes/walk.ts';
import { type Seat, seatsOf } from '../store/seats.ts';
import { readSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';

/** Subscriptions that one export may name. */
const MOST_NAMED = 100;

/** Taking out who has licenses. */
export const createExportQueries = (service: Service) => ({
  /**
   * Who has licenses, subscription by subscription, read while it is taken: of everybody's purchases for those who may
   * see them, of the actor's own for anybody else. A subscription that changes its place meanwhile may be met twice.
   * The first row is refused with `forbidden`, `no-such-subscription`, `no-such-product`, `too-many` beyond 100
   * subscriptions, `nothing-to-export`; a later one with `tenant-replaced` where an import came between.
   */
  async *exportUsers(actor: Actor, selection: ExportSelection): AsyncGenerator<ExportedUser> {
    const db = await service.open(actor);
    let rows = 0;
    for await (const subscription of selected(service, db, actor, selection))
      for await (const row of usersOf(db, subscription)) {
        rows += 1;
        yield row;
      }
    await assertCurrent(db);
    if (rows === 0) refuse({ code: 'nothing-to-export' });
  },

  /** Rows that an export would have now; by product or all of them from counters. Refuses as `exportUsers`. */
  async getExportSize(actor: Actor, selection: ExportSelection): Promise<number> {
    const db = await service.open(actor);
    const isCounted = may(actor, 'see-purchases') && !('subscriptions' in selection);
    const rows = isCounted ? await counted(db, selection) : await summed(selected(service, db, actor, selection));
    return rows > 0 ? rows : refuse({ code: 'nothing-to-export' });
  },
});

const counted = async (
  db: OpenTenant,
  selection: Exclude<ExportSelection, { subscriptions: unknown }>,
): Promise<number> => {
  const products = productsOf(db, selection) ?? [...db.products.keys()];
  const rows = await Promise.all(products.map((product) => licensesOf(db, productOf(db, product))));
  return rows.reduce((total, { assigned }) => total + assigned, 0);
};

/** The products of a selection; undefined where it is of all. */
const productsOf = (db: OpenTenant, selection: ExportSelection): ProductId[] | undefined =>
  'products' in selection ? selection.products.map((product) => productOf(db, product).id) : undefined;

const summed = async (subscriptions: AsyncIterable<Subscription>): Promise<number> => {
  let rows = 0;
  for await (const { assigned } of subscriptions) rows += assigned;
  return rows;
};

/** The subscriptions of a selection, as far as the actor may see them. */
async function* selected(
  service: Service,
  db: OpenTenant,
  actor: Actor,
  selection: ExportSelection,
): AsyncGenerator<Subscription> {
  if ('subscriptions' in selection) return yield* await named(db, actor, selection.subscriptions);
  const products = productsOf(db, selection);
  if (may(actor, 'see-purchases')) return yield* allPurchases(db, products);
  service.requireRight(actor, 'see-own');
  yield* ownPurchases(db, actor, products);
}

async function* allPurchases(
  db: OpenTenant,
  products: readonly (ProductId | undefined)[] = [undefined],
): AsyncGenerator<Subscription> {
  for (const product of products) {
    const facet = { source: 'self-service', product } as const;
    for await (const page of subscriptionsOf(db, facet, USABLE)) yield* page.map(({ subscription }) => subscription);
  }
}

async function* ownPurchases(
  db: OpenTenant,
  actor: Actor,
  products: readonly ProductId[] | undefined,
): AsyncGenerator<Subscription> {
  for await (const page of subscriptionsOf(db, { source: 'self-service', purchaser: actor.userId }))
    yield* page
      .map(({ subscription }) => subscription)
      .filter(({ productId, status }) => USABLE.includes(status) && (products?.includes(productId) ?? true));
}

/** All of them or none: a list with one that is not there is a mistake. */
const named = async (db: OpenTenant, actor: Actor, refs: readonly SubscriptionRef[]): Promise<Subscription[]> => {
  if (refs.length > MOST_NAMED) refuse({ code: 'too-many', limit: MOST_NAMED });
  const found = await Promise.all([...new Set(refs)].map((ref) => visible(db, actor, ref)));
  return found.filter(({ status }) => status !== 'Deleted');
};

const visible = async (db: OpenTenant, actor: Actor, ref: SubscriptionRef): Promise<Subscription> => {
  const subscription = (await readSubscription(db, ref))?.subscription;
  const isTheirs = subscription && may(actor, 'see-subscription', subscription.purchaserId);
  return isTheirs ? subscription : refuse({ code: 'no-such-subscription', wanted: ref });
};

async function* usersOf(db: OpenTenant, subscription: Subscription): AsyncGenerator<ExportedUser> {
  const { ref, productId, purchaserId, source } = subscription;
  if (subscription.assigned === 0) return;
  const purchaser = (purchaserId && (await readPerson(db, purchaserId))) || null;
  const row = { product: productOf(db, productId), subscription: ref, source, purchaser };
  const withPerson = async (seat: Seat) => ({ ...row, ...seat, person: (await readPerson(db, seat.userId)) ?? null });
  for await (const seats of seatsOf(db, ref)) yield* await Promise.all(seats.map(withPerson));
}

/** The keys of a replaced import live on for a minute; after that its people seem to be gone. */
const assertCurrent = async ({ redis, tenant, generation }: OpenTenant): Promise<void> => {
  const current = await redis.get(tenantKeys(tenant.id).generation);
  if (current !== generation) refuse({ code: 'tenant-replaced' });
};
