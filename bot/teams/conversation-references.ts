import { CommerceError } from '../../services/commerce/api/errors.ts';
import type { Commerce } from '../../services/commerce/index.ts';
import type { Conversation, Conversations } from '../../services/conversations/references.ts';
import type { RedisLog } from '../../services/redis/client.ts';
import type { Place, Sender } from './identity.ts';
import type { Location } from './location.ts';

/** What an activity tells of its conversation. */
export interface Seen {
  readonly place: Place | undefined;
  readonly sender: Sender | undefined;
  /** How the conversation is reached; of no one activity. */
  readonly reference: Location['reference'];
  /** The bot was taken out of it, or the app was removed. */
  readonly left: boolean;
}

/** Keeps what an activity tells of where people and channels are reached. Never keeps a turn from being answered. */
export type Remember = (seen: Seen) => Promise<void>;

interface Parts {
  readonly commerce: Pick<Commerce, 'getVisitor'>;
  readonly conversations: Conversations;
  readonly log: RedisLog;
}

export const createRemembering =
  (parts: Parts): Remember =>
  async (seen) => {
    try {
      await (seen.left ? forget(parts, seen) : remember(parts, seen));
    } catch (error) {
      parts.log.warn({ err: error, tenantId: seen.place?.tenantId }, 'A conversation was not remembered');
    }
  };

/** Only from those who are known: nobody else can fill the store. Nothing is written where it is known already. */
const remember = async ({ commerce, conversations }: Parts, { place, sender, reference }: Seen): Promise<void> => {
  if (!place || !sender) return;
  const { tenantId, conversationId, kind } = place;
  const { userId } = sender;
  const isPersonal = kind === 'personal';
  const seen: Conversation = isPersonal
    ? { tenantId, userId, conversationId, kind, reference }
    : { tenantId, conversationId, kind, reference };
  const stored = await (isPersonal
    ? conversations.personal(tenantId, userId)
    : conversations.shared(tenantId, conversationId));
  if (JSON.stringify(stored) === JSON.stringify(seen)) return;
  if (await isKnown(commerce, sender)) await conversations.remember(seen);
};

const isKnown = async (commerce: Parts['commerce'], { tenantId, userId }: Sender): Promise<boolean> => {
  try {
    await commerce.getVisitor(tenantId, userId);
    return true;
  } catch (error) {
    if (error instanceof CommerceError) return false;
    throw error;
  }
};

const forget = async ({ conversations }: Parts, { place, sender }: Seen): Promise<void> => {
  if (!place) return;
  const { tenantId, conversationId, kind } = place;
  if (kind !== 'personal') await conversations.forget({ tenantId, conversationId });
  else if (sender) await conversations.forget({ tenantId, userId: sender.userId });
};
