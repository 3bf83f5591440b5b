import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubscriptionRef, TenantId } from '../../../services/commerce/api/types.ts';
import type { Limit } from '../../../services/notices/delivering/limits.ts';
import type { Notices } from '../../../services/notices/index.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import { appendNotice, deliverAll, noticesFor, notifiedTenant, QUICK } from '../../support/notices/notified-tenant.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { startThrottlingChannel, type ThrottlingChannel } from '../../support/stand-ins/throttling-channel.ts';
import { START, userId } from '../../support/tenants/small-tenant.ts';

const SUBSCRIPTION = 'S-1001' as SubscriptionRef;
const HOUR = 3_600_000;

/** Notices of different kinds that are overdue for somebody. */
const overdue = (n: number, count: number): Notice[] =>
  Array.from({ length: count }, (_, position): Notice => {
    const to = { user: userId(n) };
    const head = { subject: SUBSCRIPTION, at: START, to };
    if (position % 3 === 0) return { ...head, kind: 'ends-soon', subscription: SUBSCRIPTION, days: 7, renews: true };
    if (position % 3 === 1) return { ...head, kind: 'card-expires', paymentMethod: 'card' };
    return { ...head, kind: 'invoice-overdue', invoice: `invoice-${position}`, subscription: SUBSCRIPTION };
  });

describe('More than one person is told at once', () => {
  let server: TestRedis;
  let channel: ThrottlingChannel;
  let tenantId: TenantId;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());
  beforeEach(async () => {
    channel = await startThrottlingChannel();
    const everybody = Array.from({ length: 40 }, (_, n) => n);
    tenantId = await notifiedTenant(server.redis, { people: 40, admins: 1, withBot: everybody });
  });
  afterEach(() => channel.stop());

  const pacedBy = (...perPerson: Limit[]): Notices =>
    noticesFor(server.redis, { notifier: httpNotifier(channel.url), timing: { ...QUICK, perPerson } });
  const tell = async (...notices: Notice[]) => {
    for (const notice of notices) await appendNotice(server.redis, tenantId, notice);
  };
  const cardsTo = (n: number) =>
    channel.taken.filter(({ conversation }) => conversation === `chat-${n}`).map(({ body }) => body['together']);
  const statuses = async (notices: Notices) =>
    (await notices.listDeliveries(tenantId, { limit: 500 })).deliveries
      .filter(({ medium }) => medium === 'card')
      .map(({ status, why }) => [status, ...(why ? [why] : [])].join(' '));

  it('is a few cards and then one with all that is left', async () => {
    const notices = pacedBy([5, 10_000], [12, HOUR]);
    await tell(...overdue(1, 26));
    await deliverAll(notices, tenantId);
    assert.deepEqual(cardsTo(1), [0, 0, 0, 0, 0, 20]);
    assert.deepEqual(new Set(await statuses(notices)), new Set(['sent']));
    assert.equal((await statuses(notices)).length, 26);
    assert.equal(await server.redis.exists(tenantKeys(tenantId).gatheredDeliveries(userId(1))), 0);
  });

  it('is the same for everybody of a tenant after a standstill, by several processes, and within Teams’ limits', async () => {
    const workers = [1, 2, 3].map(() => pacedBy([3, 1_500], [8, HOUR]));
    for (let n = 0; n < 40; n += 1) await tell(...overdue(n, 9));
    await Promise.all(workers.map((notices) => deliverAll(notices, tenantId)));
    for (let n = 0; n < 40; n += 1) {
      const told = cardsTo(n).map(Number);
      // As many as the hour lets through; on a slow machine the short limit has come to an end meanwhile.
      assert.ok(told.length <= 8, `${told.length} cards to person ${n}`);
      assert.equal(
        told.reduce((sum, others) => sum + 1 + others, 0),
        9,
      );
    }
    assert.equal(channel.overLimit, 0);
  });

  it('waits where the hour is full, which admins are told', async () => {
    const notices = pacedBy([3, 10_000], [4, HOUR]);
    await tell(...overdue(1, 20));
    await deliverAll(notices, tenantId);
    assert.deepEqual(cardsTo(1), [0, 0, 0, 16]);
    await tell(...overdue(1, 3));
    await notices.deliver(tenantId, new AbortController().signal);
    assert.deepEqual(
      (await statuses(notices)).filter((status) => status !== 'sent'),
      Array(3).fill('planned together'),
    );
    assert.equal(cardsTo(1).length, 4);
  });

  it('is tried again, and told once, where Teams does not take the card with all of it', async () => {
    const notices = pacedBy([2, 300], [12, HOUR]);
    await tell(...overdue(1, 2));
    await deliverAll(notices, tenantId);
    await tell(...overdue(1, 10));
    await notices.deliver(tenantId, new AbortController().signal);
    channel.answer = { status: 503 };
    const delivered = deliverAll(notices, tenantId);
    while (!(await statuses(notices)).includes('planned 503')) await sleep(20);
    channel.answer = undefined;
    await delivered;
    assert.equal(
      cardsTo(1)
        .map(Number)
        .reduce((sum, others) => sum + 1 + others, 0),
      12,
    );
    assert.deepEqual(new Set(await statuses(notices)), new Set(['sent']));
  });
});
