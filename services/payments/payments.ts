import type { DeclineCause, PaymentMethodFacts, SetupDeclineCause } from '../commerce/api/billing.ts';
import type { Money, TenantId, UserId } from '../commerce/api/types.ts';

/**
 * How long a provider is counted on to know an id that it has acted on, in ms. Whoever may repeat an act remembers it as
 * long: one that was forgotten earlier than its charge would be done again, and paid for once.
 */
export const PAYMENTS_REMEMBERED_MS = 30 * 24 * 60 * 60 * 1000;

/** What a payment provider is asked to move, under an id that it must not act on twice. */
export interface Payment {
  /** The same id is acted on once, whatever else a repeat says. */
  readonly operationId: string;
  /** A card on file, as the provider knows it. */
  readonly paymentMethodId: string;
  readonly amount: Money;
}

/** `charged` is what was taken the first time the id was used. */
type ChargeOutcome =
  | { readonly ok: true; readonly charged: Money }
  | { readonly ok: false; readonly cause?: DeclineCause };

/** The payment provider, as the commerce service needs it. Every act may be repeated after a crash or a lost answer. */
export interface Payments {
  /** Takes money from a card, or says that the card is declined; so is an id that has been reversed. */
  charge(payment: Payment): Promise<ChargeOutcome>;
  /** Gives back all that was charged under an id, and says what that was, also where it is done already; null if nothing was. */
  reverse(operationId: string): Promise<Money | null>;
  /** Gives money back to a card, under an id of its own. */
  refund(payment: Payment): Promise<void>;
}

/** A card that somebody is about to put on file, or one on file that they edit. */
export interface PaymentMethodSetup {
  /** The same id is the same set-up. */
  readonly operationId: string;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** The card that is edited, as the provider knows it; a new card if not given. */
  readonly paymentMethodId?: string;
}

/** What stands on a card besides its number, and where its bills go. */
type PaymentMethodDetails = Omit<PaymentMethodFacts, 'brand' | 'last4'>;

/** What a person has filled in. It is handed to the provider and kept nowhere else. */
export interface PaymentMethodInput extends PaymentMethodDetails {
  /** Absent where a card on file is edited. */
  readonly secret?: CardSecret;
}

/** What only the provider may keep: digits alone. */
export interface CardSecret {
  readonly number: string;
  readonly securityCode: string;
}

/** A card that the provider has on file. */
export interface PaymentMethodOnFile extends PaymentMethodDetails {
  /** What the provider calls it. */
  readonly token: string;
  /** Absent where a card on file is edited, which has them already. */
  readonly face?: Pick<PaymentMethodFacts, 'brand' | 'last4'>;
}

/** `not-a-test-card` comes from a sandbox alone, which takes nobody's real card. */
export type SetupOutcome =
  | { readonly ok: true; readonly paymentMethod: PaymentMethodOnFile }
  | { readonly ok: false; readonly cause: SetupDeclineCause };

/** A number that a sandbox takes, and how the card behaves. */
export interface TestCard {
  readonly brand: string;
  /** As it is printed, in groups. */
  readonly number: string;
  readonly behaviour: 'accepted' | 'declined' | 'expired' | 'insufficient-funds';
}

/** The payment provider, as what puts cards on file needs it. */
export interface PaymentMethodVault {
  /** Opens a session in which one card is set up, and returns its id. */
  createSetup(setup: PaymentMethodSetup): Promise<string>;
  /** Puts the card on file. A session that is complete answers with its first card, whatever is given again. */
  completeSetup(session: string, input: PaymentMethodInput): Promise<SetupOutcome>;
  /** Forgets a card: it can be charged no more. */
  detach(paymentMethodId: string): Promise<void>;
}

/** What a provider has in its books under an id. */
export interface BookedPayment {
  readonly kind: 'charge' | 'refund';
  readonly operationId: string;
  readonly amount: Money;
}

/** The books of a payment provider, to be compared with ours. */
export interface PaymentBooks {
  /** A tenant's charges that were not given back, and refunds, as far as the provider remembers them. */
  booked(tenantId: TenantId): Promise<readonly BookedPayment[]>;
}

/** The whole payment provider. */
export interface PaymentProvider extends Payments, PaymentMethodVault, PaymentBooks {
  /** Numbers to try with; only a sandbox has them. */
  readonly testCards?: readonly TestCard[];
}
