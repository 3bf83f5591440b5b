import assert from 'node:assert/strict';
import { InvalidTenantFile } from '../../../../services/commerce/import/index.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { invoiceId, personId, profileId, subscriptionId } from '../../../support/tenants/ids.ts';
import { faultsOf, put, refusesEach } from './spoilt.ts';
import { AS_OF, castFile, fileWith, importFile } from './support.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const ADELE = personId('Adele Vance');
const MEGAN = personId('Megan Bowen');
const NESTOR = personId('Nestor Wilke');

describe('The rules between the parts of a tenant file', () => {
  refusesEach(`
products[1].unitPrice.currency = "SEK" → must be USD, the currency of the tenant
subscriptions[3].unitPrice.currency = "SEK" → must be USD, the currency of the tenant
invoices[2].amount.currency = "EUR" → must be USD, the currency of the tenant
subscriptions[3].productId = "CFQ7NONE" → there is no CFQ7NONE in products
subscriptions[3].purchaserId = "${NOBODY}" → there is no ${NOBODY} in users
subscriptions[10].purchaserId = "${ADELE}" → must be null: it was bought centrally
subscriptions[3].assignedUserIds[1] = "${NOBODY}" → there is no ${NOBODY} in users
subscriptions[0].assignedUserIds = ["${MEGAN}", "${ADELE}", "${MEGAN}"] → subscriptions[0].assignedUserIds[2]: has a license of this subscription already
subscriptions[0].assignedUserIds = ["${MEGAN}", "${MEGAN.toUpperCase()}"] → subscriptions[0].assignedUserIds[1]: has a license of this subscription already
subscriptions[9].assignedUserIds = ["${MEGAN}"] → must be empty: the subscription is Deleted
subscriptions[3].expiresAt = "2026-01-05T09:00:00Z" → must be after createdAt
subscriptions[3].unitPrice.amount = 1000000000000 & subscriptions[3].quantity = 1000000 → subscriptions[3].unitPrice: comes to 1000000000000000 or more a month
subscriptions[3].reference = "S-1001" → is the same as that of subscriptions[0]
subscriptions[13].id = "${subscriptionId('S-1001')}" → is the same as that of subscriptions[0]
users[23].id = "${ADELE}" → is the same as that of users[0]
users[23].id = "${ADELE.toUpperCase()}" → is the same as that of users[0]
users[3].userPrincipalName = "AdeleV@contoso.example" → is the same as that of users[0]
products[11].id = "CFQ7TTC0H9MP" → is the same as that of products[0]
invoices[1].id = "${invoiceId('G-240901')}" → is the same as that of invoices[0]
billingProfiles[1].id = "${profileId('Megan Bowen')}" → is the same as that of billingProfiles[0]
billingProfiles[1].paymentMethodId = "${NOBODY}" → there is no ${NOBODY} in paymentMethods
billingProfiles[1].ownerId = "${ADELE}" → billingProfiles[1].paymentMethodId: belongs to somebody else
paymentMethods[1].ownerId = "${NESTOR}" → billingProfiles[1].paymentMethodId: belongs to somebody else
paymentMethods[1].ownerId = "${NOBODY}" & billingProfiles = nothing → there is no ${NOBODY} in users
invoices[1].subscriptionId = "${NOBODY}" → there is no ${NOBODY} in subscriptions
invoices[1].ownerId = "${NOBODY}" → there is no ${NOBODY} in users
licenseRequests[0].requesterId = "${NOBODY}" → there is no ${NOBODY} in users
licenseRequests[0].forUserIds[1] = "${NOBODY}" → there is no ${NOBODY} in users
licenseRequests[0].productId = "CFQ7NONE" → there is no CFQ7NONE in products
policies.AllowSelfServicePurchase.products.CFQ7TTC0H9MP = "OnlyTrialsWithoutPaymentMethod" → the product has no trial without a payment method, so it cannot be allowed for those only
`);

  it('refuses delegated administration by a person of the tenant itself', async () => {
    const tenantId = freshTenantId();
    const file = castFile('contoso', tenantId);
    put(file, 'tenant.delegatedAdmins[0].tenantId', tenantId);
    assert.deepEqual(await faultsOf(await testRedis(), await fileWith(file)), [
      { path: 'tenant.delegatedAdmins[0].tenantId', message: 'must be another tenant' },
    ]);
  });

  it('refuses to shift dates that would end up before 1970', async () => {
    const file = castFile('contoso', freshTenantId());
    put(file, 'asOf', '2199-01-01T00:00:00Z');
    const importing = importFile(await testRedis(), await fileWith(file), { shiftToToday: true, now: AS_OF });
    await assert.rejects(importing, (error) => {
      assert.ok(error instanceof InvalidTenantFile);
      assert.equal(
        error.message,
        'The tenant file is refused.\nasOf: is too far ahead for dates to be shifted to today',
      );
      return true;
    });
  });
});
