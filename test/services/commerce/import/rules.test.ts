import assert from 'node:assert/strict';
import { InvalidTenantFile } from '../../../../services/commerce/import/index.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { faultsOf, put, refusesEach } from './spoilt.ts';
import { AS_OF, demoFile, fileWith, importFile } from './support.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const ADELE = '8f08d80c-b3fc-53de-844e-acfbc9c41580';
const MEGAN = 'caee6d22-372d-5bed-9302-fe5d78458bcf';
const NESTOR = '21bf821e-694a-565a-81d6-18df1d1b00ff';

describe('The rules between the parts of a tenant file', () => {
  refusesEach(`
products[1].unitPrice.currency = "SEK" → must be USD, the currency of the tenant
subscriptions[3].unitPrice.currency = "SEK" → must be USD, the currency of the tenant
invoices[2].amount.currency = "EUR" → must be USD, the currency of the tenant
subscriptions[3].productId = "CFQ7NONE" → there is no CFQ7NONE in products
subscriptions[3].purchaserId = "${NOBODY}" → there is no ${NOBODY} in users
subscriptions[3].purchaserId = null → must name the person who bought it
subscriptions[10].purchaserId = "${ADELE}" → must be null: it was bought centrally
subscriptions[3].assignedUserIds[1] = "${NOBODY}" → there is no ${NOBODY} in users
subscriptions[0].assignedUserIds = ["${MEGAN}", "${ADELE}", "${MEGAN}"] → subscriptions[0].assignedUserIds[2]: has a license of this subscription already
subscriptions[0].assignedUserIds = ["${MEGAN}", "${MEGAN.toUpperCase()}"] → subscriptions[0].assignedUserIds[1]: has a license of this subscription already
subscriptions[3].quantity = 2 → subscriptions[3].assignedUserIds: assigns 3 licenses, quantity is 2
subscriptions[9].assignedUserIds = ["${MEGAN}"] → must be empty: the subscription is Deleted
subscriptions[3].expiresAt = "2026-01-05T09:00:00Z" → must be after createdAt
subscriptions[3].unitPrice.amount = 1000000000000 & subscriptions[3].quantity = 1000000 → subscriptions[3].unitPrice: comes to 1000000000000000 or more a month
subscriptions[3].reference = "S-1001" → is the same as that of subscriptions[0]
subscriptions[13].id = "1c7c05d7-66c2-5164-996f-85b41fb49eb3" → is the same as that of subscriptions[0]
users[23].id = "${ADELE}" → is the same as that of users[0]
users[23].id = "${ADELE.toUpperCase()}" → is the same as that of users[0]
users[3].userPrincipalName = "AdeleV@contoso.example" → is the same as that of users[0]
products[11].id = "CFQ7TTC0H9MP" → is the same as that of products[0]
invoices[1].id = "20f39741-fdc3-52a6-911b-c59b82c13719" → is the same as that of invoices[0]
billingProfiles[1].id = "5dbc3d45-4a80-5e81-a2f6-458175e9d500" → is the same as that of billingProfiles[0]
billingProfiles[1].paymentMethodId = "${NOBODY}" → there is no ${NOBODY} in paymentMethods
billingProfiles[1].ownerId = "${ADELE}" → billingProfiles[1].paymentMethodId: belongs to somebody else
paymentMethods[1].ownerId = "${NESTOR}" → billingProfiles[1].paymentMethodId: belongs to somebody else
paymentMethods[1].ownerId = "${NOBODY}" & billingProfiles = nothing → there is no ${NOBODY} in users
invoices[1].subscriptionId = "${NOBODY}" → there is no ${NOBODY} in subscriptions
invoices[1].ownerId = "${NOBODY}" → there is no ${NOBODY} in users
licenseRequests[0].requesterId = "${NOBODY}" → there is no ${NOBODY} in users
licenseRequests[0].forUserIds[1] = "${NOBODY}" → there is no ${NOBODY} in users
licenseRequests[0].productId = "CFQ7NONE" → there is no CFQ7NONE in products
policies.AllowSelfServicePurchase.products.CFQ7NONE = "Enabled" → there is no CFQ7NONE in products
policies.AllowSelfServicePurchase.products.CFQ7TTC0H9MP = "OnlyTrialsWithoutPaymentMethod" → the product has no trial without a payment method, so it cannot be allowed for those only
`);

  it('refuses delegated administration by a person of the tenant itself', async () => {
    const tenantId = freshTenantId();
    const file = await demoFile('contoso', tenantId);
    put(file, 'tenant.delegatedAdmins[0].tenantId', tenantId);
    assert.deepEqual(await faultsOf(await testRedis(), await fileWith(file)), [
      { path: 'tenant.delegatedAdmins[0].tenantId', message: 'must be another tenant' },
    ]);
  });

  it('refuses to shift dates that would end up before 1970', async () => {
    const file = await demoFile('contoso', freshTenantId());
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
