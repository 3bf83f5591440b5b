import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { noteTenant } from '../../../services/commerce/store/tenant-list.ts';
import { createPreferences } from '../../../services/conversations/preferences.ts';
import { type Conversation, createConversations } from '../../../services/conversations/references.ts';
import type { Mail, Mailer } from '../../../services/mail/mailer.ts';
import { DELIVERY_TIMING, type DeliveryTiming } from '../../../services/notices/delivering/timing.ts';
import { createNotices, type Notices } from '../../../services/notices/index.ts';
import { encodeNotice, type Notice } from '../../../services/notices/notice.ts';
import type { MailWriter, Notifier } from '../../../services/notices/ports.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { isUnreachable } from '../../../services/redis/unavailable.ts';
import { START, userId, writeSmallTenant } from '../tenants/small-tenant.ts';

/** Milliseconds that suit a channel on this machine, however busy it is. */
export const QUICK: DeliveryTiming = {
  ...DELIVERY_TIMING,
  sendTimeout: 5_000,
  lease: 6_000,
  retryDelay: 20,
  longestRetryDelay: 300,
  perPerson: [],
};

export const SILENT = pino({ level: 'silent' });

/** A mail server that takes every mail, for tests of what comes before it. */
export const mailFolder = (): Mailer & { readonly taken: Mail[] } => {
  const taken: Mail[] = [];
  return {
    description: 'mails go nowhere',
    taken,
    async send(mail) {
      taken.push(mail);
      return { ok: true };
    },
    close: () => undefined,
  };
};

/** Words a mail so that a test can read what it is about. */
const PLAIN_WRITER: MailWriter = {
  write: async ({ notice, delivery, languages }) => ({
    subject: `${notice.kind} ${notice.subject}`,
    html: `<p>${notice.kind}</p>`,
    text: `${delivery.id} ${languages.join(' ')}`,
  }),
};

/** The delivery of notices as a process of the product puts it together. */
export const noticesFor = (
  redis: Redis,
  { notifier, mailer = mailFolder(), timing = QUICK }: { notifier: Notifier; mailer?: Mailer; timing?: DeliveryTiming },
) =>
  createNotices({
    redis,
    now: Date.now,
    conversations: createConversations(redis),
    preferences: createPreferences(redis),
    notifier,
    mailer,
    writer: PLAIN_WRITER,
    log: SILENT,
    timing,
  });

/** The chat of a person by number with the bot. */
export const chatOf = (tenantId: TenantId, n: number): Conversation => ({
  tenantId,
  conversationId: `chat-${n}`,
  kind: 'personal',
  userId: userId(n),
  reference: { chat: n },
});

/** A tenant whose first people are admins; those of the numbers have the bot. */
export const notifiedTenant = async (
  redis: Redis,
  { people, admins, withBot }: { people: number; admins: number; withBot: readonly number[] },
): Promise<TenantId> => {
  const tenantId = await writeSmallTenant(redis, { people, admins, subscriptions: [{ ref: 'S-1001', holders: [1] }] });
  await noteTenant(redis, tenantId, START);
  const { remember } = createConversations(redis);
  await Promise.all(withBot.map((n) => remember(chatOf(tenantId, n))));
  return tenantId;
};

/** A person by number gets the bot, as when they first write to it. */
export const installBot = async (redis: Redis, notices: Notices, tenantId: TenantId, n: number): Promise<void> => {
  await createConversations(redis).remember(chatOf(tenantId, n));
  await notices.releaseWaiting(tenantId, userId(n));
};

/** Appends a notice as a script of the commerce service does. */
export const appendNotice = async (redis: Redis, tenantId: TenantId, notice: Notice): Promise<void> => {
  await redis.xAdd(tenantKeys(tenantId).outbox, '*', { notice: encodeNotice(notice) });
};

/** Delivers until nothing is planned or under way, whatever fails meanwhile. */
export const deliverAll = async (notices: Notices, tenantId: TenantId): Promise<void> => {
  for (;;) {
    try {
      await notices.deliver(tenantId, new AbortController().signal);
      const { counts } = await notices.listDeliveries(tenantId, {});
      if (counts.planned + counts.sending === 0 && !(await notices.hasWork(tenantId))) return;
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    await sleep(10);
  }
};

const isAway = (error: unknown): boolean =>
  error instanceof AggregateError ? error.errors.every(isAway) : isUnreachable(error);
