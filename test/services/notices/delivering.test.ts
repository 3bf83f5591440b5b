import assert from 'node:assert/strict';
import type { ProductId, SubscriptionRef, TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import { createConversations } from '../../../services/conversations/references.ts';
import type { Notices } from '../../../services/notices/index.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { generationKeys, tenantKeys } from '../../../services/redis/keys.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import {
  appendNotice,
  deliverAll,
  installBot,
  mailFolder,
  noticesFor,
  notifiedTenant,
  QUICK,
} from '../../support/notices/notified-tenant.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { startThrottlingChannel, type ThrottlingChannel } from '../../support/stand-ins/throttling-channel.ts';
import { GENERATION, START, userId } from '../../support/tenants/small-tenant.ts';

const SUBSCRIPTION = 'S-1001' as SubscriptionRef;
const ADMINS = { role: 'purchase-admins' } as const;

/** Of a kind that has no mail. */
const appeared = (to: Notice['to'] = ADMINS): Notice => ({
  kind: 'product-appeared',
  product: 'PLAIN' as ProductId,
  subject: 'PLAIN',
  at: START,
  to,
});
const endsSoon = (user: UserId): Notice => ({
  kind: 'ends-soon',
  subscription: SUBSCRIPTION,
  days: 7,
  renews: true,
  subject: SUBSCRIPTION,
  at: START,
  to: { user },
});

describe('The delivery of notices', () => {
  let redis: Redis;
  let channel: ThrottlingChannel;
  let notices: Notices;
  let tenantId: TenantId;
  const mails = mailFolder();

  before(async () => {
    redis = await testRedis();
    channel = await startThrottlingChannel();
    notices = noticesFor(redis, { notifier: httpNotifier(channel.url), mailer: mails });
  });
  after(() => channel.stop());
  /** People 0 to 2 are admins; 0, 1 and 3 have the bot. */
  beforeEach(async () => {
    tenantId = await notifiedTenant(redis, { people: 6, admins: 3, withBot: [0, 1, 3] });
    mails.taken.length = 0;
  });

  const reached = () =>
    channel.taken
      .filter(({ tenant }) => tenant === tenantId)
      .map(({ conversation }) => conversation)
      .sort();
  const outcomes = async () =>
    (await notices.listDeliveries(tenantId, { limit: 50 })).deliveries
      .map(({ medium, to, status, why }) => [medium, ...Object.values(to), status, ...(why ? [why] : [])].join(' '))
      .sort();
  const card = (n: number) => `card ${userId(n)}`;

  it('sends each admin who has the bot one card, into their own chat', async () => {
    await appendNotice(redis, tenantId, appeared());
    await deliverAll(notices, tenantId);
    assert.deepEqual(reached(), ['chat-0', 'chat-1']);
    assert.deepEqual(await outcomes(), [`${card(0)} sent`, `${card(1)} sent`, `${card(2)} waiting`]);
    assert.deepEqual(channel.taken.at(-1)?.body['kind'], 'product-appeared');
  });

  it('sends nothing again when it runs again, or twice at the same time', async () => {
    await appendNotice(redis, tenantId, appeared());
    const { signal } = new AbortController();
    await Promise.all([notices.deliver(tenantId, signal), notices.deliver(tenantId, signal)]);
    await deliverAll(notices, tenantId);
    assert.deepEqual(reached(), ['chat-0', 'chat-1']);
  });

  it('tells nobody of their own act, and nobody of a kind they muted', async () => {
    const { mute, unmute } = createPreferences(redis);
    await mute({ tenantId, userId: userId(1) }, 'policy-changed');
    const changed = {
      kind: 'policy-changed',
      by: userId(0),
      operation: 'change',
      subject: 'P',
      at: START,
      to: ADMINS,
    } as const;
    await appendNotice(redis, tenantId, changed);
    await deliverAll(notices, tenantId);
    assert.deepEqual(await outcomes(), [`${card(2)} waiting`]);
    await unmute({ tenantId, userId: userId(1) }, 'policy-changed');
    await appendNotice(redis, tenantId, changed);
    await deliverAll(notices, tenantId);
    assert.deepEqual(reached(), ['chat-1']);
  });

  it('asks in the language that a person chose, then in theirs of the directory, then in the tenant’s', async () => {
    await createPreferences(redis).setLanguage({ tenantId, userId: userId(3) }, 'sv');
    await appendNotice(redis, tenantId, appeared({ user: userId(3) }));
    await deliverAll(notices, tenantId);
    assert.deepEqual(channel.taken.at(-1)?.body['languages'], ['sv', 'en-US', 'en-US']);
  });

  it('tells nobody whose account is disabled, nor a person who is not in the directory', async () => {
    await redis.hSet(generationKeys(tenantId, GENERATION).person(userId(3)), 'enabled', '0');
    await appendNotice(redis, tenantId, appeared({ user: userId(3) }));
    await appendNotice(redis, tenantId, appeared({ user: userId(99) }));
    await deliverAll(notices, tenantId);
    assert.deepEqual(await outcomes(), []);
  });

  it('keeps what somebody without the bot is to be told until they have it', async () => {
    await appendNotice(redis, tenantId, appeared({ user: userId(4) }));
    await deliverAll(notices, tenantId);
    assert.deepEqual(await outcomes(), [`${card(4)} waiting`]);
    await installBot(redis, notices, tenantId, 4);
    await deliverAll(notices, tenantId);
    await installBot(redis, notices, tenantId, 4);
    await deliverAll(notices, tenantId);
    assert.deepEqual([reached(), await outcomes()], [['chat-4'], [`${card(4)} sent`]]);
  });

  it('keeps it no longer than the time that notices wait', async () => {
    const impatient = noticesFor(redis, {
      notifier: httpNotifier(channel.url),
      timing: { ...QUICK, waitsFor: 0 },
    });
    await appendNotice(redis, tenantId, appeared({ user: userId(4) }));
    await deliverAll(impatient, tenantId);
    assert.deepEqual(await outcomes(), [`${card(4)} failed without-bot`]);
    await installBot(redis, impatient, tenantId, 4);
    await deliverAll(impatient, tenantId);
    assert.deepEqual(reached(), []);
  });

  it('sends a card and a mail of what has both, and the mail alone to somebody without the bot', async () => {
    await appendNotice(redis, tenantId, endsSoon(userId(3)));
    await appendNotice(redis, tenantId, endsSoon(userId(4)));
    await deliverAll(notices, tenantId);
    assert.deepEqual(await outcomes(), [
      `${card(3)} sent`,
      `${card(4)} dropped mailed`,
      `mail ${userId(3)} sent`,
      `mail ${userId(4)} sent`,
    ]);
    assert.deepEqual(
      mails.taken.map(({ to, subject }) => [to, subject]).sort(),
      [3, 4].map((n) => [{ name: `Person ${n}`, address: `person${n}@small.example` }, 'ends-soon S-1001']),
    );
  });

  it('sends what admins are told to the channels that were chosen, and to them as well', async () => {
    const conversations = createConversations(redis);
    const channelOf = (conversationId: string) =>
      ({ tenantId, conversationId, kind: 'channel', reference: {} }) as const;
    await conversations.remember(channelOf('general'));
    await conversations.remember(channelOf('random'));
    assert.equal(await conversations.choose(tenantId, 'general', userId(0)), true);
    assert.equal(await conversations.choose(tenantId, 'nowhere', userId(0)), false);
    await appendNotice(redis, tenantId, appeared());
    await appendNotice(redis, tenantId, appeared({ user: userId(3) }));
    await deliverAll(notices, tenantId);
    assert.deepEqual(reached(), ['chat-0', 'chat-1', 'chat-3', 'general']);
    await conversations.unchoose(tenantId, 'general');
    await appendNotice(redis, tenantId, appeared());
    await deliverAll(notices, tenantId);
    assert.equal(reached().filter((each) => each === 'general').length, 1);
  });

  it('never uses what is noted of another tenant', async () => {
    const other = await notifiedTenant(redis, { people: 4, admins: 1, withBot: [3] });
    const foreign = await redis.get(tenantKeys(other).conversation(userId(3)));
    await redis.set(tenantKeys(tenantId).conversation(userId(3)), foreign ?? '');
    await appendNotice(redis, tenantId, appeared({ user: userId(3) }));
    await deliverAll(notices, tenantId);
    assert.deepEqual(
      channel.taken.filter(({ tenant }) => tenant === tenantId || tenant === other),
      [],
    );
    assert.equal(await createConversations(redis).personal(tenantId, userId(3)), undefined);
    assert.equal((await createConversations(redis).personal(other, userId(3)))?.tenantId, other);
  });

  it('sends nothing to somebody who uninstalled the bot', async () => {
    await createConversations(redis).forget({ tenantId, userId: userId(3) });
    await appendNotice(redis, tenantId, appeared({ user: userId(3) }));
    await deliverAll(notices, tenantId);
    assert.deepEqual([reached(), await outcomes()], [[], [`${card(3)} waiting`]]);
  });

  it('reaches everybody who has the role, over many pages', async () => {
    const people = 130;
    tenantId = await notifiedTenant(redis, {
      people,
      admins: people,
      withBot: Array.from({ length: people }, (_, n) => n),
    });
    const { holdersOf } = generationKeys(tenantId, GENERATION);
    await redis.zAdd(holdersOf('BillingAdministrator'), { score: 0, value: userId(7) });
    await appendNotice(redis, tenantId, appeared());
    await deliverAll(notices, tenantId);
    assert.deepEqual([reached().length, new Set(reached()).size], [people, people]);
  });
});
