import { createMailWriter } from '../../../bot/features/notices/mail-writer.ts';
import { noticeCard } from '../../../bot/features/notices/notice-card.ts';
import type { Card } from '../../../cards/kit/card.ts';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import { type Commerce, createCommerce } from '../../../services/commerce/index.ts';
import { type Conversations, createConversations } from '../../../services/conversations/references.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import type { MailText, Outgoing } from '../../../services/notices/ports.ts';
import { testRedis } from '../redis/redis.ts';
import { importCast } from '../tenants/imported-tenant.ts';
import { readOutbox } from './outbox.ts';

/** Notices about a Contoso of their own, as the bot words them. */
export interface RenderedNotices {
  readonly tenantId: TenantId;
  readonly commerce: Commerce;
  readonly conversations: Conversations;
  userId(name: string): UserId;
  now(): number;
  /** The newest of that kind in the outbox. */
  last(kind: Notice['kind']): Promise<Notice>;
  /** A notice as it is to be worded for a person. */
  outgoing(who: string, notice: Notice, language?: string): Promise<Outgoing>;
  /** The card that a person gets. */
  card(who: string, notice: Notice, language?: string): Promise<Card | undefined>;
  /** The card that a shared conversation gets. */
  shared(conversationId: string, notice: Notice, language?: string): Promise<Card | undefined>;
  mail(who: string, notice: Notice, language?: string): Promise<MailText | undefined>;
}

export const startRenderedNotices = async (): Promise<RenderedNotices> => {
  const redis = await testRedis();
  const { tenantId, userId, now } = await importCast(redis, 'contoso');
  const commerce = createCommerce({ redis, now });
  const conversations = createConversations(redis);
  const parts = { commerce, conversations };
  const writer = createMailWriter(parts);

  const toPerson = async (who: string, notice: Notice, language: string): Promise<Outgoing> => {
    const { person, tenant } = await commerce.getVisitor(tenantId, userId(who));
    return {
      tenant,
      notice,
      delivery: deliveryOf(notice, { user: person.id }),
      reader: { person },
      languages: [language],
    };
  };
  const toShared = async (conversationId: string, notice: Notice, language: string): Promise<Outgoing> => {
    const { tenant } = await commerce.getVisitor(tenantId, userId('A'));
    const conversation = { tenantId, conversationId, kind: 'channel', reference: {} } as const;
    const delivery = deliveryOf(notice, { conversation: conversationId });
    return { tenant, notice, delivery, reader: { conversation }, languages: [language] };
  };
  return {
    tenantId,
    commerce,
    conversations,
    userId,
    now,
    async last(kind) {
      const notice = (await readOutbox(redis, tenantId)).findLast((each) => each.kind === kind);
      if (!notice) throw new Error(`no ${kind} in the outbox`);
      return notice;
    },
    outgoing: (who, notice, language = 'en-US') => toPerson(who, notice, language),
    card: async (who, notice, language = 'en-US') => noticeCard(parts, await toPerson(who, notice, language)),
    shared: async (id, notice, language = 'en-US') => noticeCard(parts, await toShared(id, notice, language)),
    mail: async (who, notice, language = 'en-US') => writer.write(await toPerson(who, notice, language)),
  };
};

const deliveryOf = ({ kind, subject }: Notice, to: Outgoing['delivery']['to']): Outgoing['delivery'] => ({
  id: 'delivery-1',
  notice: '1-0',
  kind,
  subject,
  medium: 'card',
  to,
  status: 'sending',
  attempts: 1,
  plannedAt: 0,
  since: 0,
  alsoMailed: false,
});
