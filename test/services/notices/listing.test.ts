import assert from 'node:assert/strict';
import type { ProductId } from '../../../services/commerce/api/types.ts';
import { encodeNotice } from '../../../services/notices/notice.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import { appendNotice, deliverAll, noticesFor, notifiedTenant } from '../../support/notices/notified-tenant.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { startThrottlingChannel } from '../../support/stand-ins/throttling-channel.ts';
import { numbers } from '../../support/tenants/moving-tenant.ts';
import { START, userId } from '../../support/tenants/small-tenant.ts';

describe('The list of deliveries', () => {
  it('shows what was sent to whom by pages and by status, with how many of each there are', async () => {
    const redis = await testRedis();
    const channel = await startThrottlingChannel();
    const notices = noticesFor(redis, { notifier: httpNotifier(channel.url) });
    const tenantId = await notifiedTenant(redis, { people: 10, admins: 1, withBot: numbers(0, 6) });
    for (const n of numbers(0, 9))
      await appendNotice(redis, tenantId, {
        kind: 'product-appeared',
        product: 'PLAIN' as ProductId,
        subject: 'PLAIN',
        at: START,
        to: { user: userId(n) },
      });
    await deliverAll(notices, tenantId);
    await channel.stop();

    const met: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await notices.listDeliveries(tenantId, { limit: 3, ...(cursor && { cursor }) });
      met.push(...page.deliveries.map(({ id }) => id));
      cursor = page.next;
    }
    assert.deepEqual([met.length, new Set(met).size], [10, 10]);
    const { deliveries, counts, next } = await notices.listDeliveries(tenantId, { status: 'waiting' });
    assert.deepEqual(new Set(deliveries.map(({ status }) => status)), new Set(['waiting']));
    assert.deepEqual([deliveries.length, counts.sent, counts.waiting, next], [3, 7, 3, undefined]);
  });

  it('lets go of what is old, once it is planned, and goes on with what comes', async () => {
    const redis = await testRedis();
    const channel = await startThrottlingChannel();
    const notices = noticesFor(redis, { notifier: httpNotifier(channel.url) });
    const tenantId = await notifiedTenant(redis, { people: 2, admins: 1, withBot: [1] });
    const { outbox, noticeDeliveries } = tenantKeys(tenantId);
    const notice = encodeNotice({
      kind: 'product-appeared',
      product: 'PLAIN' as ProductId,
      subject: 'PLAIN',
      at: START,
      to: { user: userId(1) },
    });
    for (const id of ['1-1', '2-1']) await redis.xAdd(outbox, id, { notice });
    await notices.tidy(tenantId);
    assert.equal(await redis.xLen(outbox), 2);
    await deliverAll(notices, tenantId);
    await redis.zAdd(noticeDeliveries('sent'), { score: 1, value: 'long ago' });
    await notices.tidy(tenantId);
    assert.deepEqual([await redis.xLen(outbox), await redis.zCard(noticeDeliveries('sent'))], [1, 2]);
    await redis.xAdd(outbox, '*', { notice });
    await deliverAll(notices, tenantId);
    await channel.stop();
    assert.equal(channel.taken.length, 3);
  });
});
