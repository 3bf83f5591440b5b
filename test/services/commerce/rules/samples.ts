import type {
  Invoice,
  PaymentMethod,
  Person,
  Product,
  ProductId,
  Subscription,
  SubscriptionRef,
  Tenant,
  TenantId,
  UserId,
} from '../../../../services/commerce/api/types.ts';

/** Plain values for the tests of rules; each test names what matters to it. */

export const at = (iso: string): number => Date.parse(iso.length === 10 ? `${iso}T09:00:00Z` : iso);

export const DAY = 24 * 60 * 60 * 1000;

export const aSubscription = (facts: Partial<Subscription> = {}): Subscription => ({
  ref: 'S-1' as SubscriptionRef,
  productId: 'POWERBI' as ProductId,
  source: 'self-service',
  purchaserId: 'megan' as UserId,
  quantity: 10,
  assigned: 4,
  term: 'P1M',
  unitPrice: { amount: 1000, currency: 'USD' },
  createdAt: at('2026-09-01'),
  expiresAt: at('2026-10-01'),
  autoRenew: true,
  billedBy: 'here',
  status: 'Active',
  trial: null,
  version: 1,
  ...facts,
});

export const aPerson = (facts: Partial<Person> = {}): Person => ({
  id: 'megan' as UserId,
  displayName: 'Megan Bowen',
  userPrincipalName: 'meganb@contoso.example',
  mail: null,
  userType: 'member',
  enabled: true,
  roles: [],
  locale: 'en-US',
  ...facts,
});

export const aTenant = (facts: Partial<Tenant> = {}): Tenant => ({
  id: 'contoso' as TenantId,
  name: 'Contoso',
  domain: 'contoso.example',
  country: 'US',
  locale: 'en-US',
  currency: 'USD',
  timeZone: 'America/New_York',
  cloud: 'worldwide',
  kind: 'commercial',
  billingAccountType: 'MCA',
  ...facts,
});

export const aProduct = (facts: Partial<Product> = {}): Product => ({
  id: 'POWERBI' as ProductId,
  name: 'Power BI Pro',
  family: 'Power BI',
  trialWithoutCard: false,
  unitPrice: { amount: 1000, currency: 'USD' },
  blockedCountries: [],
  ...facts,
});

export const anInvoice = (facts: Partial<Invoice> = {}): Invoice => ({
  id: 'invoice',
  number: 'E0100',
  ownerId: 'megan' as UserId,
  subscription: 'S-1' as SubscriptionRef,
  issuedAt: at('2026-09-01'),
  dueAt: at('2026-09-15'),
  amount: { amount: 10_000, currency: 'USD' },
  status: 'due',
  ...facts,
});

export const aCard = (facts: Partial<PaymentMethod> = {}): PaymentMethod => ({
  id: 'card',
  ownerId: 'megan' as UserId,
  brand: 'Visa',
  last4: '4242',
  expiryMonth: 12,
  expiryYear: 2026,
  holder: 'Megan Bowen',
  ...facts,
});
