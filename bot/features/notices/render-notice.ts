import { localizerFor } from '../../../locales/index.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { UserId } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import type { Conversations } from '../../../services/conversations/references.ts';
import type { NoticeKind } from '../../../services/notices/kinds.ts';
import { isAddressed } from '../../../services/notices/planning/audience.ts';
import type { Outgoing } from '../../../services/notices/ports.ts';
import { billingNotices } from '../billing/notice-renderers.ts';
import { centralizingNotices } from '../centralizing/notice-renderers.ts';
import { licenseNotices } from '../licenses/notice-renderers.ts';
import { moveNotices } from '../moves/notice-renderers.ts';
import { policyNotices } from '../policies/notice-renderers.ts';
import { reportNotices } from '../reports/notice-renderers.ts';
import { requestNotices } from '../requests/notice-renderers.ts';
import { subscriptionNotices } from '../subscriptions/notice-renderers.ts';
import type { NoticeContent, NoticeContext, NoticeRenderer, NoticeRenderers } from './notice-content.ts';
import { workNotices } from './notice-renderers.ts';

const RENDERERS: NoticeRenderers = {
  ...billingNotices,
  ...centralizingNotices,
  ...licenseNotices,
  ...workNotices,
  ...moveNotices,
  ...policyNotices,
  ...reportNotices,
  ...requestNotices,
  ...subscriptionNotices,
};

/** What notices are rendered from. */
export interface RenderParts {
  readonly commerce: Commerce;
  readonly conversations: Pick<Conversations, 'chosenBy'>;
}

/** A notice as it reads now, with what it was made for. */
export interface RenderedNotice {
  readonly context: NoticeContext;
  readonly content: NoticeContent;
}

/** What a notice says to this reader now; undefined where it is over, or not theirs to know any more. */
export const renderNotice = async (parts: RenderParts, outgoing: Outgoing): Promise<RenderedNotice | undefined> => {
  try {
    const context = await noticeContext(parts, outgoing);
    const render = RENDERERS[outgoing.notice.kind] as NoticeRenderer<NoticeKind>;
    const content = context && (await render(context, outgoing.notice));
    return content && { context, content };
  } catch (error) {
    refusalReason(error);
    return undefined;
  }
};

/** A person reads with their own rights, a shared conversation with those of the admin who chose it for notices. */
const noticeContext = async (parts: RenderParts, outgoing: Outgoing): Promise<NoticeContext | undefined> => {
  const { commerce } = parts;
  const { notice, reader, languages } = outgoing;
  const userId = await readerIdOf(parts, outgoing);
  if (!userId) return undefined;
  const { actor, tenant } = await commerce.getVisitor(outgoing.tenant.id, userId);
  if (!isAddressed(actor, notice)) return undefined;
  return {
    actor,
    tenant,
    commerce,
    localizer: localizerFor(languages, tenant.timeZone),
    shared: 'conversation' in reader,
  };
};

const readerIdOf = async ({ conversations }: RenderParts, { tenant, reader }: Outgoing): Promise<UserId | undefined> =>
  'person' in reader ? reader.person.id : conversations.chosenBy(tenant.id, reader.conversation.conversationId);
