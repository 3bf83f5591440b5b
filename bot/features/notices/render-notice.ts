import { localizerFor } from '../../../locales/index.ts';
import { CommerceError } from '../../../services/commerce/api/errors.ts';
import type { UserId } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import type { Conversations } from '../../../services/conversations/references.ts';
import type { NoticeKind } from '../../../services/notices/notice.ts';
import { ROLES_TOLD } from '../../../services/notices/planning/audience.ts';
import type { Outgoing } from '../../../services/notices/ports.ts';
import { tellCard, tellInvoice } from '../billing/notice-renderers.ts';
import { tellGained, tellLost, tellMoved } from '../licenses/notice-renderers.ts';
import { tellMove } from '../moves/notice-renderers.ts';
import { tellPolicy, tellProduct } from '../policies/notice-renderers.ts';
import { tellDigest } from '../reports/notice-renderers.ts';
import { tellDecision, tellRequest } from '../requests/notice-renderers.ts';
import {
  tellAnswer,
  tellAsked,
  tellCanceled,
  tellEndsSoon,
  tellMovedAway,
  tellPurchase,
} from '../subscriptions/notice-renderers.ts';
import type { Reading, Teller, Told } from './notice-content.ts';

const TELLERS: { readonly [Kind in NoticeKind]: Teller<Kind> } = {
  'purchase-made': tellPurchase,
  'license-gained': tellGained,
  'license-lost': tellLost,
  'license-moved': tellMoved,
  'subscription-canceled': tellCanceled,
  'subscription-moved': tellMovedAway,
  'move-finished': tellMove,
  'move-stopped': tellMove,
  'cancel-asked': tellAsked,
  'cancel-answered': tellAnswer,
  'ends-soon': tellEndsSoon,
  'invoice-due': tellInvoice,
  'invoice-overdue': tellInvoice,
  'card-expires': tellCard,
  'request-made': tellRequest,
  'request-decided': tellDecision,
  'policy-changed': tellPolicy,
  'product-appeared': tellProduct,
  'weekly-digest': tellDigest,
};

export interface TellParts {
  readonly commerce: Commerce;
  readonly conversations: Pick<Conversations, 'chosenBy'>;
}

/** What a notice tells this reader now; nothing where it is over, or not theirs to know any more. */
export const tell = async (
  parts: TellParts,
  outgoing: Outgoing,
): Promise<{ readonly reading: Reading; readonly told: Told } | undefined> => {
  try {
    const reading = await readingOf(parts, outgoing);
    const teller = TELLERS[outgoing.notice.kind] as Teller<NoticeKind>;
    const told = reading && (await teller(reading, outgoing.notice));
    return told && { reading, told };
  } catch (error) {
    if (error instanceof CommerceError) return undefined;
    throw error;
  }
};

/** A person reads with their own rights, a shared conversation with those of the admin who chose it for notices. */
const readingOf = async (parts: TellParts, outgoing: Outgoing): Promise<Reading | undefined> => {
  const { commerce } = parts;
  const { notice, reader, languages } = outgoing;
  const userId = await readerIdOf(parts, outgoing);
  if (!userId) return undefined;
  const { actor, tenant } = await commerce.visitor(outgoing.tenant.id, userId);
  const { to } = notice;
  if ('role' in to && !ROLES_TOLD[to.role].some((role) => actor.roles.includes(role))) return undefined;
  return {
    actor,
    tenant,
    commerce,
    localizer: localizerFor(languages, tenant.timeZone),
    shared: 'conversation' in reader,
  };
};

const readerIdOf = async ({ conversations }: TellParts, { tenant, reader }: Outgoing): Promise<UserId | undefined> =>
  'person' in reader ? reader.person.id : conversations.chosenBy(tenant.id, reader.conversation.conversationId);
