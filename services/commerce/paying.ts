import type { Till } from './charging.ts';
import { refuse } from './errors.ts';
import { isExpired } from './rules/cards.ts';
import type { Service } from './service.ts';
import { providerId } from './store/cards.ts';
import type { SubscriptionChange } from './store/change.ts';
import type { OpenTenant } from './store/tenants.ts';
import type { BillingProfile, Invoice, Money, PaymentMethod, Subscription, UserId } from './types.ts';

/** What somebody pays for: the subscription as it will be, its `version` included. */
export interface Bill {
  readonly subscription: Subscription;
  readonly amount: Money | undefined;
  /** The card to use instead of the usual one; for a credit, the one that was charged before. */
  readonly paymentMethodId?: string | undefined;
  readonly at: number;
}

/** What paying adds to a change: the payment that it settles or owes, and the invoice. */
export type Paid = Pick<SubscriptionChange, 'paid' | 'refund' | 'invoice'>;

/**
 * Charges the purchaser, if there is something to charge, and writes the invoice. Refuses `no-payment-method`,
 * `no-such-payment-method`, `card-expired`, `payment-declined`.
 */
export const collect = async (service: Service, db: OpenTenant, till: Till, bill: Bill): Promise<Paid> => {
  const { subscription, amount, at } = bill;
  if (!amount || amount.amount === 0) return {};
  const card = await cardToCharge(db, payerOf(subscription), bill.paymentMethodId, at);
  const charged = await till.charge({ paymentMethodId: providerId(card), amount, version: subscription.version });
  return { paid: charged.paid, invoice: settledInvoice(service, subscription, charged.amount, at) };
};

/** Credits the purchaser, if there is something to give back: a credit note, and a refund where there is a card for it. */
export const credit = async (service: Service, db: OpenTenant, till: Till, bill: Bill): Promise<Paid> => {
  const { subscription, amount, at } = bill;
  if (!amount || amount.amount === 0) return {};
  const cards = await cardsOf(db, payerOf(subscription));
  const card = cards.find(({ id }) => id === bill.paymentMethodId) ?? cards[0];
  const negative = { ...amount, amount: -amount.amount };
  return {
    invoice: settledInvoice(service, subscription, negative, at),
    ...(card && { refund: till.refund(providerId(card), amount) }),
  };
};

/**
 * The card that a person pays with: the one they name, or else the one on the billing profile. Refuses
 * `no-payment-method`, `no-such-payment-method`, `card-expired`.
 */
export const cardToCharge = async (
  db: OpenTenant,
  owner: UserId,
  wanted: string | undefined,
  now: number,
): Promise<PaymentMethod> => {
  const cards = await cardsOf(db, owner);
  const card = wanted === undefined ? cards[0] : cards.find(({ id }) => id === wanted);
  if (!card) return refuse({ code: wanted === undefined ? 'no-payment-method' : 'no-such-payment-method' });
  return isExpired(card, now) ? refuse({ code: 'card-expired' }) : card;
};

/** A person's cards, that of the first billing profile in front. */
const cardsOf = async ({ redis, keys }: OpenTenant, owner: UserId): Promise<PaymentMethod[]> => {
  const [cards, profiles] = await Promise.all([
    redis.hVals(keys.paymentMethods(owner)),
    redis.hVals(keys.billingProfiles(owner)),
  ]);
  const [profile] = profiles.map((json): BillingProfile => JSON.parse(json)).sort(byId);
  const preferred = (card: PaymentMethod) => (card.id === profile?.paymentMethodId ? 0 : 1);
  return cards.map((json): PaymentMethod => JSON.parse(json)).sort((a, b) => preferred(a) - preferred(b) || byId(a, b));
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

const payerOf = ({ ref, purchaserId }: Subscription): UserId => {
  if (purchaserId === null) throw new Error(`Nobody pays for ${ref} by card`);
  return purchaserId;
};

/** An invoice with nothing left to pay; a credit note has a negative amount. */
const settledInvoice = ({ newId }: Service, subscription: Subscription, amount: Money, at: number): Invoice => ({
  id: newId(),
  // No two changes of a subscription lead to the same version.
  number: `${subscription.ref}-${subscription.version}`,
  ownerId: payerOf(subscription),
  subscription: subscription.ref,
  issuedAt: at,
  dueAt: at,
  amount,
  status: 'paid',
});
