import type { BillingProfile, Invoice, Money, PaymentMethod, Versioned } from './types.ts';

/** Payment methods, billing profiles and invoices. */

/** A card that a person can pay with. */
export interface PaymentChoice {
  readonly paymentMethod: PaymentMethod;
  readonly expired: boolean;
}

/** A person's cards and billing profiles, with the versions that a change may name. */
export interface BillingView {
  /** By name. */
  readonly profiles: readonly Versioned<BillingProfile>[];
  /** The soonest to expire first. */
  readonly paymentMethods: readonly Versioned<PaymentMethod>[];
}

/** A person's invoices of a period. */
export interface InvoiceList {
  /** Newest first. */
  readonly invoices: readonly Invoice[];
  /** Milliseconds since 1970, both included. */
  readonly from: number;
  readonly to: number;
  /** What is due or overdue among them. */
  readonly unpaid: Money;
}

/** The past months up to now, or from one instant to another (ms, both included). */
export type InvoicePeriod = { readonly months: 3 | 6 } | { readonly from: number; readonly to: number };

/** A billing profile as its owner wants it; a new one where no id is given. */
export interface BillingProfileInput {
  readonly id?: string;
  readonly name: string;
  readonly paymentMethodId: string;
}

/** What a payment came to. */
export interface InvoicePaid {
  readonly invoice: Invoice['id'];
  readonly charged: Money;
  /** The provider's id of the charge. */
  readonly paid: string;
  readonly version: number;
}

/** What becomes of a credit: first it settles what is still to be paid for the same subscription. */
export interface CreditUse {
  readonly settled: Money;
  /** What goes back to the card. */
  readonly back: Money;
  /** What does neither, because there is no card on file. */
  readonly kept: Money;
}

/** Something on which books disagree. */
export interface Difference {
  /** Our books against the payment provider's, or what an invoice says was credited against the credit notes. */
  readonly kind: 'charge-differs' | 'refund-differs' | 'credit-differs';
  /** The id of the payment, or of the invoice. */
  readonly about: string;
  /** Of the invoice or credit note, where one of ours tells of it. */
  readonly number: string | null;
  /** Null where nothing is there. */
  readonly ours: Money | null;
  readonly theirs: Money | null;
}

/** What came of comparing a tenant's books: how much was compared, and on what they disagree. */
export interface Reconciliation {
  /** Of the tenant. */
  readonly name: string;
  readonly invoices: number;
  readonly payments: number;
  readonly differences: readonly Difference[];
}

/** What the payment page is opened for. */
export type PaymentMethodSetupRequest =
  | { readonly kind: 'add' }
  /** Of a card on file. */
  | { readonly kind: 'replace' | 'edit'; readonly paymentMethodId: string };

/** Why the provider did not take a card. */
export type SetupDeclineCause = 'declined' | 'expired' | 'not-a-test-card';

/** The card as it is on file now, or why the provider did not take it. */
export type PaymentMethodSetupResult =
  | { readonly ok: true; readonly paymentMethod: PaymentMethodChanged & Pick<PaymentMethodFacts, 'brand' | 'last4'> }
  | { readonly ok: false; readonly cause: SetupDeclineCause };

/** A card after a change. */
export interface PaymentMethodChanged {
  readonly paymentMethod: PaymentMethod['id'];
  readonly version: number;
}

/** What the owner of a card may set without the payment page. */
export type PaymentMethodEdit = Partial<Pick<PaymentMethodFacts, 'expiryMonth' | 'expiryYear' | 'holder' | 'address'>>;

/** What is kept of a card, and what its owner may set. */
export interface PaymentMethodFacts {
  readonly brand: string;
  readonly last4: string;
  /** From 1. */
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly holder: string;
  /** Where the bills of the card go; free text of several lines. */
  readonly address?: string;
}

export type PaymentMethodField = keyof PaymentMethodFacts | 'token';

/** A card with what the payment provider calls it. */
export interface NewPaymentMethod extends PaymentMethodFacts {
  readonly token: string;
}

/** Why a card is not taken, where the provider tells more than that it is not. */
export type DeclineCause = 'expired' | 'insufficient-funds';
