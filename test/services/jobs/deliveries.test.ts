import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProductId, TenantId } from '../../../services/commerce/api/types.ts';
import { createCommerce } from '../../../services/commerce/index.ts';
import { startDeliveries } from '../../../services/jobs/deliveries.ts';
import { connectRedis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { startServerInProcess } from '../../../services/redis/server-in-process.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import {
  appendNotice,
  deliverAll,
  installBot,
  noticesFor,
  notifiedTenant,
  SILENT,
} from '../../support/notices/notified-tenant.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { startThrottlingChannel, type ThrottlingChannel } from '../../support/stand-ins/throttling-channel.ts';
import { START } from '../../support/tenants/small-tenant.ts';

const timing = { lockDuration: 500, stalledInterval: 250, retryDelay: 5 };

describe('The jobs that deliver notices', () => {
  let server: TestRedis;
  let channel: ThrottlingChannel;
  let tenantId: TenantId;

  beforeEach(async () => {
    server = await startRedis();
    channel = await startThrottlingChannel();
    tenantId = await notifiedTenant(server.redis, { people: 3, admins: 2, withBot: [0, 1] });
  });
  afterEach(async () => {
    await channel.stop();
    await server.stop();
  });

  const start = () =>
    startDeliveries({
      commerce: createCommerce({ redis: server.redis, now: () => START }),
      notices: noticesFor(server.redis, { notifier: httpNotifier(channel.url) }),
      redis: server.redis,
      queueConnection: server.connection,
      now: () => START,
      log: SILENT,
      timing,
    });
  const appeared = (redis = server.redis) =>
    appendNotice(redis, tenantId, {
      kind: 'product-appeared',
      product: 'PLAIN' as ProductId,
      subject: 'PLAIN',
      at: START,
      to: { role: 'purchase-admins' },
    });
  const untilTaken = async (count: number) => {
    while (channel.taken.length < count) await sleep(10);
  };

  it('find at their start what nobody has delivered, and what comes later', async () => {
    await appeared();
    const deliveries = await start();
    await untilTaken(2);
    await appeared();
    await untilTaken(4);
    await deliveries.close();
    assert.deepEqual(channel.taken.map(({ conversation }) => conversation).sort(), [
      'chat-0',
      'chat-0',
      'chat-1',
      'chat-1',
    ]);
  });

  it('send at once what they are woken for, in whichever process', async () => {
    const both = await Promise.all([start(), start()]);
    await appeared();
    await Promise.all(both.map(({ wake }) => wake(tenantId)));
    await untilTaken(2);
    await Promise.all(both.map(({ close }) => close()));
    assert.equal(new Set(channel.taken.map(({ delivery }) => delivery)).size, 2);
    assert.equal(channel.taken.length, 2);
  });

  it('see to the digest of the week', async () => {
    const deliveries = await start();
    while ((await server.redis.get(tenantKeys(tenantId).digested)) === null) await sleep(10);
    await deliveries.close();
  });

  it('run on the server inside the process, too', async () => {
    const inProcess = await startServerInProcess();
    const redis = await connectRedis({ ...inProcess.connection, log: SILENT });
    tenantId = await notifiedTenant(redis, { people: 3, admins: 2, withBot: [0] });
    const notices = noticesFor(redis, { notifier: httpNotifier(channel.url) });
    await appeared(redis);
    await deliverAll(notices, tenantId);
    await installBot(redis, notices, tenantId, 1);
    await deliverAll(notices, tenantId);
    assert.deepEqual(
      channel.taken.map(({ conversation }) => conversation),
      ['chat-0', 'chat-1'],
    );
    redis.destroy();
    await inProcess.stop();
  });
});
