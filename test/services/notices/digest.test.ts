import assert from 'node:assert/strict';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import { makeDigest } from '../../../services/notices/planning/digest.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import { deliverAll, noticesFor, notifiedTenant } from '../../support/notices/notified-tenant.ts';
import { readOutbox } from '../../support/notices/outbox.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { startThrottlingChannel } from '../../support/stand-ins/throttling-channel.ts';
import { DAY, userId } from '../../support/tenants/small-tenant.ts';

const HOUR = 60 * 60 * 1000;
/** A Monday. */
const MONDAY = Date.parse('2026-11-02T00:00:00Z');
const NINE = 9 * HOUR;

describe('The weekly digest', () => {
  let redis: Redis;
  let tenantId: TenantId;

  beforeEach(async () => {
    redis = await testRedis();
    tenantId = await notifiedTenant(redis, { people: 4, admins: 3, withBot: [0, 1, 2] });
    await makeDigest(redis, tenantId, MONDAY - 3 * DAY + NINE);
  });

  const digests = async () => (await readOutbox(redis, tenantId)).map(({ at }) => at);

  it('is made on Monday at nine, once, however often that is asked for', async () => {
    await makeDigest(redis, tenantId, MONDAY + NINE - 1);
    assert.deepEqual(await digests(), []);
    const times = [MONDAY + NINE, MONDAY + NINE, MONDAY + NINE + HOUR, MONDAY + 6 * DAY + NINE];
    await Promise.all(times.slice(0, 2).map((at) => makeDigest(redis, tenantId, at)));
    for (const at of times.slice(2)) await makeDigest(redis, tenantId, at);
    assert.deepEqual(await digests(), [MONDAY + NINE]);
    await makeDigest(redis, tenantId, MONDAY + 7 * DAY + NINE);
    assert.deepEqual(await digests(), [MONDAY + NINE, MONDAY + 7 * DAY + NINE]);
  });

  it('is made later in the week where nothing ran on Monday', async () => {
    await makeDigest(redis, tenantId, MONDAY + 3 * DAY + NINE);
    assert.deepEqual(await digests(), [MONDAY + 3 * DAY + NINE]);
  });

  it('goes by the tenant’s time zone', async () => {
    const { keys, tenant } = await openTenant(redis, tenantId);
    await redis.set(keys.tenant, JSON.stringify({ ...tenant, timeZone: 'Asia/Tokyo' }));
    await makeDigest(redis, tenantId, MONDAY - 1);
    assert.deepEqual(await digests(), []);
    await makeDigest(redis, tenantId, MONDAY);
    assert.deepEqual(await digests(), [MONDAY]);
  });

  it('goes to the admins who asked for it', async () => {
    const channel = await startThrottlingChannel();
    const { setDigest } = createPreferences(redis);
    for (const [n, wanted] of [
      [1, true],
      [2, false],
      [3, true],
    ] as const)
      await setDigest({ tenantId, userId: userId(n) }, wanted);
    await makeDigest(redis, tenantId, MONDAY + NINE);
    await deliverAll(noticesFor(redis, { notifier: httpNotifier(channel.url) }), tenantId);
    await channel.stop();
    assert.deepEqual(
      channel.taken.map(({ conversation }) => conversation),
      ['chat-1'],
    );
  });
});
