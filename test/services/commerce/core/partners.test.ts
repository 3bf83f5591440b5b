import assert from 'node:assert/strict';
import { CommerceError } from '../../../../services/commerce/api/errors.ts';
import type { Actor, SubscriptionRef, TenantId, UserId } from '../../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../../services/commerce/index.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { personId } from '../../../support/tenants/ids.ts';
import {
  CAST,
  type ImportedTenant,
  importCast,
  importFactoryTenant,
} from '../../../support/tenants/imported-tenant.ts';

const NOW = Date.parse('2026-11-01T09:00:00Z');
const S1001 = 'S-1001' as SubscriptionRef;

const reasonOf = (act: Promise<unknown>) =>
  act.then(
    () => assert.fail('it was not refused'),
    (error: unknown) => (error instanceof CommerceError ? error.reason : Promise.reject(error)),
  );

describe('A partner with delegated administration', () => {
  let redis: Redis;
  let commerce: Commerce;
  let home: TenantId;
  let customer: TenantId;
  let erik: Actor;
  let userId: ImportedTenant['userId'];

  const importCustomer = async (delegates: readonly UserId[]) => {
    const contoso = CAST.contoso(customer);
    const delegatedAdmins = delegates.map((userId) => ({ tenantId: home, userId, displayName: 'Erik Sandström' }));
    await importFactoryTenant(redis, { ...contoso, tenant: { ...contoso.tenant, delegatedAdmins } });
  };
  const visitor = async (name: string) => (await commerce.getVisitor(home, userId(name))).actor;

  beforeEach(async () => {
    redis = await testRedis();
    commerce = createCommerce({ redis, now: () => NOW });
    [home, customer] = [freshTenantId(), freshTenantId()];
    ({ userId } = await importCast(redis, 'fabrikam', home));
    await importCustomer([userId('Erik')]);
    erik = await visitor('Erik');
  });

  it('finds the customers of one person, and none for anybody else', async () => {
    const customers = await commerce.listCustomers(home, erik.userId);
    assert.deepEqual(
      customers.map(({ id, name }) => [id, name]),
      [[customer, 'Contoso']],
    );
    assert.ok(customers.every((tenant) => !('delegatedAdmins' in tenant)));
    assert.deepEqual(await commerce.listCustomers(home, userId('Karin')), []);
    assert.deepEqual(await commerce.listCustomers(customer, erik.userId), []);
  });

  it('acts for the customer, without the roles of home', async () => {
    const { actor, tenant } = await commerce.getActorFor(erik, customer);
    assert.equal(tenant.name, 'Contoso');
    assert.deepEqual(actor, {
      tenantId: customer,
      userId: erik.userId,
      roles: [],
      userType: 'member',
      enabled: true,
      partner: true,
    });
  });

  it('acts for nobody who has not delegated, with the same answer as for a tenant that is not there', async () => {
    const karin = await visitor('Karin');
    const nowhere = freshTenantId();
    assert.deepEqual(await reasonOf(commerce.getActorFor(karin, customer)), {
      code: 'no-such-customer',
      wanted: customer,
    });
    assert.deepEqual(await reasonOf(commerce.getActorFor(erik, nowhere)), {
      code: 'no-such-customer',
      wanted: nowhere,
    });
    assert.equal((await reasonOf(commerce.getActorFor(erik, home))).code, 'no-such-customer');
    for (const spoilt of [{ enabled: false }, { userType: 'guest' as const }, { partner: true as const }])
      assert.equal((await reasonOf(commerce.getActorFor({ ...erik, ...spoilt }, customer))).code, 'no-such-customer');
    const elsewhere = { ...erik, tenantId: freshTenantId() };
    assert.equal((await reasonOf(commerce.getActorFor(elsewhere, customer))).code, 'no-such-customer');
  });

  it('sees all purchases, licenses, capacity and spend, and the policy', async () => {
    const { actor } = await commerce.getActorFor(erik, customer);
    assert.equal((await commerce.listSubscriptions(actor, { limit: 8 })).total, 10);
    assert.equal((await commerce.getSubscription(actor, S1001)).subscription.ref, S1001);
    assert.ok((await commerce.listCapacity(actor)).length > 0);
    assert.equal((await commerce.listSpend(actor)).length, 6);
    assert.equal((await commerce.getPolicy(actor)).products.length, 12);
  });

  it('may not change the policy, buy, assign, decide, request or see bills', async () => {
    const { actor } = await commerce.getActorFor(erik, customer);
    const intent = { operationId: 'x' };
    const refused = await Promise.all(
      [
        commerce.changePolicy(actor, { all: 'products', value: 'Disabled' }, intent),
        commerce.decideRequests(actor, [{ request: 'r', decision: 'approved' }], intent),
        commerce.listRequests(actor, 'all', { limit: 1 }),
        commerce.requestLicense(actor, { productId: 'CFQ7TTC0MM8R' as never }, intent),
        commerce.listInvoices(actor),
        commerce.listOwnSubscriptions(actor, { limit: 1 }),
      ].map(reasonOf),
    );
    assert.deepEqual(
      refused.map(({ code }) => code),
      refused.map(() => 'forbidden'),
    );
  });

  it('takes over, and is named with the partner in the customer’s audit trail, of which they read their own acts', async () => {
    const { actor } = await commerce.getActorFor(erik, customer);
    const { actor: admin } = await commerce.getVisitor(customer, personId('Adele Vance'));
    await commerce.changePolicy(admin, { all: 'offer-types', value: 'Disabled' }, { operationId: 'by-adele' });
    await commerce.takeOverCancel(actor, S1001, { reason: 'other' }, { operationId: 'by-erik' });
    const { lines } = await commerce.listAudit(admin, {}, { limit: 5 });
    assert.deepEqual(
      lines.map(({ by }) => [by?.displayName, by?.partner]),
      [
        ['Erik Sandström', true],
        ['Adele Vance', false],
      ],
    );
    const own = await commerce.listAudit(actor, {}, { limit: 5 });
    assert.deepEqual(
      own.lines.map(({ operation }) => operation),
      ['by-erik'],
    );
    const ofPolicy = await commerce.listAudit(actor, { subject: 'AllowSelfServicePurchase' }, { limit: 5 });
    assert.deepEqual(ofPolicy.lines, []);
    assert.equal((await reasonOf(commerce.listAudit(actor, { by: admin.userId }, { limit: 5 }))).code, 'forbidden');
  });

  it('is out as soon as the customer takes the delegation back', async () => {
    const { actor } = await commerce.getActorFor(erik, customer);
    await importCustomer([]);
    assert.deepEqual(await commerce.listCustomers(home, erik.userId), []);
    const reason = await reasonOf(commerce.listSubscriptions(actor, { limit: 1 }));
    assert.deepEqual(reason, { code: 'no-such-customer', wanted: customer });
    assert.equal((await reasonOf(commerce.getActorFor(erik, customer))).code, 'no-such-customer');
  });
});
