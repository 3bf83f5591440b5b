import { refusalReason } from '../../services/commerce/api/errors.ts';
import type { Commerce } from '../../services/commerce/index.ts';
import type { Conversation, Conversations } from '../../services/conversations/references.ts';
import type { Notices } from '../../services/notices/index.ts';
import type { RedisLog } from '../../services/redis/client.ts';
import type { Place, Sender } from './identity.ts';
import type { Location } from './location.ts';

/** Where an activity came from. */
export interface ActivityOrigin {
  readonly place: Place | undefined;
  readonly sender: Sender | undefined;
  /** How the conversation is reached, whatever the activity was. */
  readonly reference: Location['reference'];
  /** The bot was taken out of it, or the app was removed. */
  readonly left: boolean;
}

/** Keeps where people and channels are reached, as an activity shows it. A failure does not keep it from being answered. */
export type KeepReference = (origin: ActivityOrigin) => Promise<void>;

interface Parts {
  readonly commerce: Pick<Commerce, 'getVisitor'>;
  readonly conversations: Conversations;
  readonly notices: Pick<Notices, 'releaseWaiting' | 'resume'>;
  readonly log: RedisLog;
}

/** Keeps the references of conversations up to date, and has sent what waited for a person until they had the bot. */
export const createReferenceKeeper =
  (parts: Parts): KeepReference =>
  async (origin) => {
    try {
      await (origin.left ? forgetConversation(parts, origin) : rememberConversation(parts, origin));
    } catch (error) {
      parts.log.warn({ err: error, tenantId: origin.place?.tenantId }, 'A conversation was not remembered');
    }
  };

/** Only from those who are known: nobody else can fill the store. Nothing is written where it is known already. */
const rememberConversation = async (
  { commerce, conversations, notices }: Parts,
  { place, sender, reference }: ActivityOrigin,
): Promise<void> => {
  if (!place || !sender) return;
  const { tenantId, conversationId, kind } = place;
  const { userId } = sender;
  const isPersonal = kind === 'personal';
  const seen: Conversation = isPersonal
    ? { tenantId, userId, conversationId, kind, reference }
    : { tenantId, conversationId, kind, reference };
  const [stored] = await Promise.all([
    isPersonal ? conversations.personal(tenantId, userId) : conversations.shared(tenantId, conversationId),
    notices.resume(tenantId, conversationId),
  ]);
  if (JSON.stringify(stored) === JSON.stringify(seen)) return;
  if (!(await isKnown(commerce, sender))) return;
  await conversations.remember(seen);
  if (isPersonal) await notices.releaseWaiting(tenantId, userId);
};

const isKnown = async (commerce: Parts['commerce'], { tenantId, userId }: Sender): Promise<boolean> => {
  try {
    await commerce.getVisitor(tenantId, userId);
    return true;
  } catch (error) {
    refusalReason(error);
    return false;
  }
};

const forgetConversation = async ({ conversations }: Parts, { place, sender }: ActivityOrigin): Promise<void> => {
  if (!place) return;
  const { tenantId, conversationId, kind } = place;
  if (kind !== 'personal') await conversations.forget({ tenantId, conversationId });
  else if (sender) await conversations.forget({ tenantId, userId: sender.userId });
};
