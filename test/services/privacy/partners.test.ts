import assert from 'node:assert/strict';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { createPrivacy } from '../../../services/privacy/index.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';
import { tracesInRedis } from '../../support/redis/traces-in-redis.ts';
import { importCast } from '../../support/tenants/imported-tenant.ts';

describe('Erasing what reaches into other tenants', () => {
  const partnerAndCustomer = async () => {
    const redis = await testRedis();
    const partner = await importCast(redis, 'fabrikam');
    const customer = await importCast(redis, 'contoso', freshTenantId(), partner.tenantId);
    const commerce = createCommerce({ redis, now: partner.now });
    const { settlePayments } = commerce;
    const securityLog = { note: () => undefined, flush: async () => undefined };
    const privacy = createPrivacy({ redis, now: partner.now, securityLog, settlePayments, places: [] });
    const { actor: home } = await commerce.getVisitor(partner.tenantId, partner.userId('Erik'));
    const { actor } = await commerce.getActorFor(home, customer.tenantId);
    const ref = 'S-1001' as SubscriptionRef;
    await commerce.takeOverCancel(actor, ref, { reason: 'other' }, { operationId: 'take-over' });
    const erik = partner.userId('Erik');
    const left = (...texts: string[]) => tracesInRedis(redis, customer.tenantId, ...texts);
    return { redis, partner, customer, commerce, privacy, erik, home, left };
  };

  it('leaves nothing of a partner’s admin with the customers, where the trail goes on under the pseudonym', async () => {
    const { partner, customer, privacy, erik, commerce, left } = await partnerAndCustomer();
    assert.ok((await left(erik, 'Erik Sandström')).length >= 3);
    const report = await privacy.eraseByOperator(partner.tenantId, erik);
    assert.deepEqual(report.found, []);
    assert.deepEqual(await left(erik, 'Erik Sandström'), []);
    const { actor } = await commerce.getVisitor(customer.tenantId, customer.userId('Adele'));
    const { lines } = await commerce.listAudit(actor, { subject: 'S-1001' }, { limit: 9 });
    assert.deepEqual(
      lines.map(({ by }) => by?.displayName),
      [report.pseudonym],
    );
  });

  it('does not touch people of other tenants who have the same id', async () => {
    const { redis, partner, privacy, erik } = await partnerAndCustomer();
    const stranger = await importCast(redis, 'fabrikam');
    const before = await tracesInRedis(redis, stranger.tenantId, erik, 'Erik Sandström');
    await privacy.eraseByOperator(partner.tenantId, erik);
    assert.deepEqual(await tracesInRedis(redis, stranger.tenantId, erik, 'Erik Sandström'), before);
  });

  it('leaves nothing of a tenant, neither with it nor with its partner', async () => {
    const { redis, partner, customer, privacy, commerce, home } = await partnerAndCustomer();
    const report = await privacy.eraseTenant(customer.tenantId);
    assert.deepEqual(report.found, []);
    for await (const keys of redis.scanIterator({ MATCH: `*${customer.tenantId}*` })) assert.deepEqual(keys, []);
    assert.deepEqual(await commerce.listCustomers(partner.tenantId, home.userId), []);
    assert.deepEqual(await tracesInRedis(redis, partner.tenantId, customer.tenantId), []);
    assert.ok(!(await commerce.listTenants()).includes(customer.tenantId));
    await assert.rejects(privacy.eraseTenant(customer.tenantId), /unknown-tenant/);
  });

  it('leaves no delegation by which an erased partner’s people could act', async () => {
    const { partner, customer, privacy, left } = await partnerAndCustomer();
    assert.deepEqual((await privacy.eraseTenant(partner.tenantId)).found, []);
    assert.deepEqual(await left(partner.tenantId, 'Erik Sandström'), []);
    assert.notEqual(customer.tenantId, partner.tenantId);
  });
});
