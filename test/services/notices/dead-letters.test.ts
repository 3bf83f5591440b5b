import assert from 'node:assert/strict';
import { deliveriesCard } from '../../../cards/notices/deliveries.ts';
import { localizerFor } from '../../../locales/index.ts';
import type { ProductId, TenantId } from '../../../services/commerce/api/types.ts';
import type { Notices } from '../../../services/notices/index.ts';
import { NOTICE_KINDS } from '../../../services/notices/kinds.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { readCard } from '../../support/chat/conversation.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import { appendNotice, deliverAll, noticesFor, notifiedTenant } from '../../support/notices/notified-tenant.ts';
import { startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { startThrottlingChannel, type ThrottlingChannel } from '../../support/stand-ins/throttling-channel.ts';
import { numbers } from '../../support/tenants/moving-tenant.ts';
import { START, userId } from '../../support/tenants/small-tenant.ts';

const later = { kind: 'of-a-later-version', subject: 'S-77', at: START };

describe('A notice that this version does not understand', () => {
  let server: TestRedis;
  let channel: ThrottlingChannel;
  let tenantId: TenantId;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.stop());
  beforeEach(async () => {
    channel = await startThrottlingChannel();
    tenantId = await notifiedTenant(server.redis, { people: 6, admins: 3, withBot: numbers(0, 5) });
  });
  afterEach(() => channel.stop());

  const start = (): Notices => noticesFor(server.redis, { notifier: httpNotifier(channel.url) });
  const append = (text: string) => server.redis.xAdd(tenantKeys(tenantId).outbox, '*', { notice: text });
  const appeared = { kind: 'product-appeared', product: 'PLAIN' as ProductId, subject: 'PLAIN', at: START } as const;
  const tellOne = () => appendNotice(server.redis, tenantId, { ...appeared, to: { user: userId(1) } });

  for (const [what, text] of [
    ['is for a role of a later version', JSON.stringify({ ...appeared, to: { role: 'finance' } })],
    ['is of a kind of a later version', JSON.stringify({ ...later, to: { user: userId(2) } })],
    ['is for nobody', JSON.stringify(appeared)],
    ['is called like what every object has', JSON.stringify({ ...later, kind: 'toString', to: { user: userId(2) } })],
    ['is null', 'null'],
    ['is no notice', '{"kind":'],
  ] as const)
    it(`and that ${what} holds up no other, and can be seen`, async () => {
      const notices = start();
      await append(text);
      await tellOne();
      await deliverAll(notices, tenantId);
      assert.equal(channel.taken.length, 1);
      const { dead, counts } = await notices.listDeliveries(tenantId, {});
      assert.deepEqual([dead.length, counts.failed], [1, 0]);
      assert.equal(await notices.hasWork(tenantId), false);
    });

  it('is sent once, in its turn, when a version starts that understands it', async () => {
    await append(JSON.stringify({ ...later, to: { user: userId(2) } }));
    await append(JSON.stringify({ ...later, to: { role: 'finance' } }));
    await deliverAll(start(), tenantId);
    assert.deepEqual(channel.taken, []);
    const kinds = NOTICE_KINDS as Record<string, object>;
    kinds[later.kind] = { topic: 'licenses', mailed: false, doer: null };
    try {
      const upgraded = [start(), start()];
      assert.equal(await upgraded[0]?.hasWork(tenantId), true);
      await Promise.all(upgraded.map((notices) => deliverAll(notices, tenantId)));
      await deliverAll(start(), tenantId);
    } finally {
      delete kinds[later.kind];
    }
    assert.equal(channel.taken.length, 1);
    const { dead } = await start().listDeliveries(tenantId, {});
    assert.deepEqual(
      dead.map(({ kind, subject }) => [kind, subject]),
      [[later.kind, 'S-77']],
    );
  });

  for (const [locale, words] of [
    ['en-US', /Not understood yet\nThis version does not know them[^\n]*\nof\\?-a\\?-later\\?-version · S\\?-77 · /],
    [
      'sv-SE',
      /Kan inte tolkas ännu\nDen här versionen känner inte till dem[^\n]*\nof\\?-a\\?-later\\?-version · S\\?-77 · /,
    ],
  ] as const)
    it(`is named to admins, ${locale}`, async () => {
      const notices = start();
      await append(JSON.stringify({ ...later, to: { user: userId(2) } }));
      await deliverAll(notices, tenantId);
      const { counts, dead } = await notices.listDeliveries(tenantId, {});
      const card = deliveriesCard({ status: 'all', rows: [], counts, dead }, [], localizerFor([locale]));
      assert.match(readCard(card), words);
    });
});
