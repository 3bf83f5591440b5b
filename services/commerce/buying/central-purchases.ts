import type { CentralOrder, CentralQuote } from '../api/buying.ts';
import { accept, refuse } from '../api/errors.ts';
import type { Actor, Money, Product, ProductId, Subscription, SubscriptionRef } from '../api/types.ts';
import { productOf } from '../core/catalogue.ts';
import { type Intent, operationOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { statusAt, termEnd } from '../rules/lifecycle.ts';
import { monthlyPrice, notKnown, proRata, quote } from '../rules/pricing.ts';
import { checkQuantity } from '../rules/quantity.ts';
import { subscriptionPage } from '../store/indexes/subscription-page.ts';
import { nextReference } from '../store/references.ts';
import { readSubscription, type StoredSubscription } from '../store/subscriptions.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { type Changed, changePlan, createPlan } from '../store/transactions/subscription-change.ts';
import {
  resultOf,
  runTransaction,
  type TransactionHead,
  type TransactionPlan,
} from '../store/transactions/transaction.ts';

/** Where the licenses are, and what they cost until the end of the term. */
type CentrallyBought = Changed<{
  readonly ref: SubscriptionRef;
  /** Licenses of that subscription now. */
  readonly quantity: number;
  readonly grown: boolean;
  readonly cost: Money;
}>;

/** Stands for a subscription that is not there yet. */
const NO_VERSION = 0;
/** Subscriptions of one product that are looked at; an organization has one or two. */
const LOOKED_AT = 50;

/** Buying for the organization. */
export const createCentralPurchaseOperations = (service: Service) => ({
  /** What an order would come to; changes nothing. Refuses as `buyCentrally`. */
  async previewCentralOrder(actor: Actor, order: CentralOrder): Promise<CentralQuote> {
    service.requireRight(actor, 'buy-centrally');
    const db = await service.open(actor);
    const product = productOf(db, order.productId);
    accept(checkQuantity(order.quantity));
    const now = service.now();
    const growing = (await growable(db, order.productId, now))?.subscription;
    const { after, cost } = growing ? grown(growing, order.quantity, now) : added(order, product, now);
    const { unitPrice, quantity, expiresAt } = after;
    if (!unitPrice || expiresAt === null) return refuse(notKnown(after));
    const monthly = monthlyPrice({ quantity: order.quantity, unitPrice });
    const version = growing?.version ?? NO_VERSION;
    return { product, growing: growing?.ref ?? null, version, quantity, unitPrice, cost, monthly, expiresAt };
  },

  /**
   * Buys licenses centrally: the central subscription of the product that runs longest grows, or there is none that is
   * active with recurring billing on, and a new one is made. Refuses `forbidden`, `no-such-product`, `bad-quantity`,
   * `not-known`, `money-too-large`, `price-changed`; `stale` where the intent names another version than that of the one that grows.
   */
  async buyCentrally(actor: Actor, order: CentralOrder, intent: Intent): Promise<CentrallyBought> {
    service.requireRight(actor, 'buy-centrally');
    const operation = operationOf(service, actor, intent);
    const head = { operation, subject: order.productId, act: 'buy-centrally', asked: order };
    let tries = 0;
    const answer = await runTransaction<CentrallyBought>(await service.open(actor), head, async (db) => {
      const product = productOf(db, order.productId);
      accept(checkQuantity(order.quantity));
      const growing = await growable(db, order.productId, operation.at);
      assertAsShown(order, intent, growing?.subscription ?? { unitPrice: product.unitPrice, version: NO_VERSION });
      if (growing) return grow(db, growing, head, order.quantity);
      const ref = await nextReference(db, 'C', tries++);
      return add(service, db, { ref, product, order, head });
    });
    return resultOf(answer);
  },
});

/** Refuses `stale` and `price-changed` where what the person was shown is not what is there. */
const assertAsShown = (
  { quoted }: CentralOrder,
  { version: seen }: Intent,
  { version, unitPrice }: Pick<Subscription, 'version' | 'unitPrice'>,
): void => {
  if (seen !== undefined && seen !== version) refuse({ code: 'stale', version });
  if (quoted !== undefined && quoted !== unitPrice?.amount) refuse({ code: 'price-changed' });
};

const growable = async (db: OpenTenant, product: ProductId, now: number): Promise<StoredSubscription | undefined> => {
  const query = { source: 'central', products: [product], statuses: ['Active'], limit: LOOKED_AT } as const;
  const { items } = await subscriptionPage(db, query, now);
  const last = items.findLast((each) => isOurs(each) && !each.trial && statusAt(each, now) === 'Active');
  return last && readSubscription(db, last.ref);
};

/** What Microsoft bills is resized there; without price, end or renewal nobody can tell what more of it would cost. */
const isOurs = ({ billedBy, autoRenew, unitPrice, expiresAt }: Subscription): boolean =>
  billedBy === 'here' && autoRenew === true && unitPrice !== null && expiresAt !== null;

/** A subscription, and what it costs until the end of its term. */
interface Bought {
  readonly after: Subscription;
  readonly cost: Money;
}

/** More of what there is. Refuses `bad-quantity`, `not-known`, `money-too-large`. */
const grown = (before: Subscription, more: number, now: number): Bought => {
  const { scheduledQuantity: _, ...present } = before;
  const after = { ...present, quantity: present.quantity + more };
  accept(checkQuantity(after.quantity));
  accept(quote(after));
  return { after, cost: proRata(before, more, now) ?? refuse(notKnown(before)) };
};

const grow = (
  db: OpenTenant,
  before: StoredSubscription,
  { operation }: TransactionHead,
  more: number,
): TransactionPlan => {
  const { after, cost } = grown(before.subscription, more, operation.at);
  return {
    ...changePlan(db, {
      before,
      after,
      history: [boughtEvent(after, operation, 'quantity-changed')],
      answer: { ref: after.ref, quantity: after.quantity, grown: true, cost },
    }),
    subject: after.ref,
  };
};

const boughtEvent = (
  { quantity }: Subscription,
  { actor, at }: TransactionHead['operation'],
  kind: 'purchased' | 'quantity-changed',
) => ({ at, kind, quantity, byUserId: actor.userId });

interface Adding {
  readonly ref: SubscriptionRef;
  readonly product: Product;
  readonly order: CentralOrder;
  readonly head: TransactionHead;
}

/** A first one, that has no reference yet. Refuses `not-known`, `money-too-large`. */
const added = (order: CentralOrder, product: Product, at: number): Bought => {
  const after: Subscription = {
    ref: '' as SubscriptionRef,
    productId: product.id,
    source: 'central',
    purchaserId: null,
    quantity: order.quantity,
    assigned: 0,
    term: order.term,
    unitPrice: product.unitPrice,
    createdAt: at,
    expiresAt: termEnd(at, order.term),
    autoRenew: true,
    billedBy: 'here',
    status: 'Active',
    trial: null,
    version: 1,
  };
  return { after, cost: accept(quote(after)).perTerm };
};

const add = async (
  service: Service,
  db: OpenTenant,
  { ref, product, order, head }: Adding,
): Promise<TransactionPlan> => {
  const { after, cost } = added(order, product, head.operation.at);
  const bought = { ...after, ref };
  return createPlan(db, {
    after: bought,
    extras: { id: service.newId(), names: { product: product.name, purchaser: '' } },
    history: [boughtEvent(bought, head.operation, 'purchased')],
    answer: { ref, version: 1, quantity: bought.quantity, grown: false, cost },
  });
};
