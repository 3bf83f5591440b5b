import type { PolicyDifference } from '../rules/policy.ts';
import type { Versioned } from '../store/transactions/record-change.ts';
import type {
  BillingProfile,
  Invoice,
  LicenseRequest,
  Money,
  OfferType,
  PaymentMethod,
  Person,
  PolicyValue,
  Product,
  ProductId,
  Source,
  SubscriptionRef,
  SwitchValue,
  UserId,
} from './types.ts';

/** What the service shows of policies, requests, billing, the audit trail and reports. */

export interface ProductPolicy {
  readonly product: Product;
  /** The default where the product has no value of its own. */
  readonly value: PolicyValue;
  /** Values that make sense for it. */
  readonly allowed: readonly PolicyValue[];
}

/** The policy with everything it says. */
export interface PolicyView {
  /** To be named by a change that shall not overwrite another one. */
  readonly version: number;
  readonly defaultValue: SwitchValue;
  /** By name. */
  readonly products: readonly ProductPolicy[];
  readonly offerTypes: readonly { readonly offerType: OfferType; readonly value: SwitchValue }[];
}

export interface PolicyChanged {
  readonly version: number;
  /** What it was and what it is now; empty where all was so already. */
  readonly differences: readonly PolicyDifference[];
}

export interface PolicyUndone extends PolicyChanged {
  /** The operation whose changes were taken back. */
  readonly undoes: string;
  /** Left as they are: somebody has changed them since. */
  readonly changedSince: readonly (ProductId | OfferType)[];
}

/** A license request with the names a reader needs; people who have left the directory are left out. */
export interface RequestSummary {
  readonly request: LicenseRequest;
  readonly product: Product;
  readonly requester: Person | null;
  readonly forPeople: readonly Person[];
  /** Null while it is pending, and where nobody knows. */
  readonly decidedBy: Person | null;
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

/** Who made a change: somebody of the tenant, or of a partner. */
export interface AuditActor {
  readonly userId: UserId;
  readonly displayName: string;
  readonly partner: boolean;
}

/** One change of the audit trail. */
export interface AuditLine {
  readonly id: string;
  readonly at: number;
  /** Name of the act, such as `assign-licenses`. */
  readonly act: string;
  /** What was changed, such as `S-1001`. */
  readonly subject: string;
  /** Null where nobody did it, or they are gone. */
  readonly by: AuditActor | null;
  readonly operation: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Newest first. `older` and `newer` are cursors for the neighbouring slices, absent at the ends. */
export interface AuditPage {
  readonly lines: readonly AuditLine[];
  readonly older?: string;
  readonly newer?: string;
}

/** Licenses over the usable (Active or Expired) subscriptions of one kind. */
export interface SeatCounts {
  readonly subscriptions: number;
  readonly quantity: number;
  readonly assigned: number;
  readonly available: number;
}

/** A product's licenses, self-service and central side by side. */
export interface Capacity {
  readonly product: Product;
  readonly selfService: SeatCounts;
  readonly central: SeatCounts;
}

/** What was invoiced in one calendar month (UTC). */
export interface MonthlySpend {
  /** Such as `2026-11`. */
  readonly month: string;
  readonly total: Money;
  /** The dearest first. */
  readonly byProduct: readonly { readonly product: Product; readonly amount: Money }[];
  /** The dearest first, and not all of them where there are many. */
  readonly byPurchaser: readonly { readonly purchaser: Person | null; readonly amount: Money }[];
}

/** Licenses of a product that nobody has. */
export interface UnusedLicenses {
  readonly product: Product;
  readonly source: Source;
  readonly unused: number;
  /** What they cost a month; trials and subscriptions that do not renew any more cost nothing. */
  readonly monthlyCost: Money;
  /** The dearest ones. */
  readonly subscriptions: readonly UnusedSubscription[];
}

export interface UnusedSubscription {
  readonly ref: SubscriptionRef;
  readonly purchaserId: UserId | null;
  readonly unused: number;
  readonly monthlyCost: Money;
}
