import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { aTenant } from '../a-tenant.ts';
import type { TenantFile } from '../parts.ts';
import { catalogue, OFFER_TYPES } from './catalogue.ts';

/** A Swedish business with the older kind of billing account, as it is on 2026-11-01. It is Contoso's partner. */
export const fabrikam = (id: TenantId): TenantFile =>
  aTenant({
    tenant: {
      id,
      name: 'Fabrikam Sverige AB',
      domain: 'fabrikam.example',
      country: 'SE',
      locale: 'sv-SE',
      currency: 'SEK',
      timeZone: 'Europe/Stockholm',
      billingAccountType: 'MOSA',
    },
    products: catalogue('SEK', 10),
    policies: { 'Microsoft 365 Copilot': 'Disabled' },
    offerTypes: OFFER_TYPES,
    users: [
      { displayName: 'Karin Lindqvist', roles: ['GlobalAdministrator'] },
      { displayName: 'Erik Sandström', roles: ['BillingAdministrator'] },
      ...['Maja Holm', 'Olle Berg', 'Sven Åkesson', 'Linnéa Ek', 'Gustav Nyman'],
    ],
    subscriptions: [
      {
        ref: 'S-3001',
        product: 'Power BI Pro',
        purchaser: 'Maja',
        quantity: 4,
        assigned: ['Maja', 'Olle'],
        term: 'P1M',
        until: '2026-11-28',
        history: [
          ['2026-08-29', 'purchased'],
          ['2026-10-29', 'renewed'],
        ],
      },
      {
        ref: 'S-3002',
        product: 'Visio Plan 2',
        purchaser: 'Olle',
        quantity: 2,
        assigned: ['Olle'],
        since: '2026-07-04',
        until: '2027-07-04',
      },
      {
        ref: 'C-4001',
        product: 'Power BI Pro',
        quantity: 10,
        assigned: ['Karin'],
        until: '2027-08-03',
        history: [['2026-08-03', 'purchased', { by: 'Erik' }]],
      },
    ],
    cards: [
      { owner: 'Maja', brand: 'Visa', last4: '4242', expires: '2029-04' },
      { owner: 'Olle', brand: 'Mastercard', last4: '4444', expires: '2027-09' },
    ],
    invoices: [
      { number: 'G-250101', subscription: 'S-3001', day: '2026-10-29', amount: 56000, status: 'due' },
      { number: 'G-250102', subscription: 'S-3002', day: '2026-07-04', amount: 360000, status: 'paid' },
    ],
  });
