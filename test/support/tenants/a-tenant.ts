import assert from 'node:assert/strict';
import { cardId, invoiceId, profileId, requestId, subscriptionId } from './ids.ts';
import {
  DAY,
  type Given,
  instant,
  type Part,
  policiesPart,
  productPart,
  subscriptionPart,
  type TenantFile,
  tenantFile,
  tenantPart,
  userPart,
} from './parts.ts';

/**
 * What a tenant is made of; what is not said is the same in all of them. People are named by their display name or its
 * beginning, products by their name, and days are such as 2026-08-23.
 */
export interface TenantPlan {
  readonly tenant?: Given<'tenant'>;
  readonly products?: readonly Part<'products'>[];
  /** Whether products may be bought, by their names; those left out may. */
  readonly policies?: Readonly<Record<string, Part<'policies'>['AllowSelfServicePurchase']['products'][string]>>;
  readonly offerTypes?: Part<'policies'>['AllowSelfServicePurchase']['offerTypes'];
  readonly users: readonly (string | Given<'users', 'displayName'>)[];
  readonly subscriptions?: readonly SubscriptionPlan[];
  readonly cards?: readonly CardPlan[];
  readonly invoices?: readonly InvoicePlan[];
  readonly requests?: readonly RequestPlan[];
}

type Subscription = Part<'subscriptions'>;

/** Central where nobody purchased it. */
export interface SubscriptionPlan
  extends Partial<Pick<Subscription, 'quantity' | 'term' | 'autoRenew' | 'status' | 'trial'>> {
  readonly ref: string;
  readonly product: string;
  readonly purchaser?: string;
  readonly assigned?: readonly string[];
  /** The day of the first event of its history, unless it is said. */
  readonly since?: string;
  readonly until?: string;
  readonly history?: readonly EventPlan[];
}

/** The licenses are as many as now and the purchaser did it, unless it is said; what happens by itself nobody did. */
type EventPlan = readonly [
  day: string,
  kind: Subscription['history'][number]['kind'],
  more?: { readonly quantity?: number; readonly by?: string },
];

/** With the billing profile that uses it. */
interface CardPlan extends Pick<Part<'paymentMethods'>, 'brand' | 'last4'> {
  readonly owner: string;
  /** Such as 2028-08. */
  readonly expires: string;
}

/** For the purchaser of the subscription, due fourteen days after its day. */
interface InvoicePlan extends Pick<Part<'invoices'>, 'number' | 'status'> {
  readonly subscription: string;
  readonly day: string;
  /** In the minor unit of the tenant's currency. */
  readonly amount: number;
}

interface RequestPlan extends Partial<Pick<Part<'licenseRequests'>, 'message' | 'status'>> {
  readonly product: string;
  readonly requester: string;
  /** The requester, unless others are named. */
  readonly people?: readonly string[];
  readonly day: string;
}

/** A tenant file that the import takes. */
export const aTenant = (plan: TenantPlan): TenantFile => {
  const tenant = tenantPart(plan.tenant);
  const {
    products = [productPart({ id: 'PLAIN' })],
    subscriptions = [],
    cards = [],
    invoices = [],
    requests = [],
  } = plan;
  const users = plan.users.map((user) => userPart(typeof user === 'string' ? { displayName: user } : user, tenant));
  const named: Named = {
    tenant,
    product: finder('product', products, ({ name }) => name),
    person: finder('person', users, ({ displayName }) => displayName),
  };
  const made = subscriptions.map((subscription) => subscriptionFrom(subscription, named));
  const bought = finder('subscription', made, ({ reference }) => reference);
  const rules = Object.entries(plan.policies ?? {}).map(([name, value]) => [named.product(name).id, value]);
  return tenantFile({
    tenant,
    policies: policiesPart({ products: Object.fromEntries(rules), offerTypes: plan.offerTypes ?? {} }),
    products: [...products],
    users,
    subscriptions: made,
    paymentMethods: cards.map((card) => cardFrom(card, named)),
    billingProfiles: cards.map((card) => profileFrom(card, named)),
    invoices: invoices.map((invoice) => invoiceFrom(invoice, bought(invoice.subscription), tenant)),
    licenseRequests: requests.map((request) => requestFrom(request, named)),
  });
};

/** The parts that others name. */
interface Named {
  readonly tenant: Part<'tenant'>;
  product(name: string): Part<'products'>;
  person(name: string): Part<'users'>;
}

/** Finds an item by its name, or by the beginning of it. */
const finder =
  <Item>(what: string, items: readonly Item[], nameOf: (item: Item) => string) =>
  (name: string): Item => {
    const found = items.find((item) => nameOf(item) === name) ?? items.find((item) => nameOf(item).startsWith(name));
    assert.ok(found, `the tenant has no ${what} called ${name}`);
    return found;
  };

const subscriptionFrom = (plan: SubscriptionPlan, named: Named): Subscription => {
  const { ref, product, purchaser, assigned = [], since, until, history, ...given } = plan;
  const { id: productId, unitPrice } = named.product(product);
  const day = since ?? history?.[0]?.[0];
  const part = subscriptionPart({
    ...given,
    reference: ref,
    productId,
    unitPrice,
    purchaserId: purchaser === undefined ? null : named.person(purchaser).id,
    assignedUserIds: assigned.map((name) => named.person(name).id),
    createdAt: instant(day ?? -30),
    expiresAt: instant(until ?? 335),
  });
  return history ? { ...part, history: history.map((event) => eventFrom(event, part, named)) } : part;
};

const BY_ITSELF: ReadonlySet<string> = new Set<EventPlan[1]>(['renewed', 'expired', 'disabled']);

const eventFrom = (
  [day, kind, more = {}]: EventPlan,
  of: Subscription,
  named: Named,
): Subscription['history'][number] => ({
  at: instant(day),
  kind,
  quantity: more.quantity ?? of.quantity,
  byUserId: more.by !== undefined ? named.person(more.by).id : BY_ITSELF.has(kind) ? null : of.purchaserId,
});

const cardFrom = ({ owner, expires, ...given }: CardPlan, { person }: Named): Part<'paymentMethods'> => {
  const { id: ownerId, displayName: holder } = person(owner);
  const [expiryYear = 0, expiryMonth = 0] = expires.split('-').map(Number);
  return { ...given, id: cardId(holder), ownerId, holder, expiryMonth, expiryYear };
};

const profileFrom = ({ owner }: CardPlan, { person, tenant }: Named): Part<'billingProfiles'> => {
  const { id: ownerId, displayName } = person(owner);
  const [id, paymentMethodId] = [profileId(displayName), cardId(displayName)];
  return { id, ownerId, name: `${displayName} – ${tenant.name}`, paymentMethodId };
};

const invoiceFrom = (
  { subscription, day, amount, ...given }: InvoicePlan,
  { purchaserId }: Subscription,
  { currency }: Part<'tenant'>,
): Part<'invoices'> => ({
  ...given,
  id: invoiceId(given.number),
  ownerId: purchaserId ?? '',
  subscriptionId: subscriptionId(subscription),
  issuedAt: instant(day),
  dueAt: new Date(Date.parse(instant(day)) + 14 * DAY).toISOString(),
  amount: { amount, currency },
});

const requestFrom = (plan: RequestPlan, { product, person }: Named): Part<'licenseRequests'> => {
  const { product: wanted, requester, people = [requester], day, message = '', status = 'pending' } = plan;
  const { id: requesterId, displayName } = person(requester);
  return {
    id: requestId(displayName, product(wanted).name),
    productId: product(wanted).id,
    requesterId,
    forUserIds: people.map((name) => person(name).id),
    message,
    requestedAt: instant(day),
    status,
  };
};
