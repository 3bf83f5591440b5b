import assert from 'node:assert/strict';
import type { SubscriptionRef, TenantId } from '../../../services/commerce/api/types.ts';
import type { Mailer } from '../../../services/mail/mailer.ts';
import { createSmtpMailer } from '../../../services/mail/smtp.ts';
import type { Notices } from '../../../services/notices/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { httpNotifier } from '../../support/notices/http-notifier.ts';
import { appendNotice, deliverAll, noticesFor, notifiedTenant } from '../../support/notices/notified-tenant.ts';
import { testRedis } from '../../support/redis/redis.ts';
import { type Answer, headerOf, type MailServer, startMailServer } from '../../support/stand-ins/mail-server.ts';
import { numbers } from '../../support/tenants/moving-tenant.ts';
import { START, userId } from '../../support/tenants/small-tenant.ts';

const SUBSCRIPTION = 'S-1001' as SubscriptionRef;
const PEOPLE = 30;

describe('Notices by mail', () => {
  let redis: Redis;
  let server: MailServer;
  let mailer: Mailer;
  let notices: Notices;
  let tenantId: TenantId;

  beforeEach(async () => {
    redis = await testRedis();
    server = await startMailServer();
    mailer = createSmtpMailer(server.url, { name: 'Purchases', address: 'no-reply@contoso.example' });
    notices = noticesFor(redis, { notifier: httpNotifier('http://127.0.0.1:1'), mailer });
    tenantId = await notifiedTenant(redis, { people: PEOPLE, admins: 1, withBot: [] });
    for (const n of numbers(0, PEOPLE - 1))
      await appendNotice(redis, tenantId, {
        kind: 'ends-soon',
        subscription: SUBSCRIPTION,
        days: 7,
        renews: false,
        subject: SUBSCRIPTION,
        at: START,
        to: { user: userId(n) },
      });
  });
  afterEach(async () => {
    mailer.close();
    await server.away();
  });

  /** One answer for each message, taken in turn and over again. */
  const inTurn = (...answers: Answer[]) => {
    let asked = 0;
    return (): Answer => answers[asked++ % answers.length] ?? 'take';
  };
  const messageIds = () => server.received.map((mail) => headerOf(mail, 'Message-ID'));
  const recipients = () => new Set(server.received.flatMap(({ to }) => to));
  const statuses = async () => {
    const { deliveries } = await notices.listDeliveries(tenantId, { limit: 2 * PEOPLE });
    return deliveries
      .filter(({ medium }) => medium === 'mail')
      .map(({ status, why }) => [status, why].join(' ').trim());
  };

  it('arrive once each while the server puts every other one off', async () => {
    server.toRecipient = inTurn(451, 'take');
    await deliverAll(notices, tenantId);
    assert.deepEqual([server.received.length, recipients().size], [PEOPLE, PEOPLE]);
    assert.deepEqual(new Set(await statuses()), new Set(['sent']));
  });

  it('end with a refusal, and the others arrive', async () => {
    server.toRecipient = inTurn(550, 'take', 'take');
    await deliverAll(notices, tenantId);
    assert.deepEqual(new Set(await statuses()), new Set(['sent', 'failed 550']));
    assert.equal(server.received.length, (PEOPLE * 2) / 3);
  });

  it('are sent again under the same Message-ID when the connection broke, before or after the server took them', async () => {
    server.toMessage = inTurn('take', 'break', 'take', 'take-and-break', 'take');
    await deliverAll(notices, tenantId);
    assert.deepEqual([new Set(messageIds()).size, recipients().size], [PEOPLE, PEOPLE]);
    assert.deepEqual(new Set(await statuses()), new Set(['sent']));
  });

  it('arrive once each when the server was away in the middle', async () => {
    const delivered = deliverAll(notices, tenantId);
    while (server.received.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await server.away();
    await notices.deliver(tenantId, new AbortController().signal);
    await server.back();
    await delivered;
    assert.deepEqual([new Set(messageIds()).size, recipients().size], [PEOPLE, PEOPLE]);
  });
});
