import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';

export type Conversations = ReturnType<typeof createConversations>;

/** The chat of one person with the bot, or one that several share: a group chat, a channel of a team. */
export type Conversation = {
  readonly tenantId: TenantId;
  readonly conversationId: string;
  /** The channel's own address of it, as JSON; only the bot reads it. */
  readonly reference: Readonly<Record<string, unknown>>;
} & ({ readonly kind: 'personal'; readonly userId: UserId } | { readonly kind: 'group' | 'channel' });

/** A chat that is to be forgotten: a person's own, or a shared one by its id. */
export type Forgotten = { readonly tenantId: TenantId } & (
  | { readonly userId: UserId }
  | { readonly conversationId: string }
);

/**
 * Where people and channels can be reached without their asking, kept from what the channel told of itself. Each entry
 * names its tenant, and is used for no other one.
 */
export const createConversations = (redis: Redis) => ({
  /** Notes a conversation that the bot is in, or where it is to be found now. */
  async remember(conversation: Conversation): Promise<void> {
    const { tenantId, conversationId, kind } = conversation;
    const keys = tenantKeys(tenantId);
    const json = JSON.stringify(conversation);
    if (kind !== 'personal') {
      await redis.hSet(keys.sharedConversations, conversationId, json);
      return;
    }
    await redis.set(keys.conversation(conversation.userId), json);
  },

  /** A person's own chat with the bot; undefined for those who do not have it. */
  async personal(tenantId: TenantId, userId: UserId): Promise<Conversation | undefined> {
    const found = ofTenant(tenantId, await redis.get(tenantKeys(tenantId).conversation(userId)));
    return found?.kind === 'personal' && found.userId === userId ? found : undefined;
  },

  /** A shared conversation that the bot is in. */
  async shared(tenantId: TenantId, conversationId: string): Promise<Conversation | undefined> {
    return ofTenant(tenantId, await redis.hGet(tenantKeys(tenantId).sharedConversations, conversationId));
  },

  /** The shared conversations that were chosen for the notices to admins. */
  async channels(tenantId: TenantId): Promise<Conversation[]> {
    const keys = tenantKeys(tenantId);
    const chosen = await redis.hKeys(keys.noticeChannels);
    const found = chosen.length > 0 ? await redis.hmGet(keys.sharedConversations, chosen) : [];
    return found.flatMap((json) => ofTenant(tenantId, json) ?? []);
  },

  /** Whether notices to admins go to this conversation. */
  async isChosen(tenantId: TenantId, conversationId: string): Promise<boolean> {
    return (await redis.hExists(tenantKeys(tenantId).noticeChannels, conversationId)) === 1;
  },

  /** The admin who chose a conversation for notices: what they may not see is not told there. */
  async chosenBy(tenantId: TenantId, conversationId: string): Promise<UserId | undefined> {
    return ((await redis.hGet(tenantKeys(tenantId).noticeChannels, conversationId)) as UserId | null) ?? undefined;
  },

  /** Has the notices to admins sent to a shared conversation, too; false for one that the bot is not in. */
  async choose(tenantId: TenantId, conversationId: string, by: UserId): Promise<boolean> {
    const keys = tenantKeys(tenantId);
    if ((await redis.hExists(keys.sharedConversations, conversationId)) !== 1) return false;
    await redis.hSet(keys.noticeChannels, conversationId, by);
    return true;
  },

  /** Ends what `choose` began. */
  async unchoose(tenantId: TenantId, conversationId: string): Promise<void> {
    await redis.hDel(tenantKeys(tenantId).noticeChannels, conversationId);
  },

  /** For when the bot was removed, or is refused there. */
  async forget(forgotten: Forgotten): Promise<void> {
    const keys = tenantKeys(forgotten.tenantId);
    if ('userId' in forgotten) {
      await redis.del(keys.conversation(forgotten.userId));
      return;
    }
    await redis.hDel(keys.noticeChannels, forgotten.conversationId);
    await redis.hDel(keys.sharedConversations, forgotten.conversationId);
  },
});

/** What is stored, unless it belongs to another tenant than the one it was found in. */
const ofTenant = (tenantId: TenantId, json: string | null): Conversation | undefined => {
  if (json === null) return undefined;
  const conversation: Conversation = JSON.parse(json);
  return conversation.tenantId === tenantId ? conversation : undefined;
};
