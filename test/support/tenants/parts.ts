import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import {
  FORMAT,
  type LISTS,
  type ListName,
  type VALUES,
  type ValueName,
} from '../../../services/commerce/import/format/format.ts';
import { personId, subscriptionId } from './ids.ts';

/** A part of a tenant file as it is written: the value, or one item of the list. */
export type Part<Name extends ValueName | ListName> = Name extends ValueName
  ? z.input<(typeof VALUES)[Name]>
  : Name extends ListName
    ? z.input<(typeof LISTS)[Name]>
    : never;

/** A tenant file as an object. */
export type TenantFile = { [Name in ValueName]: Part<Name> } & { [Name in ListName]: Part<Name>[] };

/** A part of which only some fields need to be said. */
export type Given<Name extends ValueName | ListName, Needed extends keyof Part<Name> = never> = Partial<Part<Name>> &
  Pick<Part<Name>, Needed>;

export const DAY = 24 * 60 * 60 * 1000;
/** The instant at which every tenant of the tests is as its factory says. */
export const NOW = Date.parse('2026-11-01T09:00:00Z');
/** The instant that many days after (before, if negative) `NOW`, or at nine on a day such as 2026-08-23. */
export const instant = (day: number | string): string =>
  typeof day === 'string' ? `${day}T09:00:00Z` : new Date(NOW + day * DAY).toISOString();

/** An American business of today. */
export const tenantPart = (given: Given<'tenant'> = {}): Part<'tenant'> => ({
  id: randomUUID(),
  name: 'Contoso',
  domain: 'contoso.example',
  country: 'US',
  locale: 'en-US',
  currency: 'USD',
  timeZone: 'America/New_York',
  cloud: 'worldwide',
  kind: 'commercial',
  billingAccountType: 'MCA',
  delegatedAdmins: [],
  ...given,
});

/** Lets everybody buy everything. */
export const policiesPart = (given: Given<'policies'>['AllowSelfServicePurchase'] | object = {}): Part<'policies'> => ({
  AllowSelfServicePurchase: { defaultValue: 'Enabled', products: {}, offerTypes: {}, ...given },
});

/** A product at ten dollars without a trial. */
export const productPart = ({ id, ...given }: Given<'products', 'id'>): Part<'products'> => ({
  id,
  name: `Product ${id}`,
  family: 'Products',
  selfServiceSku: `${id}_DEPT`,
  centralSku: id,
  trialWithoutCard: false,
  unitPrice: { amount: 1000, currency: 'USD', per: 'month' },
  blockedCountries: [],
  ...given,
});

/** An enabled member without a role: Megan Bowen is meganb. */
export const userPart = (
  { displayName, ...given }: Given<'users', 'displayName'>,
  { domain, locale }: Pick<Part<'tenant'>, 'domain' | 'locale'> = tenantPart(),
): Part<'users'> => {
  const userPrincipalName = given.userPrincipalName ?? `${userNameOf(displayName)}@${domain}`;
  return {
    id: personId(displayName),
    displayName,
    userPrincipalName,
    mail: userPrincipalName,
    userType: 'member',
    enabled: true,
    roles: [],
    locale,
    ...given,
  };
};

const userNameOf = (displayName: string): string => {
  const [first = '', last = ''] = displayName.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(' ');
  return first + (/^\d/.test(last) ? last : last.slice(0, 1));
};

/** An active subscription for a year, bought thirty days ago, of which nobody has a license; central ones have no purchaser. */
export const subscriptionPart = ({
  reference,
  ...given
}: Given<'subscriptions', 'reference' | 'productId'>): Part<'subscriptions'> => {
  const { purchaserId = null, quantity = Math.max(1, given.assignedUserIds?.length ?? 0) } = given;
  const createdAt = given.createdAt ?? instant(-30);
  return {
    id: subscriptionId(reference),
    reference,
    source: purchaserId === null ? 'central' : 'self-service',
    purchaserId,
    quantity,
    term: 'P1Y',
    unitPrice: { amount: 1000, currency: 'USD', per: 'month' },
    createdAt,
    expiresAt: instant(335),
    autoRenew: true,
    status: 'Active',
    trial: null,
    assignedUserIds: [],
    history: [{ at: createdAt, kind: 'purchased', quantity, byUserId: purchaserId }],
    ...given,
  };
};

/** A file of these parts, as of `NOW`. No two places in it are one object, so that a test may spoil just one. */
export const tenantFile = (parts: Partial<TenantFile>): TenantFile => {
  const file: TenantFile = {
    format: FORMAT,
    asOf: instant(0),
    tenant: tenantPart(),
    policies: policiesPart(),
    products: [],
    users: [],
    subscriptions: [],
    billingProfiles: [],
    paymentMethods: [],
    invoices: [],
    licenseRequests: [],
    ...parts,
  };
  return JSON.parse(JSON.stringify(file));
};
