import type { Card } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import type { Outgoing } from '../../../services/notices/ports.ts';
import type { Station } from '../../conversation/back/trail.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { ANYONE, sealed } from '../../conversation/sealed-card.ts';
import { type RenderedNotice, type RenderParts, renderNotice } from './render-notice.ts';

/**
 * The card of a notice; undefined where there is nothing to say any more. In a shared conversation whoever presses gets
 * an answer of their own, by their own rights.
 */
export const noticeCard = async (parts: RenderParts, outgoing: Outgoing): Promise<Card | undefined> => {
  const rendered = await renderNotice(parts, outgoing);
  if (!rendered) return undefined;
  const { shared, actor, commerce, localizer } = rendered.context;
  const owner = shared ? ANYONE : actor.userId;
  const titles = { card: localizer.t('buttons.backToCard'), list: localizer.t('buttons.back') };
  const way = shared ? undefined : { here: placeOfNotice(outgoing.notice), behind: [], titles };
  return sealed(cardOf(rendered), { owner, tenant: actor.tenantId, operations: commerce, way });
};

/** What shows again what a notice was about, for whoever pressed a button of it and thinks better of it. */
const placeOfNotice = (notice: Notice): Station | undefined => {
  if (!('subscription' in notice) || NOT_THEIRS.includes(notice.kind)) return undefined;
  const verb = notice.kind === 'cancel-asked' ? 'cancel-answer' : 'subscription';
  return { verb, args: { subscription: notice.subscription } };
};

/** About subscriptions that their readers may not see. */
const NOT_THEIRS: readonly Notice['kind'][] = ['license-gained', 'license-lost', 'license-moved'];

/** A person is shown how to turn it off. */
const cardOf = ({ context: { localizer, shared }, content }: RenderedNotice): Card => {
  if ('card' in content) return content.card;
  const { textCard: data, buttons } = content;
  return shared
    ? textCard({ ...data, footer: localizer.t('notices.shared') }, buttons)
    : textCard(data, [...buttons, ...commandButtons(['notifications'], localizer)]);
};
