import assert from 'node:assert/strict';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { faultsOf, put, refusesEach } from './spoilt.ts';
import { castFile, fileWith } from './support.ts';

describe('The form of a tenant file', () => {
  refusesEach(`
format = "tenant@2" → must be one of "self-service-purchases/tenant@1", "self-service-purchases/tenant@2"
asOf = nothing → is missing
asOf = "2026-11-01" → must be an instant such as 2026-11-01T09:00:00Z
tenant = nothing → is missing
tenant = [1, 2] → must be an object
products = nothing & subscriptions = [] & licenseRequests = [] & invoices = [] & policies.AllowSelfServicePurchase.products = {} → is missing
policies = null → must be an object
licenseRequests = {"1": 2} → must be a list
invoices = null → must be a list
colour = "red" → is not part of the format
colours = ["red", "blue"] → is not part of the format
tenant.id = "contoso" → must be a GUID
tenant.name = "" → must not be empty
tenant.name = "   " → must not be empty
tenant.name = "Con\\ttoso" → must not contain control characters or broken text
tenant.name = "Con\\u0000toso" → must not contain control characters or broken text
tenant.name = "4242 4242 4242 4242" → must not hold the number of a card
tenant.domain = "4242-4242-4242-4242.com" → must not hold the number of a card
users[0].displayName = "Adele ４２４２\\u00a04242–4242/4242 12/28" → must not hold the number of a card
users[0].userPrincipalName = "a\\u202eb@contoso.com" → must look like name@domain
billingProfiles[0].name = "my 4012888888881881" → must not hold the number of a card
paymentMethods[0].holder = "4012.8888.8888.1881" → must not hold the number of a card
licenseRequests[0].message = "please\\n4012\\n8888\\n8888\\n1881" → must not hold the number of a card
invoices[0].number = "4012888888881881" → must not hold the number of a card
tenant.name = "half \\ud83d" → must not contain control characters or broken text
tenant.domain = "contoso example" → must be a domain name
tenant.country = "Sweden" → must be an ISO 3166 country of two letters such as SE
tenant.locale = "en_US" → must be a BCP 47 language tag such as sv-SE
tenant.currency = "KRONOR" → must be an ISO 4217 currency such as SEK
tenant.timeZone = "Stockholm" → must be a time zone such as Europe/Stockholm or W. Europe Standard Time
tenant.timeZone = "+01:00" → must be a time zone such as Europe/Stockholm or W. Europe Standard Time
tenant.cloud = "moon" → must be one of "worldwide", "us-gov", "us-dod", "germany", "21vianet"
tenant.kind = nothing → is missing
tenant.seats = 3 → is not part of the format
tenant.delegatedAdmins[0].userId = 7 → must be text
products[1].id = "cfq:7" → must be the id of a product or SKU, such as CFQ7TTC0H9MP
products[1].name = 7 → must be text
products[1].trialWithoutCard = "no" → must be true or false
products[1].unitPrice.per = "year" → must be "month"
products[1].unitPrice.amount = 14.5 → must be a whole number
products[1].unitPrice.amount = -1 → must be at least 0
products[1].unitPrice.amount = 1000000000001 → must be at most 1000000000000
products[1].blockedCountries = ["br"] → products[1].blockedCountries[0]: must be an ISO 3166 country of two letters such as SE
users[0].roles = ["King"] → users[0].roles[0]: must be one of "GlobalAdministrator", "BillingAdministrator", "LicenseAdministrator", "UserAdministrator", "GlobalReader"
users[0].userPrincipalName = "adele vance" → must look like name@domain
users[0].enabled = null → must be true or false
users[0].userType = "robot" → must be one of "member", "guest"
users[0].locale = "not a locale" → must be a BCP 47 language tag such as sv-SE
users[23] = "Ben" → must be an object
subscriptions[3].quantity = -1 → must be at least 0
subscriptions[3].quantity = 1000001 → must be at most 1000000
subscriptions[3].quantity = "4" → must be a number
subscriptions[3].quantity = 4.5 → must be a whole number
subscriptions[3].reference = "S1004" → must be a reference such as S-1001
subscriptions[3].createdAt = "2026-02-30T00:00:00Z" → must be an instant such as 2026-11-01T09:00:00Z
subscriptions[3].expiresAt = "9026-01-01T00:00:00Z" → must be between the years 2000 and 2200
subscriptions[3].term = "monthly" → must be an ISO 8601 length such as P1M or P3Y
subscriptions[3].term = "P0M" → must be an ISO 8601 length such as P1M or P3Y
subscriptions[3].term = "PT1H" → must be an ISO 8601 length such as P1M or P3Y
subscriptions[3].term = "P" → must be an ISO 8601 length such as P1M or P3Y
subscriptions[3].billedBy = "nobody" → must be one of "here", "microsoft"
subscriptions[3].status = "active" → must be one of "Active", "Expired", "Disabled", "Deleted"
subscriptions[3].status = nothing → is missing
subscriptions[3].assignedUserIds = "all" → must be a list
subscriptions[3].history[0].byUserId = "me" → must be a GUID
subscriptions[3].history[0].colour = 1 → is not part of the format
paymentMethods[0].last4 = "42" → must be four digits
paymentMethods[0].number = "4242424242424242" → is not part of the format
paymentMethods[0].expiryMonth = 13 → must be at most 12
invoices[0].status = "lost" → must be one of "due", "overdue", "paid", "credited"
licenseRequests[0].forUserIds = [] → must be at least 1 items
policies.AllowSelfServicePurchase.products.-cfq7 = "Enabled" → must be the id of a product or SKU, such as CFQ7TTC0H9MP
policies.AllowSelfServicePurchase.products.CFQ7TTC0H9MP = "Maybe" → must be one of "Enabled", "OnlyTrialsWithoutPaymentMethod", "Disabled"
policies.AllowSelfServicePurchase.offerTypes.Cars = "Enabled" → is not part of the format
policies.AllowSelfServicePurchase.defaultValue = "OnlyTrialsWithoutPaymentMethod" → must be one of "Enabled", "Disabled"
`);

  const faultsWith = async (spoils: Record<string, unknown>) => {
    const file = castFile('contoso', freshTenantId());
    for (const [path, value] of Object.entries(spoils)) put(file, path, value);
    return faultsOf(await testRedis(), await fileWith(file));
  };

  it('refuses names and messages that are too long', async () => {
    const faults = await faultsWith({
      'tenant.name': 'x'.repeat(257),
      'licenseRequests[0].message': 'x'.repeat(2001),
    });
    assert.deepEqual(faults, [
      { path: 'tenant.name', message: 'must be at most 256 characters' },
      { path: 'licenseRequests[0].message', message: 'must be at most 2000 characters' },
    ]);
  });

  it('tells every fault at once, those between the parts too', async () => {
    const faults = await faultsWith({
      'subscriptions[0].quantity': -1,
      'subscriptions[1].productId': 'CFQ7NONE',
      'subscriptions[2].autoRenew': 'yes',
      'users[1].mail': 7,
      'users[1].colour': 'red',
    });
    assert.deepEqual(faults.map(({ path }) => path).sort(), [
      'subscriptions[0].quantity',
      'subscriptions[1].productId',
      'subscriptions[2].autoRenew',
      'users[1].colour',
      'users[1].mail',
    ]);
  });

  it('keeps a thousand faults and counts the others', async () => {
    const colours = Object.fromEntries(Array.from({ length: 1234 }, (_, n) => [`colour${n}`, n]));
    const file = await fileWith({ ...castFile('contoso', freshTenantId()), ...colours });
    const faults = await faultsOf(await testRedis(), file);
    assert.equal(faults.length, 1000);
  });

  it('refuses a part that is there twice', async () => {
    const text = JSON.stringify(castFile('fabrikam', freshTenantId()));
    const file = await fileWith(`${text.slice(0, -1)},"licenseRequests":[],"asOf":"2026-11-01T09:00:00Z"}`);
    assert.deepEqual(await faultsOf(await testRedis(), file), [
      { path: 'licenseRequests', message: 'is there twice' },
      { path: 'asOf', message: 'is there twice' },
    ]);
  });
});
