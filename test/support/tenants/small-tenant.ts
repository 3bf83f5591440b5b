import { randomUUID } from 'node:crypto';
import type {
  Actor,
  BillingProfile,
  Invoice,
  PaymentMethod,
  Person,
  Policies,
  Product,
  ProductId,
  Subscription,
  SubscriptionRef,
  TenantId,
  TenantRecord,
  UserId,
} from '../../../services/commerce/api/types.ts';
import { Batch } from '../../../services/commerce/import/batch.ts';
import { Counters } from '../../../services/commerce/import/counters.ts';
import { recordWriter } from '../../../services/commerce/import/records.ts';
import { highestReferences } from '../../../services/commerce/import/references.ts';
import { indexEntries } from '../../../services/commerce/store/indexes/subscription-indexes.ts';
import { encodeSubscription } from '../../../services/commerce/store/subscription-hash.ts';
import { encodePerson } from '../../../services/directory/person-hash.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { generationKeys, tenantKeys } from '../../../services/redis/keys.ts';

export const DAY = 24 * 60 * 60 * 1000;
/** The instant at which a small tenant is made. */
export const START = Date.parse('2026-11-01T09:00:00Z');
export const GENERATION = 'small';

/** A product without a trial, one with a trial without a card, and one that the policy lets nobody buy. */
export const PLAIN = 'PLAIN' as ProductId;
export const TRIED = 'TRIED' as ProductId;
export const BLOCKED = 'BLOCKED' as ProductId;

/** A person of a small tenant by number, 0 to 15 in hexadecimal at the end of the id; the tenants share the ids. */
export const userId = (n: number): UserId => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}` as UserId;

/** The one card that a person has on file. */
export const cardOf = (user: UserId): string => user.replace(/^0{8}/, 'cccccccc');

/** What a tenant is to be made of; everything else is the same in all of them. */
export interface SmallTenant {
  readonly people: number;
  /** How many of them, from person 0 on, are Global Administrators; 1 if not given. */
  readonly admins?: number;
  readonly accountType?: TenantRecord['billingAccountType'];
  readonly subscriptions: readonly SmallSubscription[];
}

export interface SmallSubscription extends Partial<Omit<Subscription, 'ref' | 'assigned' | 'version'>> {
  readonly ref: string;
  /** Numbers of the people who have a license. */
  readonly holders?: readonly number[];
}

const product = (id: ProductId, trialWithoutCard: boolean): Product => ({
  id,
  name: `Product ${id}`,
  family: 'Products',
  trialWithoutCard,
  unitPrice: { amount: 1000, currency: 'USD' },
  blockedCountries: [],
});

const PRODUCTS = [product(PLAIN, false), product(TRIED, true), product(BLOCKED, false)];

const POLICIES: Policies = {
  AllowSelfServicePurchase: {
    defaultValue: 'Enabled',
    products: { [BLOCKED]: 'Disabled' },
    offerTypes: { SaaS: 'Enabled' },
  },
};

const tenantRecord = (id: TenantId, billingAccountType: TenantRecord['billingAccountType']): TenantRecord => ({
  id,
  name: 'Small',
  domain: 'small.example',
  country: 'US',
  locale: 'en-US',
  currency: 'USD',
  timeZone: 'UTC',
  cloud: 'worldwide',
  kind: 'commercial',
  billingAccountType,
  delegatedAdmins: [],
});

/** The first ones are Global Administrators; everybody is an enabled member. */
const person = (n: number, admins = 1): Person => ({
  id: userId(n),
  displayName: `Person ${n}`,
  userPrincipalName: `person${n}@small.example`,
  mail: `person${n}@small.example`,
  userType: 'member',
  enabled: true,
  roles: n < admins ? ['GlobalAdministrator'] : [],
  locale: 'en-US',
});

/** The person as somebody who asks the service for something. */
export const actorIn = (tenantId: TenantId, n: number): Actor => {
  const { id, roles, userType, enabled } = person(n);
  return { tenantId, userId: id, roles, userType, enabled };
};

/** A subscription with what a small tenant's do not say: self-service ones belong to person 1, and renew yearly. */
const subscriptionOf = ({ ref, holders = [], ...given }: SmallSubscription): Subscription => {
  const source = ref.startsWith('C') ? 'central' : 'self-service';
  return {
    ref: ref as SubscriptionRef,
    productId: PLAIN,
    source,
    purchaserId: source === 'central' ? null : userId(1),
    quantity: Math.max(1, holders.length),
    term: 'P1Y',
    unitPrice: { amount: 1000, currency: 'USD' },
    createdAt: START - 30 * DAY,
    expiresAt: START + 335 * DAY,
    autoRenew: true,
    billedBy: 'here',
    status: 'Active',
    trial: null,
    ...given,
    assigned: holders.length,
    version: 1,
  };
};

/** Writes a tenant in one go, as an import would, without a file. */
export const writeSmallTenant = async (redis: Redis, tenant: SmallTenant, id = randomUUID() as TenantId) => {
  const keys = generationKeys(id, GENERATION);
  const batch = new Batch(redis, () => undefined);
  const records = recordWriter(keys, batch);
  const counters = new Counters();
  batch.text(tenantKeys(id).generation, GENERATION);
  batch.text(keys.tenant, JSON.stringify(tenantRecord(id, tenant.accountType ?? 'MCA')));
  batch.text(keys.policies, JSON.stringify(POLICIES));
  batch.hash(keys.references, highestReferences(tenant.subscriptions.map(({ ref }) => ref as SubscriptionRef)));
  for (const each of PRODUCTS) batch.hash(keys.products, { [each.id]: JSON.stringify(each) });
  for (let n = 0; n < tenant.people; n += 1) {
    const someone = person(n, tenant.admins);
    for (const role of someone.roles) batch.member(keys.holdersOf(role), 0, someone.id);
    batch.hash(keys.person(userId(n)), encodePerson(someone));
    const card = cardOnFile(userId(n));
    records.card(card);
    records.put(keys.billingProfiles(card.ownerId), billingProfile(card));
  }
  for (const each of tenant.subscriptions) {
    const subscription = subscriptionOf(each);
    const names = { product: `Product ${subscription.productId}`, purchaser: nameOf(subscription.purchaserId) };
    for (const { key, member } of indexEntries(keys, subscription, names)) batch.member(key, 0, member);
    batch.hash(keys.subscription(subscription.ref), encodeSubscription(subscription, { id: randomUUID(), names }));
    batch.list(keys.history(subscription.ref), [purchased(subscription)]);
    counters.add(subscription);
    for (const n of each.holders ?? []) {
      batch.member(keys.seats(subscription.ref), subscription.createdAt, userId(n));
      batch.member(keys.licensesByPerson, 0, `${userId(n)}\t${subscription.ref}`);
    }
  }
  for (const { source, product: of, sums } of counters.values()) batch.hash(keys.counts(source, of), sums);
  await batch.finish();
  return id;
};

/** Files an invoice over this much with its purchaser, to be paid in two weeks. */
export const writeDueInvoice = async (redis: Redis, tenantId: TenantId, ref: string, amount: number): Promise<void> => {
  const batch = new Batch(redis, () => undefined);
  const invoice: Invoice = {
    id: randomUUID(),
    number: `due-${ref}`,
    ownerId: userId(1),
    subscription: ref as SubscriptionRef,
    issuedAt: START - 3 * DAY,
    dueAt: START + 11 * DAY,
    amount: { amount, currency: 'USD' },
    status: 'due',
  };
  recordWriter(generationKeys(tenantId, GENERATION), batch).invoice(invoice, PLAIN);
  await batch.finish();
};

const nameOf = (user: UserId | null): string => (user ? `Person ${Number.parseInt(user.slice(-12), 16)}` : '');

const purchased = ({ createdAt, quantity, purchaserId }: Subscription): string =>
  JSON.stringify({ at: createdAt, kind: 'purchased', quantity, byUserId: purchaserId });

const cardOnFile = (ownerId: UserId): PaymentMethod => ({
  id: cardOf(ownerId),
  ownerId,
  brand: 'Visa',
  last4: '4242',
  expiryMonth: 12,
  expiryYear: 2030,
  holder: nameOf(ownerId),
});

const billingProfile = ({ ownerId, id }: PaymentMethod): BillingProfile => ({
  id: ownerId.replace(/^0{8}/, 'bbbbbbbb'),
  ownerId,
  name: 'Small',
  paymentMethodId: id,
});
