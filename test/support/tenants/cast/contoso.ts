import type { TenantId } from '../../../../services/commerce/api/types.ts';
import { aTenant } from '../a-tenant.ts';
import { guidOf, personId } from '../ids.ts';
import type { TenantFile } from '../parts.ts';
import { catalogue, OFFER_TYPES } from './catalogue.ts';
import { CONTOSO_SUBSCRIPTIONS } from './contoso-subscriptions.ts';

/**
 * An American business as it is on 2026-11-01: four admins, people who bought for themselves, and what IT bought.
 * Erik Sandström of `partner` is its delegated admin.
 */
export const contoso = (id: TenantId, partner = guidOf('Fabrikam')): TenantFile =>
  aTenant({
    tenant: {
      id,
      delegatedAdmins: [{ tenantId: partner, userId: personId('Erik Sandström'), displayName: 'Erik Sandström' }],
    },
    products: catalogue(),
    policies: {
      'Microsoft 365 Copilot': 'Disabled',
      'Power Automate RPA': 'Disabled',
      'Visio Plan 1': 'OnlyTrialsWithoutPaymentMethod',
    },
    offerTypes: OFFER_TYPES,
    users: [
      { displayName: 'Adele Vance', roles: ['GlobalAdministrator'] },
      { displayName: 'Alex Wilber', roles: ['BillingAdministrator'] },
      { displayName: 'Lynne Robbins', roles: ['LicenseAdministrator'] },
      { displayName: 'Nestor Wilke', roles: ['GlobalReader'] },
      ...['Megan Bowen', 'Isaiah Langer', 'Patti Fernandez', 'Diego Siciliani', 'Grady Archie', 'Henrietta Mueller'],
      { displayName: 'Johanna Lorenz', locale: 'sv-SE' },
      ...['Joni Sherman', 'Lee Gu', 'Lidia Holloway', 'Miriam Graham', 'Pradeep Gupta', 'Christie Cline'],
      { displayName: 'Debra Berger', enabled: false },
      ...['Allan Deyoung', 'Irvin Sayers', 'Emily Braun', 'Enrico Cattaneo', 'Raul Razo'],
      {
        displayName: 'Ben Walters',
        userPrincipalName: 'ben_partner.example#EXT#@contoso.example',
        mail: 'ben@partner.example',
        userType: 'guest',
      },
      { displayName: 'Åsa Öberg', locale: 'sv-SE' },
    ],
    subscriptions: CONTOSO_SUBSCRIPTIONS,
    cards: [
      { owner: 'Megan', brand: 'Visa', last4: '4242', expires: '2028-08' },
      { owner: 'Isaiah', brand: 'Mastercard', last4: '4444', expires: '2027-01' },
      { owner: 'Patti', brand: 'Visa', last4: '1881', expires: '2026-11' },
      { owner: 'Debra', brand: 'Amex', last4: '0005', expires: '2027-05' },
      { owner: 'Johanna', brand: 'Visa', last4: '4242', expires: '2029-12' },
      { owner: 'Grady', brand: 'Mastercard', last4: '5100', expires: '2027-03' },
      { owner: 'Emily', brand: 'Visa', last4: '1111', expires: '2028-06' },
    ],
    invoices: [
      { number: 'G-240901', subscription: 'S-1001', day: '2026-08-23', amount: 7000, status: 'paid' },
      { number: 'G-240902', subscription: 'S-1001', day: '2026-09-22', amount: 7000, status: 'paid' },
      { number: 'G-240903', subscription: 'S-1001', day: '2026-10-23', amount: 7000, status: 'due' },
      { number: 'G-240904', subscription: 'S-1002', day: '2026-04-15', amount: 168000, status: 'paid' },
      { number: 'G-240905', subscription: 'S-1003', day: '2026-09-17', amount: 3000, status: 'paid' },
      { number: 'G-240906', subscription: 'S-1003', day: '2026-10-17', amount: 3000, status: 'overdue' },
      { number: 'G-240907', subscription: 'S-1004', day: '2026-01-05', amount: 144000, status: 'paid' },
      { number: 'G-240908', subscription: 'S-1005', day: '2026-10-27', amount: 6000, status: 'due' },
      { number: 'G-240909', subscription: 'S-1006', day: '2026-09-29', amount: 9000, status: 'paid' },
      { number: 'G-240910', subscription: 'S-1006', day: '2026-10-30', amount: 9000, status: 'due' },
    ],
    requests: [
      {
        product: 'Microsoft 365 Copilot',
        requester: 'Lee',
        people: ['Lee', 'Joni'],
        message: 'We draft proposals every week.',
        day: '2026-10-29',
      },
      {
        product: 'Power Automate RPA',
        requester: 'Raul',
        message: 'To automate the vendor portal.',
        day: '2026-10-31',
      },
      { product: 'Visio Plan 1', requester: 'Allan', day: '2026-10-07', status: 'denied' },
    ],
  });
