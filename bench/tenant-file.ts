import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How many of each a generated tenant has. */
export interface TenantSize {
  readonly subscriptions: number;
  readonly people: number;
  /** Licenses assigned on each subscription. */
  readonly assigned: number;
  /** Licenses assigned on the first subscription, where it has more; every other has as many free. */
  readonly crowd?: number;
  /** How many of the people are Global Administrators, the first ones; one if not given. */
  readonly admins?: number;
}

const AS_OF = Date.UTC(2026, 10, 1, 9);
const DAY = 24 * 60 * 60 * 1000;
const STATUSES = ['Active', 'Active', 'Active', 'Active', 'Active', 'Expired', 'Disabled', 'Active'];
const FIRST_NAMES = ['Åsa', 'Megan', 'José', 'Linnéa', 'Alex', 'Zoë', 'Nestor', 'Isaiah', 'Lee', 'Henrietta'];
const PRODUCTS = Array.from({ length: 12 }, (_, i) => `CFQ7TTC0H${String(i).padStart(3, '0')}`);

const guid = (kind: number, n: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
/** The id of a generated person. */
export const personId = (n: number): string => guid(1, n);
const iso = (at: number): string => new Date(at).toISOString();
const price = (n: number) => ({ amount: 500 + 100 * (n % 30), currency: 'USD', per: 'month' });

const product = (n: number) => ({
  id: PRODUCTS[n],
  name: `Product ${n} Pro`,
  family: 'Products',
  selfServiceSku: `PRODUCT_${n}_DEPT`,
  centralSku: `PRODUCT_${n}`,
  trialWithoutCard: n % 2 === 0,
  unitPrice: price(n),
  blockedCountries: [],
});

const person = (n: number, admins: number) => ({
  id: personId(n),
  displayName: `${FIRST_NAMES[n % FIRST_NAMES.length]} Lastname${n}`,
  userPrincipalName: `person${n}@generated.example`,
  mail: `person${n}@generated.example`,
  userType: 'member',
  enabled: true,
  roles: n < admins ? ['GlobalAdministrator'] : [],
  locale: 'en-US',
});

const subscription = (n: number, size: TenantSize) => {
  const central = n % 10 === 9;
  const buyer = central ? null : personId((n * 13) % size.people);
  const createdAt = AS_OF - (1 + (n % 300)) * DAY;
  const { crowd = size.assigned } = size;
  const assigned = n === 0 ? crowd : size.assigned;
  const quantity = Math.max(1, crowd) + (n % 20);
  return {
    id: guid(2, n),
    reference: `${central ? 'C' : 'S'}-${n + 1000}`,
    productId: PRODUCTS[n % PRODUCTS.length],
    source: central ? 'central' : 'self-service',
    purchaserId: buyer,
    quantity,
    term: n % 3 === 0 ? 'P1Y' : 'P1M',
    unitPrice: price(n),
    createdAt: iso(createdAt),
    expiresAt: iso(AS_OF + (1 + (n % 360)) * DAY),
    autoRenew: n % 4 !== 0,
    status: STATUSES[n % STATUSES.length],
    trial: n % 25 === 0 ? 'card' : null,
    assignedUserIds: Array.from({ length: assigned }, (_, i) => personId((n * 7 + i) % size.people)),
    history: [
      { at: iso(createdAt), kind: 'purchased', quantity, byUserId: buyer },
      { at: iso(createdAt + DAY), kind: 'renewed', quantity, byUserId: null },
    ],
  };
};

function* list<Item>(name: string, length: number, make: (n: number) => Item): Generator<string> {
  yield `,\n"${name}": [`;
  for (let n = 0; n < length; n += 1) yield `${n === 0 ? '' : ','}\n${JSON.stringify(make(n))}`;
  yield ']';
}

function* tenantText(size: TenantSize, tenantId: string): Generator<string> {
  const tenant = {
    id: tenantId,
    name: 'Generated',
    domain: 'generated.example',
    country: 'US',
    locale: 'en-US',
    currency: 'USD',
    timeZone: 'America/New_York',
    cloud: 'worldwide',
    kind: 'commercial',
    billingAccountType: 'MCA',
    delegatedAdmins: [],
  };
  const policies = { AllowSelfServicePurchase: { defaultValue: 'Enabled', products: {}, offerTypes: {} } };
  const head = { format: 'self-service-purchases/tenant@2', asOf: iso(AS_OF), tenant, policies };
  yield JSON.stringify(head).slice(0, -1);
  yield* list('subscriptions', size.subscriptions, (n) => subscription(n, size));
  yield* list('users', size.people, (n) => person(n, size.admins ?? 1));
  yield* list('products', PRODUCTS.length, product);
  yield '}\n';
}

/** Writes a tenant file of any size; the same size gives the same file. */
export const writeTenantFile = (file: string, size: TenantSize, tenantId = guid(3, 1)): Promise<void> =>
  pipeline(Readable.from(tenantText(size, tenantId)), createWriteStream(file));
