import type { PolicyValue, ProductId } from '../../../services/commerce/api/types.ts';
import { BLOCKED, PLAIN, TRIED } from '../../support/tenants/small-tenant.ts';
import { DAY, monthsLater } from './calendar.ts';
import type { ModelCard, ModelPerson, ModelProduct, ModelSubscription, Setting, World } from './world.ts';

/** Whom everybody begins with. */
export const ADMIN = 0;
export const PURCHASER = 1;
export const OTHER_PURCHASER = 2;
export const BILLING_ADMIN = 3;
export const LICENSE_ADMIN = 4;
export const READER = 5;
const GUEST = 6;
const DISABLED = 7;
export const USER_ADMIN = 8;
export const MEMBER = 9;
export const PARTNER = 10;
/** Comes with a refresh. */
export const NEWCOMER = 11;

/** Not sold in the country of the tenant; comes with a refresh; nowhere. */
export const CLOSED = 'CLOSED' as ProductId;
export const NOVEL = 'NOVEL' as ProductId;
export const NOWHERE = 'NOWHERE' as ProductId;

export const SETTINGS: readonly Setting[] = [
  { account: 'MCA', zone: 'UTC', start: Date.parse('2026-11-01T09:00:00Z') },
  { account: 'MOSA', zone: 'Europe/Stockholm', start: Date.parse('2026-10-24T21:30:00Z') },
  { account: 'MCA', zone: 'America/Los_Angeles', start: Date.parse('2027-01-31T22:30:00Z') },
  { account: 'MOSA', zone: 'Pacific/Kiritimati', start: Date.parse('2028-02-28T18:45:00Z') },
  { account: 'MCA', zone: 'Asia/Kolkata', start: Date.parse('2027-08-31T03:29:00Z') },
  { account: 'MCA', zone: null, start: Date.parse('2026-12-31T08:59:59Z') },
];

const person = (n: number, given: Partial<ModelPerson> = {}): ModelPerson => ({
  n,
  roles: [],
  guest: false,
  enabled: true,
  mail: true,
  ...given,
});

const PEOPLE: readonly ModelPerson[] = [
  person(ADMIN, { roles: ['GlobalAdministrator'] }),
  person(PURCHASER),
  person(OTHER_PURCHASER),
  person(BILLING_ADMIN, { roles: ['BillingAdministrator'] }),
  person(LICENSE_ADMIN, { roles: ['LicenseAdministrator'] }),
  person(READER, { roles: ['GlobalReader'] }),
  person(GUEST, { guest: true, roles: ['GlobalAdministrator'] }),
  person(DISABLED, { enabled: false, roles: ['BillingAdministrator'] }),
  person(USER_ADMIN, { roles: ['UserAdministrator'] }),
  person(MEMBER, { mail: false }),
  person(PARTNER, { partner: true }),
];

const PRODUCTS: readonly ModelProduct[] = [
  { id: PLAIN, price: 1000, trial: false, closedHere: false },
  { id: TRIED, price: 999, trial: true, closedHere: false },
  { id: BLOCKED, price: 1250, trial: false, closedHere: false },
  { id: CLOSED, price: 700, trial: false, closedHere: true },
];

type Given = Pick<ModelSubscription, 'ref' | 'productId' | 'quantity' | 'term'> &
  Partial<Pick<ModelSubscription, 'trial' | 'status'>> & { by?: number; holders: readonly number[]; daysAgo: number };

const SUBSCRIPTIONS: readonly Given[] = [
  { ref: 'S-1001', productId: PLAIN, by: PURCHASER, quantity: 4, holders: [2, 9], term: 'P1Y', daysAgo: 3 },
  {
    ref: 'S-1002',
    productId: TRIED,
    by: PURCHASER,
    quantity: 3,
    holders: [9],
    term: 'P1M',
    trial: 'no-card',
    daysAgo: 25,
  },
  { ref: 'S-1003', productId: PLAIN, by: OTHER_PURCHASER, quantity: 3, holders: [4, 6], term: 'P1M', daysAgo: 27 },
  { ref: 'S-1004', productId: TRIED, by: DISABLED, quantity: 3, holders: [3, 7], term: 'P1M', daysAgo: 20 },
  {
    ref: 'S-1005',
    productId: PLAIN,
    by: PURCHASER,
    quantity: 2,
    holders: [8],
    term: 'P1M',
    status: 'Expired',
    daysAgo: 45,
  },
  { ref: 'C-2001', productId: PLAIN, quantity: 5, holders: [9, 5], term: 'P1Y', daysAgo: 30 },
  { ref: 'C-2002', productId: TRIED, quantity: 1, holders: [], term: 'P1Y', daysAgo: 200 },
];

const subscription = (
  { by, holders, daysAgo, trial = null, status = 'Active', ...given }: Given,
  start: number,
): ModelSubscription => {
  const createdAt = start - daysAgo * DAY;
  const source = by === undefined ? 'central' : 'self-service';
  return {
    ...given,
    trial,
    source,
    purchaser: by ?? null,
    price: given.productId === TRIED ? 999 : 1000,
    createdAt,
    day: new Date(createdAt).getUTCDate(),
    termStart: createdAt,
    expiresAt: monthsLater(createdAt, given.term === 'P1Y' ? 12 : 1),
    status,
    holders: new Map(holders.map((n) => [n, createdAt])),
    autoRenew: trial === null && status === 'Active',
    resizedAt: createdAt,
    scheduled: undefined,
    move: undefined,
    everMoved: false,
    card: given.ref === 'S-1001' ? cardName(3) : undefined,
    history: [{ at: createdAt, kind: 'purchased', quantity: given.quantity, by: by ?? null }],
  };
};

const cardName = (ending: number): string => `cccccccc-0000-4000-8000-${String(ending).padStart(12, '0')}`;

/** The sandbox declines the card that ends in 2; person 2's expires next month. */
const cardsAt = (start: number): ModelCard[] => {
  const today = new Date(start);
  const end = (months: number) => Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months);
  return [
    { id: cardName(1), owner: PURCHASER, end: end(60), declined: false },
    { id: cardName(2), owner: PURCHASER, end: end(60), declined: true },
    { id: cardName(3), owner: PURCHASER, end: end(60), declined: false },
    { id: cardName(21), owner: OTHER_PURCHASER, end: end(2), declined: false },
    { id: cardName(31), owner: BILLING_ADMIN, end: end(60), declined: false },
  ];
};

const profileName = (owner: number): string => `bbbbbbbb-0000-4000-8000-${String(owner).padStart(12, '0')}`;

/** A tenant as its file has it. */
export const beginning = (setting: Setting): World => {
  const { account, zone, start } = setting;
  const subscriptions = SUBSCRIPTIONS.map((each) => subscription(each, start));
  const cards = cardsAt(start);
  const owners = [
    [PURCHASER, 1],
    [OTHER_PURCHASER, 21],
    [BILLING_ADMIN, 31],
  ] as const;
  const invoice = { owner: OTHER_PURCHASER, ref: 'S-1003', productId: PLAIN, credited: 0, moved: false } as const;
  return {
    now: start,
    setting,
    account,
    zone,
    atOnce: false,
    wasReplaced: false,
    people: new Map(PEOPLE.map((each) => [each.n, { ...each }])),
    products: new Map(PRODUCTS.map((each) => [each.id, { ...each }])),
    policy: {
      byDefault: 'Enabled',
      products: new Map<ProductId, PolicyValue>([[BLOCKED, 'Disabled']]),
      offers: new Map([['SaaS', 'Enabled']]),
      changes: [],
    },
    subscriptions: new Map(subscriptions.map((each) => [each.ref, each])),
    invoices: [
      { ...invoice, issuedAt: start - 9 * DAY, dueAt: start + 5 * DAY, amount: 3000, status: 'due' },
      { ...invoice, issuedAt: start - 40 * DAY, dueAt: start - 26 * DAY, amount: 3000, status: 'paid' },
    ],
    cards,
    profiles: owners.map(([owner, card]) => ({ id: profileName(owner), owner, name: 'Mine', card: cardName(card) })),
    requests: [],
    asked: new Map(),
    audit: [],
    news: [],
    muted: new Set(),
    clock: { ranTo: undefined, steppedAt: undefined, told: undefined, tellings: new Set() },
    books: { charged: 0, refunded: 0 },
    provider: { away: false, owed: 0 },
  };
};
