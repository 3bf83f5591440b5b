import { z } from 'zod';
import {
  BILLERS,
  CLOUDS,
  INVOICE_STATUSES,
  OFFER_TYPES,
  ORDER_EVENTS,
  POLICY_VALUES,
  REQUEST_STATUSES,
  ROLES,
  SOURCES,
  STATUSES,
  SWITCH_VALUES,
  type TenantId,
  TRIALS,
  type UserId,
} from '../../api/types.ts';
import * as is from './scalars.ts';

/**
 * The import format: one JSON object for one tenant. Its members are the *parts*: single values, and lists that may
 * be long and are therefore checked one item at a time. Parsing turns instants into milliseconds and ids into
 * lower case; anything that the format does not name is a fault. What may not be known is null, or is left out.
 */
export const FORMAT = 'self-service-purchases/tenant@2';
/** What is read: the first had no deleted people, and no more people with licenses than licenses. */
const FORMATS = ['self-service-purchases/tenant@1', FORMAT] as const;

const userId = is.guid<UserId>();

const delegatedAdmin = z.strictObject({ tenantId: is.guid<TenantId>(), userId, displayName: is.text() });

const tenant = z.strictObject({
  id: is.guid<TenantId>(),
  name: is.text(),
  domain: is.domain,
  country: is.country,
  locale: is.locale,
  currency: is.currency,
  timeZone: is.unknown(is.timeZone),
  cloud: z.enum(CLOUDS),
  kind: z.enum(['commercial', 'government', 'education']),
  billingAccountType: is.unknown(z.enum(['MCA', 'MOSA'])),
  delegatedAdmins: z.array(delegatedAdmin).max(1000),
});

const policy = z.strictObject({
  defaultValue: z.enum(SWITCH_VALUES),
  products: z.record(is.productId, z.enum(POLICY_VALUES)),
  offerTypes: z.partialRecord(z.enum(OFFER_TYPES), z.enum(SWITCH_VALUES)),
});

const product = z.strictObject({
  id: is.productId,
  name: is.text(),
  family: is.text(),
  selfServiceSku: is.text().nullable(),
  centralSku: is.text().nullable(),
  trialWithoutCard: z.boolean(),
  unitPrice: is.unknown(is.priceForMonth),
  blockedCountries: z.array(is.country).max(300),
});

const user = z.strictObject({
  id: userId,
  displayName: is.text(),
  userPrincipalName: is.userName,
  mail: is.unknown(is.userName),
  userType: is.unknown(z.enum(['member', 'guest'])),
  enabled: z.boolean(),
  roles: z.array(z.enum(ROLES)).max(ROLES.length),
  locale: is.unknown(is.locale),
  /** The directory does not have them any more, but something here is theirs: a purchase, a license, an invoice. */
  deleted: z.boolean().optional(),
});

const orderEvent = z.strictObject({
  at: is.instant,
  kind: z.enum(ORDER_EVENTS),
  quantity: is.count(1e6, 0),
  byUserId: is.unknown(is.formerUserId),
});

const subscription = z.strictObject({
  id: is.guid(),
  reference: is.subscriptionRef,
  productId: is.productId,
  source: z.enum(SOURCES),
  purchaserId: is.unknown(is.formerUserId),
  /** 0 where all are suspended. */
  quantity: is.count(1e6, 0),
  term: is.unknown(is.term),
  unitPrice: is.unknown(is.priceForMonth),
  createdAt: is.instant,
  /** When it was brought back last. */
  reactivatedAt: is.instant.optional(),
  expiresAt: is.unknown(is.instant),
  autoRenew: is.unknown(z.boolean()),
  /** Left out where it is billed here. */
  billedBy: z.enum(BILLERS).default('here'),
  status: z.enum(STATUSES),
  trial: is.unknown(z.enum(TRIALS)),
  assignedUserIds: z.array(userId).max(1e6),
  history: z.array(orderEvent).max(10_000),
  /** Licenses from the next renewal on. */
  scheduledQuantity: is.count(1e6).optional(),
  /** When each of the assigned got their license; otherwise when the subscription was made. */
  assignedAt: z.array(is.instant).max(1e6).optional(),
  /** The card it was bought with. */
  paymentMethodId: is.guid().optional(),
  /** How often it was changed, and once more; no payment of it goes by a number that another had. */
  version: is.count(1e9).optional(),
});

const billingProfile = z.strictObject({
  id: is.guid(),
  ownerId: userId,
  name: is.text(),
  paymentMethodId: is.guid(),
});

const paymentMethod = z.strictObject({
  id: is.guid(),
  ownerId: userId,
  brand: is.text(64),
  last4: z.string().regex(/^\d{4}$/, 'must be four digits'),
  expiryMonth: is.count(12),
  expiryYear: z.number().int().min(2000).max(2199),
  holder: is.text(),
  address: is.message.optional(),
  token: is.cardToken.optional(),
});

const invoice = z.strictObject({
  id: is.guid(),
  number: is.text(64),
  ownerId: is.formerUserId,
  subscriptionId: is.guid(),
  issuedAt: is.instant,
  dueAt: is.instant,
  amount: is.money,
  status: z.enum(INVOICE_STATUSES),
  /** Minor units that credit notes have settled. */
  credited: is.count(1e12).optional(),
  /** Of a credit note: the invoices that it settles, and how much of each. */
  settles: z
    .array(z.strictObject({ invoice: is.guid(), number: is.text(64), amount: is.count(1e12) }))
    .max(1000)
    .optional(),
  /** What the payment provider calls the charge, or the refund of a credit note. */
  payment: z.strictObject({ id: is.paymentId, at: is.instant }).optional(),
});

const licenseRequest = z.strictObject({
  id: is.guid(),
  productId: is.productId,
  requesterId: is.formerUserId,
  forUserIds: z.array(is.formerUserId).min(1).max(1000),
  message: is.message,
  requestedAt: is.instant,
  status: z.enum(REQUEST_STATUSES),
  decision: z.strictObject({ byUserId: is.formerUserId, at: is.instant, message: is.message }).optional(),
});

/** Parts that are one value. */
export const VALUES = {
  format: z.enum(FORMATS),
  asOf: is.instant,
  tenant,
  policies: z.strictObject({ AllowSelfServicePurchase: policy }),
};

/** Parts that are lists: the schema of an item. */
export const LISTS = {
  products: product,
  users: user,
  subscriptions: subscription,
  billingProfiles: billingProfile,
  paymentMethods: paymentMethod,
  invoices: invoice,
  licenseRequests: licenseRequest,
};

/** Items that a list may hold. */
export const LONGEST: Readonly<Record<ListName, number>> = {
  products: 1000,
  users: 1e6,
  subscriptions: 1e6,
  billingProfiles: 1e6,
  paymentMethods: 1e6,
  invoices: 1e6,
  licenseRequests: 1e6,
};

/** Lists that may be left out. */
export const OPTIONAL: ReadonlySet<string> = new Set<ListName>([
  'billingProfiles',
  'paymentMethods',
  'invoices',
  'licenseRequests',
]);

export type ValueName = keyof typeof VALUES;
export type ListName = keyof typeof LISTS;

/** What parsing makes of each part: the value, or one item of the list. */
export type Parts = {
  readonly [Name in ValueName]: z.output<(typeof VALUES)[Name]>;
} & { readonly [Name in ListName]: z.output<(typeof LISTS)[Name]> };
export type PartName = keyof Parts;
