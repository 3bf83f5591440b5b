import type { World, WorldSubscription, WorldUser } from '../../../demo/microsoft365/world.ts';
import { ROLE_TEMPLATES } from '../../../services/microsoft365/graph/roles.ts';

const SKUS = {
  POWER_BI_PRO_DEPT: '3a6a908c-09c5-406a-8170-8ebb63c42882',
  POWER_BI_PRO: 'f8a1db68-be16-40ed-86d5-cb42ce701560',
  PROJECT_PLAN3_DEPT: '46102f44-d912-47e7-b0ca-1bd7b70ada3b',
  POWER_BI_STANDARD: 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235',
  Microsoft_365_Copilot: '639dec6b-bb19-468b-871c-c5c441c4b0cb',
} as const;

const idOf = (number: number): string => `48d31887-5fad-4d73-a9f5-3c356e68a${String(number).padStart(3, '0')}`;

const user = (number: number, displayName: string, changes: Partial<WorldUser> = {}): [string, WorldUser] => {
  const userPrincipalName = `${displayName.split(' ')[0]?.toLowerCase()}@contoso.com`;
  return [
    idOf(number),
    {
      id: idOf(number),
      displayName,
      userPrincipalName,
      mail: userPrincipalName,
      userType: 'Member',
      accountEnabled: true,
      preferredLanguage: null,
      usageLocation: 'SE',
      licenses: new Map(),
      ...changes,
    },
  ];
};

const subscription = (
  number: number,
  skuPartNumber: keyof typeof SKUS,
  changes: Partial<WorldSubscription>,
): [string, WorldSubscription] => {
  const id = `860697e3-b0aa-4196-a6c6-7ec361ed5${String(number).padStart(3, '0')}`;
  return [
    id,
    {
      id,
      commerceSubscriptionId: id.replace('8606', 'f9c1'),
      skuId: SKUS[skuPartNumber],
      skuPartNumber,
      status: 'Enabled',
      totalLicenses: 1,
      isTrial: false,
      createdDateTime: '2026-03-04T00:00:00Z',
      nextLifecycleDateTime: '2027-03-04T00:00:00Z',
      ownerId: null,
      ownerType: null,
      ownerTenantId: null,
      ...changes,
    },
  ];
};

const ownedBy = (number: number) => ({ ownerId: idOf(number), ownerType: 'User' });

/**
 * A tenant with four purchases: of Megan (1), Åsa (2), whose account is disabled, Pat (9), who is not in the directory any
 * more, and one of Lee (3) that his ownership alone tells. Adele (4) is Global Administrator.
 */
export const contosoWorld = (): World => ({
  tenantId: '84841066-274d-4ec0-a5c1-276be684bdd3',
  app: { clientId: '0785ef7c-2d7a-4542-b048-95bcab406e0b', secret: 'of the app' },
  organization: { displayName: 'Contoso', countryLetterCode: 'SE', preferredLanguage: 'sv', domain: 'contoso.com' },
  users: new Map([
    user(1, 'Megan Bowen', { licenses: new Map([[SKUS.POWER_BI_PRO_DEPT, null]]) }),
    user(2, 'Åsa Öberg', { accountEnabled: false, mail: null }),
    user(3, 'Lee Gu', { userType: null }),
    user(4, 'Adele Vance', { preferredLanguage: 'en-US' }),
    user(5, 'Pat Guest', { userType: 'Guest' }),
  ]),
  subscriptions: new Map([
    subscription(1, 'POWER_BI_PRO_DEPT', {
      totalLicenses: 10,
      ...ownedBy(1),
      nextLifecycleDateTime: '2099-12-04T00:00:00Z',
    }),
    subscription(2, 'POWER_BI_PRO_DEPT', {
      totalLicenses: 3,
      ...ownedBy(2),
      nextLifecycleDateTime: '2098-05-06T00:00:00Z',
    }),
    subscription(3, 'PROJECT_PLAN3_DEPT', { totalLicenses: 2, ...ownedBy(9), status: 'Suspended' }),
    subscription(4, 'Microsoft_365_Copilot', { ...ownedBy(3), nextLifecycleDateTime: null }),
    subscription(5, 'POWER_BI_PRO', { totalLicenses: 25 }),
    subscription(6, 'POWER_BI_PRO', { totalLicenses: 5, ...ownedBy(4) }),
    subscription(7, 'POWER_BI_STANDARD', { totalLicenses: 1_000_000 }),
    subscription(8, 'POWER_BI_PRO', { ownerTenantId: '9a3d526c-b3c1-4479-ba74-197b5c5751ae' }),
  ]),
  roles: new Map([
    [ROLE_TEMPLATES.GlobalAdministrator, [idOf(4)]],
    [ROLE_TEMPLATES.ModernCommerceAdministrator, [idOf(1), idOf(3)]],
  ]),
  policy: {
    defaultValue: 'Enabled',
    products: new Map([
      ['CFQ7TTC0H9MP', { name: 'Power BI Pro', value: 'Disabled' }],
      ['CFQ7TTC0HD33', { name: 'Visio Plan 1', value: 'OnlyTrialsWithoutPaymentMethod' }],
      ['CFQ7TTC0ZZZZ', { name: 'A product of tomorrow', value: 'Enabled' }],
    ]),
    offerTypes: new Map([['SaaS', 'Enabled']]),
  },
  granted: new Set([
    'Organization.Read.All',
    'User.Read.All',
    'RoleManagement.Read.Directory',
    'Policy.Read.AllowSelfServicePurchase',
  ]),
});
