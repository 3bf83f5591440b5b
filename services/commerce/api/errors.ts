import type { DeclineCause, PaymentMethodField } from './billing.ts';
import type { BuyRule } from './buying.ts';
import type { SeatProblem } from './licenses.ts';
import type { MoveState } from './moves.ts';
import type { PolicyTarget } from './policies.ts';
import type { Right } from './rights.ts';
import type {
  BillingProfile,
  LicenseRequest,
  Person,
  PolicyValue,
  Product,
  ProductId,
  Status,
  SubscriptionRef,
  TenantId,
} from './types.ts';

/**
 * Why the commerce service refuses. A foreign thing and one that does not exist have the same reason, so that nobody
 * learns of the other tenant's or person's by asking.
 */
export type Reason =
  | RecordReason
  | { readonly code: 'unknown-tenant'; readonly tenantId: TenantId }
  | { readonly code: 'unknown-person' }
  | { readonly code: 'disabled-person' }
  | { readonly code: 'forbidden'; readonly act: Right }
  | { readonly code: 'no-such-subscription'; readonly wanted: string }
  | { readonly code: 'no-such-product'; readonly wanted: string; readonly products: readonly Product[] }
  | { readonly code: 'no-such-purchaser'; readonly wanted: string }
  | { readonly code: 'ambiguous-purchaser'; readonly wanted: string; readonly people: readonly Person[] }
  | { readonly code: 'cannot-buy'; readonly rule: BuyRule; readonly product: ProductId }
  | { readonly code: 'too-many-people'; readonly limit: number }
  | { readonly code: 'not-assignable-people'; readonly problems: readonly SeatProblem[] }
  | { readonly code: 'no-seats'; readonly missing: number }
  | { readonly code: 'bad-quantity'; readonly limit: number }
  | { readonly code: 'below-assigned'; readonly assigned: number }
  | { readonly code: 'not-active'; readonly status: Status }
  | { readonly code: 'trial-fixed' | 'needs-recurring-billing' | 'money-too-large' | 'already-deleted' }
  | { readonly code: 'must-reduce-first'; readonly limit: number }
  | { readonly code: 'policy-value-not-allowed'; readonly target: string; readonly allowed: readonly PolicyValue[] }
  | { readonly code: 'same-subscription' | 'source-not-self-service' | 'source-deleted' }
  | { readonly code: 'target-not-central' | 'target-not-active' }
  | { readonly code: 'stale'; readonly version: number }
  | { readonly code: 'operation-reused' | 'tenant-replaced' | 'being-moved' | 'already-active' }
  | { readonly code: 'no-such-move' }
  | { readonly code: 'move-over'; readonly state: MoveState }
  | { readonly code: 'take-over-first'; readonly ref: SubscriptionRef }
  | { readonly code: 'text-too-long'; readonly limit: number }
  | { readonly code: 'price-changed' }
  /** It cannot be worked out, because a part of it is not known here. */
  | { readonly code: 'not-known'; readonly what: Unknown }
  /** Microsoft bills the purchase, and only there it can be done. */
  | { readonly code: 'billed-by-microsoft' }
  | { readonly code: 'no-payment-method' | 'no-such-payment-method' | 'card-expired' }
  | { readonly code: 'payment-declined'; readonly cause?: DeclineCause }
  | { readonly code: 'payment-given-back' };

/** What would have to be known for a change that costs something. */
type Unknown = 'price' | 'term' | 'end';

/** Why something about policies, requests, cards, invoices, reports or partners is refused. */
type RecordReason =
  | { readonly code: 'no-such-customer' | 'no-such-request' | 'no-such-invoice'; readonly wanted: string }
  | { readonly code: 'no-such-billing-profile'; readonly wanted: string }
  | { readonly code: 'nothing-to-undo'; readonly changedSince: readonly PolicyTarget[] }
  | { readonly code: 'nothing-asked' | 'nothing-to-export' | 'bad-period' | 'already-paid' }
  /** Somebody who is to be erased has purchases that have not ended. */
  | { readonly code: 'owns-subscriptions'; readonly refs: readonly SubscriptionRef[] }
  | { readonly code: 'erase-yourself' }
  /** No request is needed: the person may buy the product. */
  | { readonly code: 'can-buy'; readonly product: ProductId }
  | { readonly code: 'already-decided' | 'request-withdrawn'; readonly requests: readonly LicenseRequest[] }
  | { readonly code: 'too-many'; readonly limit: number }
  | { readonly code: 'bad-text'; readonly field: string }
  | { readonly code: 'bad-card'; readonly field: PaymentMethodField }
  /** Something typed looks like the number of a card, which belongs on the payment page alone. */
  | { readonly code: 'card-number' }
  | {
      readonly code: 'card-in-use';
      readonly profiles: readonly BillingProfile[];
      readonly subscriptions: readonly SubscriptionRef[];
    };

/** A refusal: expected, typed, meant to be told to the person. Anything else thrown is a failure. */
export class CommerceError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.code);
    this.name = 'CommerceError';
    this.reason = reason;
  }
}

/**
 * Why the service refused, as its refusals say it; `codes` are the ones that the caller can deal with, all if none.
 * @throws the error, if it is another one
 * @example await commerce.getMove(actor, ref).catch((error) => void refusalReason(error, 'no-such-move'))
 */
export const refusalReason = (error: unknown, ...codes: readonly Reason['code'][]): Reason => {
  if (!(error instanceof CommerceError)) throw error;
  if (codes.length > 0 && !codes.includes(error.reason.code)) throw error;
  return error.reason;
};

/**
 * The connection was lost after a change was sent: it may have happened or not. Asking again with the same operation id
 * settles it.
 */
export class UncertainChange extends Error {
  readonly operationId: string;

  constructor(operationId: string, options?: ErrorOptions) {
    super('The connection to Redis was lost while a change was under way', options);
    this.name = 'UncertainChange';
    this.operationId = operationId;
  }
}

/** Throws the refusal. An expression, so that it can stand after `??`. */
export const refuse = (reason: Reason): never => {
  throw new CommerceError(reason);
};

/** What follows from a rule that said yes; throws the refusal of one that said no. */
export const accept = <Outcome>(verdict: Verdict<Outcome>): { readonly ok: true } & Outcome =>
  verdict.ok ? verdict : refuse(verdict.reason);

/** A rule says no: why, as data. */
export interface Refusal {
  readonly ok: false;
  readonly reason: Reason;
}

/** What a rule says: yes, with what follows from it, or no, with the reason. */
export type Verdict<Outcome = object> = ({ readonly ok: true } & Outcome) | Refusal;
