import assert from 'node:assert/strict';
import type { ProductId, TenantId } from '../../../services/commerce/api/types.ts';
import { createConversations } from '../../../services/conversations/references.ts';
import type { Delivery } from '../../../services/notices/delivery.ts';
import type { Notices } from '../../../services/notices/index.ts';
import { type DeliveryStore, deliveryStore, KEPT_MS } from '../../../services/notices/store.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import { appendNotice, chatOf, deliverAll, noticesFor, notifiedTenant } from '../../support/notices/notified-tenant.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { startThrottlingChannel, type ThrottlingChannel } from '../../support/stand-ins/throttling-channel.ts';
import { START, userId } from '../../support/tenants/small-tenant.ts';

const THREE_DAYS = 3 * 24 * 60 * 60 * 1000;
const LEASE = 60_000;

describe('What becomes of a delivery', () => {
  let server: TestRedis;
  let channel: ThrottlingChannel;
  let notices: Notices;
  let tenantId: TenantId;
  let store: DeliveryStore;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());
  beforeEach(async () => {
    channel = await startThrottlingChannel();
    notices = noticesFor(server.redis, { notifier: httpNotifier(channel.url) });
    tenantId = await notifiedTenant(server.redis, { people: 3, admins: 1, withBot: [1] });
    store = deliveryStore(server.redis, tenantId);
    channel.answer = { status: 503 };
    await appendNotice(server.redis, tenantId, {
      kind: 'product-appeared',
      product: 'PLAIN' as ProductId,
      subject: 'PLAIN',
      at: START,
      to: { user: userId(1) },
    });
    await once();
  });
  afterEach(() => channel.stop());

  const once = () => notices.deliver(tenantId, new AbortController().signal);
  const only = async (): Promise<Delivery> => {
    const [delivery] = (await notices.listDeliveries(tenantId, {})).deliveries;
    return delivery ?? assert.fail('nothing was planned');
  };
  /** As if it had been tried for so long (ms). */
  const triedFor = async (milliseconds: number) => {
    const { id, since } = await only();
    const key = tenantKeys(tenantId).noticeDelivery(id);
    await server.redis.hSet(key, { since: since - milliseconds, status: 'planned' });
    await server.redis.zAdd(tenantKeys(tenantId).deliveryAgenda('card'), { score: 1, value: id });
  };

  it('is that it is given up after three days of being put off, and not before', async () => {
    await triedFor(THREE_DAYS - 60_000);
    await once();
    assert.deepEqual([(await only()).status, (await only()).why], ['planned', '503']);
    await triedFor(60_000);
    await once();
    assert.deepEqual([(await only()).status, (await only()).why], ['failed', '503']);
    channel.answer = undefined;
    await deliverAll(notices, tenantId);
    assert.equal(channel.taken.length, 0);
  });

  it('is that it can be looked at for sixty days, and then no more', async () => {
    channel.answer = undefined;
    await deliverAll(notices, tenantId);
    const { id, status } = await only();
    const left = await server.redis.pTTL(tenantKeys(tenantId).noticeDelivery(id));
    assert.equal(status, 'sent');
    assert.ok(left > KEPT_MS - 5 * 60_000 && left <= KEPT_MS, `${left} ms`);
  });

  it('is not said by an attempt after which there was another', async () => {
    const taken = { lease: LEASE, conversationId: 'chat-1' };
    await triedFor(0);
    const delivery = await only();
    await store.claim(delivery, { ...taken, attempt: 'first' });
    await store.change(delivery, { from: 'sending', to: 'planned', again: 0 });
    await store.claim(delivery, { ...taken, attempt: 'second' });
    const late = { from: 'sending', to: 'failed', attempt: 'first', fields: { why: '404' } } as const;
    assert.equal(await store.change(delivery, late), false);
    assert.deepEqual([(await only()).status, (await only()).attempt], ['sending', 'second']);
    assert.equal(await store.change(delivery, { ...late, to: 'sent', attempt: 'second' }), true);
  });

  it('is not to wait for somebody who has the bot by now', async () => {
    await triedFor(0);
    const delivery = await only();
    assert.equal(await store.park(delivery, userId(1), LEASE), false);
    assert.equal((await only()).status, 'planned');
    assert.deepEqual(await store.waitingFor(userId(1)), []);
    await createConversations(server.redis).forget(chatOf(tenantId, 1));
    assert.equal(await store.park(delivery, userId(1), LEASE), true);
    assert.equal((await only()).status, 'waiting');
  });
});
