import type { TenantId } from '../../../services/commerce/api/types.ts';
import { invoiceId, subscriptionId } from '../../support/tenants/ids.ts';
import {
  type Part,
  policiesPart,
  productPart,
  subscriptionPart,
  type TenantFile,
  tenantFile,
  tenantPart,
  userPart,
} from '../../support/tenants/parts.ts';
import { userId } from '../../support/tenants/small-tenant.ts';
import type { ModelCard, ModelInvoice, ModelPerson, ModelProduct, ModelSubscription, World } from './world.ts';

/** Where the people of the partner are at home. */
export const PARTNERS_HOME = 'aaaaaaaa-0000-4000-8000-00000000000a' as TenantId;

const iso = (at: number): string => new Date(at).toISOString();

/** A world without a past as a file of the import format. */
export const fileOf = (world: World, id: TenantId): TenantFile => {
  const { policy } = world;
  const people = [...world.people.values()];
  return tenantFile({
    asOf: iso(world.now),
    tenant: tenantPart({
      id,
      name: 'Small',
      timeZone: world.zone,
      billingAccountType: world.account,
      delegatedAdmins: people.filter(({ partner }) => partner).map(delegateFrom),
    }),
    policies: policiesPart({
      defaultValue: policy.byDefault,
      products: Object.fromEntries(policy.products),
      offerTypes: Object.fromEntries(policy.offers),
    }),
    products: [...world.products.values()].map(productFrom),
    users: people.filter(({ partner }) => !partner).map(userFrom),
    subscriptions: [...world.subscriptions.values()].map(subscriptionFrom),
    paymentMethods: world.cards.map(cardFrom),
    billingProfiles: world.profiles.map((each) => ({
      id: each.id,
      ownerId: userId(each.owner),
      name: each.name,
      paymentMethodId: each.card,
    })),
    invoices: world.invoices.map(invoiceFrom),
  });
};

const delegateFrom = ({ n }: ModelPerson) => ({
  tenantId: PARTNERS_HOME,
  userId: userId(n),
  displayName: `Person ${n}`,
});

const productFrom = ({ id, price, trial, closedHere }: ModelProduct): Part<'products'> =>
  productPart({
    id,
    trialWithoutCard: trial,
    unitPrice: { amount: price, currency: 'USD', per: 'month' },
    blockedCountries: closedHere ? ['US'] : [],
  });

const userFrom = ({ n, roles, guest, enabled, mail }: ModelPerson): Part<'users'> => {
  const { mail: address, ...user } = userPart({
    displayName: `Person ${n}`,
    id: userId(n),
    roles: [...roles],
    enabled,
  });
  return { ...user, userType: guest ? 'guest' : 'member', mail: mail ? address : null };
};

const subscriptionFrom = (s: ModelSubscription): Part<'subscriptions'> =>
  subscriptionPart({
    reference: s.ref,
    productId: s.productId,
    purchaserId: s.purchaser === null ? null : userId(s.purchaser),
    quantity: s.quantity,
    term: s.term,
    unitPrice: { amount: s.price, currency: 'USD', per: 'month' },
    createdAt: iso(s.createdAt),
    expiresAt: iso(s.expiresAt),
    autoRenew: s.autoRenew,
    status: s.status,
    trial: s.trial,
    ...(s.card !== undefined && { paymentMethodId: s.card }),
    assignedUserIds: [...s.holders.keys()].map(userId),
  });

const cardFrom = ({ id, owner, end }: ModelCard): Part<'paymentMethods'> => {
  const lastDay = new Date(end - 1);
  return {
    id,
    ownerId: userId(owner),
    brand: 'Visa',
    last4: '4242',
    expiryMonth: lastDay.getUTCMonth() + 1,
    expiryYear: lastDay.getUTCFullYear(),
    holder: `Person ${owner}`,
  };
};

const invoiceFrom = (invoice: ModelInvoice): Part<'invoices'> => ({
  id: invoiceId(`${invoice.ref} ${invoice.issuedAt}`),
  number: `${invoice.ref} ${invoice.issuedAt}`,
  ownerId: userId(invoice.owner),
  subscriptionId: subscriptionId(invoice.ref),
  issuedAt: iso(invoice.issuedAt),
  dueAt: iso(invoice.dueAt),
  amount: { amount: invoice.amount, currency: 'USD' },
  status: invoice.status,
});
