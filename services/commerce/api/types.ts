/**
 * The words of the domain as types. Everything that crosses a boundary of the commerce service is one of these.
 * Instants are milliseconds since 1970 (UTC); money is in minor units (cents, öre).
 */

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** An Entra ID directory (GUID). All data belongs to exactly one tenant. */
export type TenantId = Id<'TenantId'>;
/** A person in a tenant's directory (Entra object id, GUID). */
export type UserId = Id<'UserId'>;
/** A product of the tenant's catalogue, such as `CFQ7TTC0H9MP`. */
export type ProductId = Id<'ProductId'>;
/** The name people use for one subscription, unique in its tenant, such as `S-1001`. */
export type SubscriptionRef = Id<'SubscriptionRef'>;

/** Directory roles that mean something here; template ids: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const ROLES = [
  'GlobalAdministrator',
  'BillingAdministrator',
  'LicenseAdministrator',
  'UserAdministrator',
  'GlobalReader',
] as const;
export type Role = (typeof ROLES)[number];

export interface Money {
  /** Whole minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * Null where the directory does not say, as of accounts from before August 2014, when there were no guests: who is not
 * known for a guest is a member.
 */
export type UserType = 'member' | 'guest' | null;

/** Who asks, as the directory knows them; never built from a message. */
export interface Actor {
  /** The tenant acted in. */
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly roles: readonly Role[];
  readonly userType: UserType;
  readonly enabled: boolean;
  /** A partner's delegated admin, who acts for a customer: `tenantId` is the customer's. */
  readonly partner?: true;
}

export interface Person {
  readonly id: UserId;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly userType: UserType;
  readonly enabled: boolean;
  readonly roles: readonly Role[];
  /** BCP 47, as the directory has it; null where it has none. */
  readonly locale: string | null;
}

export interface Tenant {
  readonly id: TenantId;
  readonly name: string;
  readonly domain: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly locale: string;
  readonly currency: string;
  /** IANA name; null where it is not known. */
  readonly timeZone: string | null;
  readonly cloud: (typeof CLOUDS)[number];
  readonly kind: 'commercial' | 'government' | 'education';
  readonly billingAccountType: BillingAccountType;
}

/** Microsoft's clouds; the two of the US government as `TEAMS_CLOUD` names them. */
export const CLOUDS = ['worldwide', 'us-gov', 'us-dod', 'germany', '21vianet'] as const;

/** Null where it is not known. */
export type BillingAccountType = 'MCA' | 'MOSA' | null;

export interface Product {
  readonly id: ProductId;
  readonly name: string;
  readonly family: string;
  readonly trialWithoutCard: boolean;
  /** For one license and month; null where it is not known. */
  readonly unitPrice: Money | null;
  readonly blockedCountries: readonly string[];
}

export const SOURCES = ['self-service', 'central'] as const;
export type Source = (typeof SOURCES)[number];

export const STATUSES = ['Active', 'Expired', 'Disabled', 'Deleted'] as const;
export type Status = (typeof STATUSES)[number];
/** Statuses in which the people of a subscription have the product. */
export const USABLE: readonly Status[] = ['Active', 'Expired'];

/** ISO 8601 length of a billing period, in whole years, months, weeks and days, such as `P3Y`. */
export type Term = `P${string}`;

export const TERMS = ['P1M', 'P1Y'] as const;
/** The lengths that can be bought here. */
export type TermOnSale = (typeof TERMS)[number];

export const TRIALS = ['card', 'no-card'] as const;
export type Trial = (typeof TRIALS)[number];

export interface Subscription {
  readonly ref: SubscriptionRef;
  readonly productId: ProductId;
  readonly source: Source;
  /** Null on a central subscription, and where nobody knows who bought it. */
  readonly purchaserId: UserId | null;
  /** Licenses purchased; 0 where all are suspended. */
  readonly quantity: number;
  /** Licenses assigned; more than `quantity` where Microsoft has taken some back. */
  readonly assigned: number;
  /** Null where it is not known, as `unitPrice`, `expiresAt` and `autoRenew`. */
  readonly term: Term | null;
  /** For one license and month. */
  readonly unitPrice: Money | null;
  readonly createdAt: number;
  /** When it was brought back last, from which its terms are counted since; absent where it never was. */
  readonly reactivatedAt?: number;
  readonly expiresAt: number | null;
  /** Recurring billing. */
  readonly autoRenew: boolean | null;
  readonly billedBy: Biller;
  readonly status: Status;
  readonly trial: Trial | null;
  /** Licenses from the next renewal on, where fewer have been asked for. */
  readonly scheduledQuantity?: number;
  /** Grows by one with every change. */
  readonly version: number;
}

export const BILLERS = ['here', 'microsoft'] as const;
/** Who renews and invoices a purchase: this product, or Microsoft, who then says what becomes of it. */
export type Biller = (typeof BILLERS)[number];

export const ORDER_EVENTS = [
  'purchased',
  'renewed',
  'quantity-changed',
  'recurring-billing-on',
  'recurring-billing-off',
  'expired',
  'disabled',
  'reactivated',
  'canceled',
  'moved',
] as const;
export type OrderEventKind = (typeof ORDER_EVENTS)[number];

/** One line of a subscription's order history. */
export interface OrderEvent {
  readonly at: number;
  readonly kind: OrderEventKind;
  /** Licenses purchased after the event. */
  readonly quantity: number;
  /** Null when the service did it by itself. */
  readonly byUserId: UserId | null;
}

/** A partner's admin who may act for this tenant. */
interface DelegatedAdmin {
  /** The partner's own tenant. */
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly displayName: string;
}

/** A tenant as it is stored. */
export interface TenantRecord extends Tenant {
  readonly delegatedAdmins: readonly DelegatedAdmin[];
}

export const POLICY_VALUES = ['Enabled', 'OnlyTrialsWithoutPaymentMethod', 'Disabled'] as const;
/** What a policy says of a product. */
export type PolicyValue = (typeof POLICY_VALUES)[number];

export const SWITCH_VALUES = ['Enabled', 'Disabled'] as const;
/** What a policy says of an offer type, or by default. */
export type SwitchValue = (typeof SWITCH_VALUES)[number];

export const OFFER_TYPES = ['SaaS', 'POWERBIVISUALS', 'DYNAMICSCE', 'DYNAMICSBC'] as const;
export type OfferType = (typeof OFFER_TYPES)[number];

export interface Policy {
  /** For every product that has no value of its own. */
  readonly defaultValue: SwitchValue;
  readonly products: Readonly<Record<ProductId, PolicyValue>>;
  readonly offerTypes: Readonly<Partial<Record<OfferType, SwitchValue>>>;
}

export interface Policies {
  /** Grows by one with every change; an import begins with 1. */
  readonly version?: number;
  readonly AllowSelfServicePurchase: Policy;
}

export interface BillingProfile {
  /** GUID. */
  readonly id: string;
  readonly ownerId: UserId;
  readonly name: string;
  readonly paymentMethodId: string;
}

/** A card on file: what may be shown of it, never its number. */
export interface PaymentMethod {
  /** GUID. */
  readonly id: string;
  readonly ownerId: UserId;
  readonly brand: string;
  readonly last4: string;
  /** From 1. */
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly holder: string;
  /** Where the bills of the card go. */
  readonly address?: string;
}

export const INVOICE_STATUSES = ['due', 'overdue', 'paid', 'credited'] as const;
/** `credited` is what was not paid, and need not be: credit notes have settled all of it. */
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface Invoice {
  /** GUID. */
  readonly id: string;
  /** As printed on it. */
  readonly number: string;
  readonly ownerId: UserId;
  readonly subscription: SubscriptionRef;
  readonly issuedAt: number;
  readonly dueAt: number;
  readonly amount: Money;
  readonly status: InvoiceStatus;
  /** Minor units that credit notes have settled; only the rest is to be paid, or was. */
  readonly credited?: number;
  /** Of a credit note: the unpaid invoices that it settles. */
  readonly settles?: readonly SettledInvoice[];
  /** The money that moved for it, to the card for a credit note: the provider's id, and when (ms). Absent where none did here. */
  readonly payment?: { readonly id: string; readonly at: number };
}

/** How much of an invoice a credit note settles, in minor units. */
export interface SettledInvoice {
  readonly invoice: Invoice['id'];
  readonly number: Invoice['number'];
  readonly amount: number;
}

export const REQUEST_STATUSES = ['pending', 'approved', 'denied', 'withdrawn'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** Somebody asks for licenses, for themselves or others. */
export interface LicenseRequest {
  /** GUID. */
  readonly id: string;
  readonly productId: ProductId;
  readonly requesterId: UserId;
  readonly forUserIds: readonly UserId[];
  /** Free text, may be ''. */
  readonly message: string;
  readonly requestedAt: number;
  readonly status: RequestStatus;
  /** Absent while pending, where it was withdrawn, and where it came decided from elsewhere. */
  readonly decision?: RequestDecision;
}

interface RequestDecision {
  readonly byUserId: UserId;
  readonly at: number;
  /** Free text to the requester, may be ''. */
  readonly message: string;
}

/** Somebody who talks to the bot, as the directory knows them. */
export interface Visitor {
  readonly actor: Actor;
  readonly person: Person;
  readonly tenant: Tenant;
}

/** A record with the version that grows by one with every change; imported ones begin with 1. */
export type Versioned<Item> = Item & { readonly version: number };
