import assert from 'node:assert/strict';
import type { ProductId, TenantId } from '../../../services/commerce/api/types.ts';
import { createConversations } from '../../../services/conversations/references.ts';
import type { Notices } from '../../../services/notices/index.ts';
import type { Notifier } from '../../../services/notices/ports.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import {
  appendNotice,
  deliverAll,
  mailFolder,
  noticesFor,
  notifiedTenant,
  QUICK,
} from '../../support/notices/notified-tenant.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import {
  NO_FAULTS,
  startThrottlingChannel,
  type ThrottlingChannel,
} from '../../support/stand-ins/throttling-channel.ts';
import { numbers } from '../../support/tenants/moving-tenant.ts';
import { START, userId } from '../../support/tenants/small-tenant.ts';

describe('Notices that meet with trouble', () => {
  let server: TestRedis;
  let channel: ThrottlingChannel;
  let notices: Notices;
  let tenantId: TenantId;
  const mails = mailFolder();

  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());
  beforeEach(async () => {
    channel = await startThrottlingChannel();
    notices = noticesFor(server.redis, { notifier: httpNotifier(channel.url), mailer: mails });
    tenantId = await notifiedTenant(server.redis, { people: 60, admins: 40, withBot: numbers(0, 59) });
    mails.taken.length = 0;
  });
  afterEach(() => channel.stop());

  const appeared = { kind: 'product-appeared', product: 'PLAIN' as ProductId, subject: 'PLAIN', at: START } as const;
  const tellOne = (n: number) => appendNotice(server.redis, tenantId, { ...appeared, to: { user: userId(n) } });
  const tellAll = () => appendNotice(server.redis, tenantId, { ...appeared, to: { role: 'purchase-admins' } });
  const once = () => notices.deliver(tenantId, new AbortController().signal);
  const cards = async () =>
    (await notices.listDeliveries(tenantId, { limit: 200 })).deliveries.filter(({ medium }) => medium === 'card');
  const first = async () => {
    const [delivery] = await cards();
    assert.ok(delivery);
    return delivery;
  };
  const arrivedOnce = (count: number) => {
    assert.deepEqual(
      [channel.taken.length, new Set(channel.taken.map(({ delivery }) => delivery)).size, channel.overLimit],
      [count, count, 0],
    );
  };

  for (const status of [429, 412, 503])
    it(`are sent again after ${status}`, async () => {
      channel.answer = { status };
      await tellOne(1);
      await once();
      assert.deepEqual([(await first()).status, (await first()).why], ['planned', String(status)]);
      channel.answer = undefined;
      await deliverAll(notices, tenantId);
      assert.deepEqual([(await first()).status, (await first()).why], ['sent', undefined]);
      arrivedOnce(1);
    });

  it('leave a conversation alone for as long as Retry-After says', async () => {
    channel.answer = { status: 429, headers: { 'retry-after': '60' } };
    await tellOne(1);
    await once();
    channel.answer = undefined;
    await tellOne(1);
    await tellOne(2);
    await once();
    assert.deepEqual([channel.requests, channel.taken.map(({ conversation }) => conversation)], [2, ['chat-2']]);
    assert.deepEqual((await cards()).map(({ status }) => status).sort(), ['planned', 'planned', 'sent']);
  });

  for (const status of [403, 404])
    it(`end with ${status}, and the chat is forgotten`, async () => {
      channel.answer = { status };
      await tellOne(1);
      await deliverAll(notices, tenantId);
      assert.deepEqual([(await first()).status, (await first()).why], ['failed', String(status)]);
      assert.equal(await createConversations(server.redis).personal(tenantId, userId(1)), undefined);
      channel.answer = undefined;
      await tellOne(1);
      await deliverAll(notices, tenantId);
      assert.deepEqual((await cards()).map((delivery) => delivery.status).sort(), ['failed', 'waiting']);
      assert.equal(channel.requests, 1);
    });

  it('are not repeated when the answer was lost, and a mail tells it instead', async () => {
    channel.faults = { ...NO_FAULTS, resetAfter: 1 };
    await tellOne(1);
    await deliverAll(notices, tenantId);
    assert.equal((await first()).status, 'unknown');
    arrivedOnce(1);
    assert.deepEqual(
      mails.taken.map(({ to }) => to.address),
      ['person1@small.example'],
    );
  });

  it('are sent again when they could not be worded', async () => {
    const real = httpNotifier(channel.url);
    let worded = 0;
    const notifier: Notifier = {
      async send(message, signal) {
        worded += 1;
        if (worded === 1) throw new Error('No words');
        return real.send(message, signal);
      },
    };
    await tellOne(1);
    await deliverAll(noticesFor(server.redis, { notifier, mailer: mails }), tenantId);
    assert.deepEqual([worded, (await first()).status, mails.taken.length], [2, 'sent', 0]);
    arrivedOnce(1);
  });

  it('are not repeated when no answer comes at all', async () => {
    const timing = { ...QUICK, sendTimeout: 200, lease: 600 };
    const impatient = noticesFor(server.redis, { notifier: httpNotifier(channel.url), mailer: mails, timing });
    channel.silent = true;
    await tellOne(1);
    await deliverAll(impatient, tenantId);
    assert.deepEqual([(await first()).status, channel.requests], ['unknown', 1]);
  });

  it('are sent, and not unknown, when the answer comes after somebody took them for lost', async () => {
    const hasty = noticesFor(server.redis, {
      notifier: httpNotifier(channel.url),
      mailer: mails,
      timing: { ...QUICK, lease: 20 },
    });
    channel.latency = 400;
    await tellOne(1);
    await Promise.all([deliverAll(hasty, tenantId), deliverAll(hasty, tenantId)]);
    assert.equal((await first()).status, 'sent');
    assert.equal(mails.taken.length, 1);
    arrivedOnce(1);
  });

  it('are sent again when the channel says that what was lost is not there', async () => {
    const asking = noticesFor(server.redis, { notifier: httpNotifier(channel.url, true), mailer: mails });
    channel.faults = { ...NO_FAULTS, resetBefore: 0.25, resetAfter: 0.25 };
    await tellAll();
    await deliverAll(asking, tenantId);
    assert.deepEqual(new Set((await cards()).map(({ status }) => status)), new Set(['sent']));
    arrivedOnce(40);
    assert.equal(mails.taken.length, 0);
  });

  it('keep within the limits of one conversation, however many are for it', async () => {
    for (const _ of numbers(1, 12)) await tellOne(1);
    await Promise.all([once(), once(), once()]);
    await deliverAll(notices, tenantId);
    arrivedOnce(12);
  });

  it('arrive once when the channel was away in the middle', async () => {
    channel.latency = 20;
    await tellAll();
    const delivered = deliverAll(notices, tenantId);
    while (channel.taken.length < 10) await new Promise((resolve) => setImmediate(resolve));
    await channel.away();
    await once();
    await channel.back();
    await delivered;
    await deliverAll(notices, tenantId);
    const { counts } = await notices.listDeliveries(tenantId, {});
    assert.equal(counts.sent + counts.unknown, 40 + mails.taken.length);
    assert.equal(new Set(channel.taken.map(({ delivery }) => delivery)).size, channel.taken.length);
    assert.equal(counts.unknown, mails.taken.length);
  });

  it('arrive once when Redis was killed in the middle', async () => {
    channel.latency = 40;
    await tellAll();
    const broken = deliverAll(notices, tenantId);
    while (channel.taken.length < 10) await new Promise((resolve) => setImmediate(resolve));
    await server.kill9();
    await broken;
    const { counts } = await notices.listDeliveries(tenantId, {});
    assert.deepEqual([counts.sent, counts.unknown], [40, 0]);
    arrivedOnce(40);
  });
});
