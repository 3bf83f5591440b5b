import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { guidOf, personId } from '../ids.ts';
import {
  instant,
  type Part,
  policiesPart,
  productPart,
  subscriptionPart,
  type TenantFile,
  tenantFile,
  tenantPart,
  userPart,
} from '../parts.ts';

/** SKUs as Microsoft Graph names them: by a text, or by a GUID. */
const POWER_BI_SKU = 'POWER_BI_PRO_DEPT';
export const VISIO_SKU = guidOf('SKU of Visio Plan 2');
export const TEAMS_SKU = 'Teams_Premium_(for_Departments)';
/** In the policy alone. */
export const UNCATALOGUED = 'CFQ7TTC0UNKN';

const PRICE = { amount: 12900, currency: 'SEK', per: 'month' } as const;
const UNKNOWN = { unitPrice: null, term: null, expiresAt: null, autoRenew: null } as const;
const MICROSOFT = { billedBy: 'microsoft' } as const;

type Purchase = Partial<Part<'subscriptions'>> & { readonly reference: string };

const purchase = ({ reference, productId = POWER_BI_SKU, ...given }: Purchase): Part<'subscriptions'> => {
  const part = { reference, productId, source: 'self-service', purchaserId: personId('Nina Okafor') } as const;
  return subscriptionPart({ unitPrice: PRICE, ...part, quantity: 3, ...given });
};

const people = (...names: readonly string[]): string[] => names.map(personId);

const central = (given: Purchase) => purchase({ source: 'central', purchaserId: null, ...given });

/** What Microsoft tells of purchases, and what it does not: each kind of value that somebody would have to invent. */
const SUBSCRIPTIONS: readonly Part<'subscriptions'>[] = [
  purchase({
    reference: 'S-1',
    ...UNKNOWN,
    ...MICROSOFT,
    expiresAt: instant(20),
    assignedUserIds: people('Nina Okafor', 'Pia Lund'),
  }),
  purchase({ reference: 'S-2', term: 'P1M', expiresAt: null, assignedUserIds: people('Nina Okafor') }),
  purchase({
    reference: 'S-3',
    productId: VISIO_SKU,
    term: 'P3Y',
    autoRenew: null,
    ...MICROSOFT,
    expiresAt: instant(900),
  }),
  purchase({ reference: 'S-4', quantity: 0, ...UNKNOWN, status: 'Disabled', history: [] }),
  purchase({ reference: 'S-5', quantity: 1, assignedUserIds: people('Nina Okafor', 'Pia Lund', 'Omar Haddad') }),
  purchase({ reference: 'S-6', ...UNKNOWN, purchaserId: null, assignedUserIds: people('Pia Lund') }),
  purchase({ reference: 'S-7', productId: VISIO_SKU, purchaserId: personId('Gone Long') }),
  purchase({ reference: 'S-8', term: 'P1M', ...MICROSOFT, createdAt: instant(-32), expiresAt: instant(-1) }),
  purchase({ reference: 'S-9', term: null, createdAt: instant(-32), expiresAt: instant(-1) }),
  purchase({ reference: 'S-10', ...UNKNOWN, status: 'Expired', assignedUserIds: people('Nina Okafor') }),
  purchase({ reference: 'S-11', productId: TEAMS_SKU, ...UNKNOWN, trial: 'card', expiresAt: instant(9) }),
  purchase({ reference: 'S-12', productId: TEAMS_SKU, ...UNKNOWN, expiresAt: instant(-1), createdAt: instant(-40) }),
  central({ reference: 'C-1', ...UNKNOWN, quantity: 5, assignedUserIds: people('Omar Haddad') }),
  central({ reference: 'C-2', productId: VISIO_SKU, quantity: 1, assignedUserIds: people('Pia Lund', 'Omar Haddad') }),
  central({ reference: 'C-3', productId: VISIO_SKU, quantity: 4, ...MICROSOFT, autoRenew: null }),
];

/** People as the directory tells them: some before there was a user type, some without a language, one invited, one gone. */
const users = (tenant: Part<'tenant'>): Part<'users'>[] => [
  bare(userPart({ displayName: 'Omar Haddad', roles: ['GlobalAdministrator'] }, tenant)),
  bare(userPart({ displayName: 'Nina Okafor' }, tenant)),
  userPart({ displayName: 'Pia Lund', userType: null, locale: null }, tenant),
  userPart({ displayName: 'Gone Long', deleted: true }, tenant),
  bare(userPart({ displayName: 'Ida Guest', userPrincipalName: 'ida_other.example#EXT#@tailspin.example' }, tenant)),
];

/** Left out is the same as null. */
const bare = ({ userType: _, locale: __, mail: ___, ...user }: Part<'users'>): Part<'users'> => user;

/** A Swedish business as a program can read it from Microsoft Graph, as it is on 2026-11-01. */
export const tailspin = (id: TenantId): TenantFile => {
  const {
    timeZone: _,
    billingAccountType: __,
    ...told
  } = tenantPart({
    id,
    name: 'Tailspin',
    domain: 'tailspin.example',
    country: 'SE',
    locale: 'sv-SE',
    currency: 'SEK',
  });
  const { unitPrice: ___, ...powerBi } = productPart({ id: POWER_BI_SKU, name: 'Power BI Pro' });
  return tenantFile({
    tenant: told,
    policies: policiesPart({ products: { [UNCATALOGUED]: 'Enabled', [TEAMS_SKU]: 'Disabled' } }),
    products: [
      powerBi,
      productPart({ id: VISIO_SKU.toUpperCase(), name: 'Visio Plan 2', unitPrice: PRICE }),
      productPart({ id: TEAMS_SKU, name: 'Teams Premium', unitPrice: null, trialWithoutCard: true }),
    ],
    users: users(told),
    subscriptions: [...SUBSCRIPTIONS],
  });
};
