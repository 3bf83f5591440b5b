import type { CreditUse } from '../api/billing.ts';
import { refuse } from '../api/errors.ts';
import type {
  BillingProfile,
  Invoice,
  Money,
  PaymentMethod,
  SettledInvoice,
  Subscription,
  SubscriptionRef,
  UserId,
  Versioned,
} from '../api/types.ts';
import type { Service } from '../core/service.ts';
import { isPaymentMethodExpired } from '../rules/payment-methods.ts';
import { amountLeft, isUnpaid, type Settling } from '../store/invoices.ts';
import { providerId, readPaymentMethods, type StoredPaymentMethod } from '../store/payment-methods.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { readAllRecords } from '../store/transactions/record-change.ts';
import type { SubscriptionChange } from '../store/transactions/subscription-change.ts';
import type { TransactionPayments } from './charging.ts';

/** What somebody pays for: the subscription as it will be, its `version` included. */
export interface Bill {
  readonly subscription: Subscription;
  readonly amount: Money | undefined;
  /** The card that the payer has chosen. */
  readonly paymentMethodId?: string | undefined;
  /** The card that was charged before, used where none is chosen and it is still on file. */
  readonly usualId?: string;
  readonly at: number;
}

/** What paying adds to a change: the payment that it settles, and the invoice. */
export type Paid = Pick<SubscriptionChange, 'paid' | 'invoice'>;

/** What crediting adds to it: the credit note, what it settles, and the refund that is owed; with what to tell of it. */
export type Credited = Pick<SubscriptionChange, 'refund' | 'invoice' | 'settles'> & { readonly use?: CreditUse };

/**
 * Charges the purchaser, if there is something to charge, and writes the invoice. Refuses `no-payment-method`,
 * `no-such-payment-method`, `card-expired`, `payment-declined`.
 */
export const collect = async (
  service: Service,
  db: OpenTenant,
  payments: TransactionPayments,
  bill: Bill,
): Promise<Paid> => {
  const { subscription, amount, at } = bill;
  if (!amount || amount.amount === 0) return {};
  const card = await paymentMethodToCharge(
    db,
    payerOf(subscription),
    { wanted: bill.paymentMethodId, usual: bill.usualId },
    at,
  );
  const charged = await payments.charge({ paymentMethodId: providerId(card), amount, version: subscription.version });
  const invoice = settledInvoice(service, subscription, charged.amount, at);
  return { paid: charged.paid, invoice: { ...invoice, payment: { id: charged.paid, at } } };
};

/**
 * Credits the purchaser, if there is something to credit: a credit note that settles what is still to be paid for the
 * subscription, and a refund of the rest where there is a card for it.
 */
export const credit = async (
  service: Service,
  db: OpenTenant,
  payments: TransactionPayments,
  bill: Bill,
): Promise<Credited> => {
  const { subscription, amount, at } = bill;
  const plan = await planCredit(db, bill);
  if (!amount || !plan) return {};
  const { settles, use, card } = plan;
  const note = settledInvoice(service, subscription, { ...amount, amount: -amount.amount }, at);
  const refund = card && payments.refund(providerId(card), use.back);
  return {
    settles,
    use,
    refund,
    invoice: {
      ...note,
      ...(settles.length > 0 && { settles: settles.map(settledPart) }),
      ...(refund && { payment: { id: refund.id, at } }),
    },
  };
};

const settledPart = ({ before: { id, number }, amount }: Settling): SettledInvoice => ({ invoice: id, number, amount });

/** What a credit will be used for, with the card that gets the rest; undefined where nothing is credited. */
export const planCredit = async (
  db: OpenTenant,
  { subscription, amount, usualId }: Pick<Bill, 'subscription' | 'amount' | 'usualId'>,
): Promise<CreditPlan | undefined> => {
  if (!amount || amount.amount === 0) return undefined;
  const payer = payerOf(subscription);
  const settles = settlingFirst(await unpaidFor(db, payer, subscription.ref), amount.amount);
  const settled = settles.reduce((sum, each) => sum + each.amount, 0);
  const rest = amount.amount - settled;
  const [card] = rest > 0 ? await paymentMethodsOf(db, payer, usualId) : [];
  const of = (part: number): Money => ({ ...amount, amount: part });
  return { settles, card, use: { settled: of(settled), back: of(card ? rest : 0), kept: of(card ? 0 : rest) } };
};

interface CreditPlan {
  readonly settles: readonly Settling[];
  readonly use: CreditUse;
  readonly card: StoredPaymentMethod | undefined;
}

/** What somebody has still to pay for a subscription, the newest first: that is for the term which is credited. */
const unpaidFor = async (
  { redis, keys }: OpenTenant,
  payer: UserId,
  ref: SubscriptionRef,
): Promise<Versioned<Invoice>[]> => {
  const all = await readAllRecords<Invoice>({ redis }, keys.invoices(payer));
  const unpaid = all.filter((invoice) => invoice.subscription === ref && isUnpaid(invoice));
  return unpaid.sort((a, b) => b.issuedAt - a.issuedAt || byId(a, b));
};

const settlingFirst = (unpaid: readonly Versioned<Invoice>[], credited: number): Settling[] => {
  let rest = credited;
  return unpaid.flatMap((before) => {
    const amount = Math.min(rest, amountLeft(before).amount);
    rest -= amount;
    return amount > 0 ? [{ before, amount }] : [];
  });
};

/** Ids of the card that a payer has chosen, and of the one that is charged otherwise. */
interface CardChoice {
  readonly wanted: string | undefined;
  readonly usual?: string | undefined;
}

/** The card that a person pays with. Refuses `no-payment-method`, `no-such-payment-method`, `card-expired`. */
export const paymentMethodToCharge = async (
  db: OpenTenant,
  owner: UserId,
  { wanted, usual }: CardChoice,
  now: number,
): Promise<StoredPaymentMethod> => {
  const cards = await paymentMethodsOf(db, owner, usual);
  const card = wanted === undefined ? cards[0] : cards.find(({ id }) => id === wanted);
  if (!card) return refuse({ code: wanted === undefined ? 'no-payment-method' : 'no-such-payment-method' });
  return isPaymentMethodExpired(card, now) ? refuse({ code: 'card-expired' }) : card;
};

/** A person's cards: first the one that is charged if none is chosen, the usual one or that of the first billing profile. */
export const paymentMethodsOf = async (
  db: OpenTenant,
  owner: UserId,
  usual?: string,
): Promise<Versioned<StoredPaymentMethod>[]> => {
  const [cards, profiles] = await Promise.all([
    readPaymentMethods(db, owner),
    readAllRecords<BillingProfile>(db, db.keys.billingProfiles(owner)),
  ]);
  const inFront = [usual, profiles.sort(byId)[0]?.paymentMethodId];
  const place = ({ id }: PaymentMethod) => (inFront.includes(id) ? inFront.indexOf(id) : inFront.length);
  return cards.sort((a, b) => place(a) - place(b) || byId(a, b));
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
