import type { Notice } from '../../notices/notice.ts';
import type { Order, Quote } from '../api/buying.ts';
import { accept, refuse } from '../api/errors.ts';
import type { Actor, Money, Person, Product, Subscription, SubscriptionRef } from '../api/types.ts';
import { runPaidTransaction } from '../billing/charging.ts';
import { collect, paymentMethodToCharge } from '../billing/paying.ts';
import { productOf } from '../core/catalogue.ts';
import { type Intent, operationOf } from '../core/operations.ts';
import type { Service } from '../core/service.ts';
import { mayBuy } from '../rules/eligibility.ts';
import { termEnd } from '../rules/lifecycle.ts';
import { effectiveValue } from '../rules/policy.ts';
import { quote } from '../rules/pricing.ts';
import { checkQuantity } from '../rules/quantity.ts';
import { nextReference } from '../store/references.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { type Changed, createPlan } from '../store/transactions/subscription-change.ts';
import { buyer } from './buyable.ts';

/** What was bought: active at once. */
type Purchased = Changed<{
  readonly ref: SubscriptionRef;
  readonly expiresAt: number;
  /** For the first term; null for a trial. */
  readonly charged: Money | null;
}>;

/** Buying by self-service. */
export const createPurchaseOperations = (service: Service) => ({
  /** What an order would cost; changes nothing. Refuses as `buy` does, payments apart. */
  async previewOrder(actor: Actor, order: Order): Promise<Quote> {
    const db = await service.open(actor);
    const { product, person } = await eligible(db, actor, order);
    const ordered = newSubscription(order, { ref: '' as SubscriptionRef, product, person, at: service.now() });
    const { monthly, perTerm } = quoted(ordered);
    return { product, monthly, perTerm, expiresAt: ordered.expiresAt };
  },

  /**
   * Buys by self-service: active at once, the first term charged and invoiced, the admins told. Refuses
   * `no-such-product`, `unknown-person`, `cannot-buy`, `bad-quantity`, `not-known`, `money-too-large`, `price-changed`,
   * `no-payment-method`, `no-such-payment-method`, `card-expired`, `payment-declined`.
   */
  async buy(actor: Actor, order: Order, intent: Intent): Promise<Purchased> {
    const operation = operationOf(service, actor, intent);
    const { at } = operation;
    const head = { operation, subject: order.productId, act: 'buy', asked: order };
    let tries = 0;
    return runPaidTransaction(service, await service.open(actor), head, async (db, payments) => {
      const { product, person, policies } = await eligible(db, actor, order);
      const ref = await nextReference(db, 'S', tries++);
      const bought = newSubscription(order, { ref, product, person, at });
      const { perTerm } = quoted(bought);
      if (order.quoted !== undefined && order.quoted !== perTerm?.amount) refuse({ code: 'price-changed' });
      const paymentMethodId =
        bought.trial === 'no-card'
          ? ''
          : (await paymentMethodToCharge(db, person.id, { wanted: order.paymentMethodId }, at)).id;
      const paid = await collect(service, db, payments, {
        subscription: bought,
        amount: bought.trial ? undefined : (perTerm ?? undefined),
        paymentMethodId,
        at,
      });
      return createPlan(db, {
        after: bought,
        extras: {
          id: service.newId(),
          names: { product: product.name, purchaser: person.displayName },
          paymentMethodId,
        },
        policies,
        history: [{ at, kind: 'purchased', quantity: bought.quantity, byUserId: person.id }],
        notices: [purchaseMade(bought, person)],
        ...paid,
        answer: { ref, version: 1, expiresAt: bought.expiresAt, charged: paid.invoice?.amount ?? null },
      });
    });
  },
});

interface Eligible {
  readonly product: Product;
  readonly person: Person;
  /** As stored. */
  readonly policies: string;
}

const eligible = async (db: OpenTenant, actor: Actor, { productId, quantity, kind }: Order): Promise<Eligible> => {
  const product = productOf(db, productId);
  const { person, policies, policy } = await buyer(db, actor);
  const policyValue = effectiveValue(policy, productId);
  accept(mayBuy({ person, tenant: db.tenant, product, policyValue, kind }));
  accept(checkQuantity(quantity));
  return { product, person, policies };
};

/** Nothing is paid for a trial without card, so its price need not be known. Refuses `not-known`, `money-too-large`. */
const quoted = (ordered: Subscription): Pick<Quote, 'monthly' | 'perTerm'> =>
  ordered.trial === 'no-card' && ordered.unitPrice === null ? { monthly: null, perTerm: null } : accept(quote(ordered));

interface Buying {
  readonly ref: SubscriptionRef;
  readonly product: Product;
  readonly person: Person;
  readonly at: number;
}

const newSubscription = (order: Order, { ref, product, person, at }: Buying) => {
  const trial = order.kind === 'purchase' ? null : order.kind === 'trial-with-card' ? 'card' : 'no-card';
  const term = trial ? 'P1M' : order.term;
  return {
    ref,
    productId: product.id,
    source: 'self-service',
    purchaserId: person.id,
    quantity: order.quantity,
    assigned: 0,
    term,
    unitPrice: product.unitPrice,
    createdAt: at,
    expiresAt: termEnd(at, term),
    autoRenew: trial !== 'no-card',
    billedBy: 'here',
    status: 'Active',
    trial,
    version: 1,
  } satisfies Subscription;
};

const purchaseMade = ({ ref, createdAt }: Subscription, { id }: Person): Notice => ({
  kind: 'purchase-made',
  to: { role: 'purchase-admins' },
  subject: ref,
  at: createdAt,
  subscription: ref,
  purchaser: id,
});
