import { type Part, productPart } from '../parts.ts';

type Product = readonly [
  id: string,
  name: string,
  family: string,
  dollars: number,
  selfServiceSku: string | null,
  centralSku: string,
  more?: Partial<Part<'products'>>,
];

const TRIED = { trialWithoutCard: true };
const NOT_EVERYWHERE = { blockedCountries: ['BR', 'CD'] };

/** What both tenants can buy, with the price of a license and month. */
const PRODUCTS: readonly Product[] = [
  ['CFQ7TTC0H9MP', 'Power BI Pro', 'Power BI', 14, 'POWER_BI_PRO_DEPT', 'POWER_BI_PRO'],
  ['CFQ7TTC0H6RP', 'Power BI Premium per user', 'Power BI', 24, 'PBI_PREMIUM_PER_USER_DEPT', 'PBI_PREMIUM_PER_USER'],
  ['CFQ7TTC0LH2H', 'Power Apps per user', 'Power Apps', 20, null, 'POWERAPPS_PER_USER'],
  ['CFQ7TTC0LH3L', 'Power Automate per user', 'Power Automate', 15, 'FLOW_PER_USER_DEPT', 'FLOW_PER_USER'],
  ['CFQ7TTC0LSGZ', 'Power Automate RPA', 'Power Automate', 40, null, 'POWERAUTOMATE_ATTENDED_RPA'],
  [
    'CFQ7TTC0HDB1',
    'Planner Plan 1',
    'Project',
    10,
    'PROJECT_PLAN1_DEPT',
    'PROJECT_P1',
    { ...TRIED, ...NOT_EVERYWHERE },
  ],
  ['CFQ7TTC0HDB0', 'Project Plan 3', 'Project', 30, 'PROJECT_PLAN3_DEPT', 'PROJECTPROFESSIONAL', NOT_EVERYWHERE],
  [
    'CFQ7TTC0HD33',
    'Visio Plan 1',
    'Visio',
    5,
    'VISIO_PLAN1_DEPT',
    'VISIOONLINE_PLAN1',
    { ...TRIED, ...NOT_EVERYWHERE },
  ],
  ['CFQ7TTC0HD32', 'Visio Plan 2', 'Visio', 15, 'VISIO_PLAN2_DEPT', 'VISIOCLIENT', NOT_EVERYWHERE],
  ['CFQ7TTC0RM8K', 'Teams Premium', 'Teams', 10, 'Teams_Premium_(for_Departments)', 'Microsoft_Teams_Premium', TRIED],
  ['CFQ7TTC0MM8R', 'Microsoft 365 Copilot', 'Copilot', 30, null, 'Microsoft_365_Copilot'],
  ['CFQ7TTC0N8SS', 'Clipchamp Premium', 'Clipchamp', 12, null, 'Clipchamp_Premium'],
];

/** The catalogue in a currency in which a dollar is that much. */
export const catalogue = (currency = 'USD', dollar = 1): Part<'products'>[] =>
  PRODUCTS.map(([id, name, family, dollars, selfServiceSku, centralSku, more]) =>
    productPart({
      id,
      name,
      family,
      selfServiceSku,
      centralSku,
      unitPrice: { amount: dollars * dollar * 100, currency, per: 'month' },
      ...more,
    }),
  );

/** What may be bought of other sellers. */
export const OFFER_TYPES = {
  SaaS: 'Enabled',
  POWERBIVISUALS: 'Enabled',
  DYNAMICSCE: 'Disabled',
  DYNAMICSBC: 'Disabled',
} as const;
