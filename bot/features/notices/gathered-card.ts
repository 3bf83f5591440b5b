import type { Card } from '../../../cards/kit/card.ts';
import { type Line, textCard } from '../../../cards/kit/text-card.ts';
import { NOTICE_KINDS, type NoticeKind } from '../../../services/notices/kinds.ts';
import type { Outgoing } from '../../../services/notices/ports.ts';
import type { NoticeTopic } from '../../../services/notices/topics.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { sealed } from '../../conversation/sealed-card.ts';
import { noticeCard } from './notice-card.ts';
import { type RenderedNotice, type RenderParts, renderNotice } from './render-notice.ts';

/** What shows more of what a topic tells. */
const SHOWN_BY: Readonly<Record<NoticeTopic, string>> = {
  purchases: 'subscriptions',
  policy: 'policies',
  requests: 'requests',
  'take-overs': 'subscriptions',
  safety: 'notifications',
  digest: 'notifications',
  own: 'my-subscriptions',
  asked: 'my-subscriptions',
  ends: 'my-subscriptions',
  billing: 'invoices',
  decided: 'my-requests',
  licenses: 'my-licenses',
};

/** Commands that only show, so that a row may lead there. */
const SHOWING = ['subscription', 'invoice'];

/** The card of one notice, or of several that reach a person together; undefined where there is nothing to say any more. */
export const cardOfAll = async (
  parts: RenderParts,
  all: readonly [Outgoing, ...Outgoing[]],
): Promise<Card | undefined> => {
  const worded = await Promise.all(all.map(async (each) => ({ each, rendered: await renderNotice(parts, each) })));
  const told = worded.flatMap(({ each, rendered }) => (rendered ? [{ each, rendered }] : []));
  const [first] = told;
  if (!first) return undefined;
  if (told.length === 1) return noticeCard(parts, first.each);
  const { actor, commerce, localizer } = first.rendered.context;
  const { t, number } = localizer;
  const data = {
    title: t('notices.together', { number: number(told.length) }),
    text: [t('notices.togetherText')],
    lines: told.map(({ each, rendered }) => lineOf(each.notice.kind, rendered)),
  };
  const card = textCard(data, commandButtons(['notifications'], localizer));
  return sealed(card, { owner: actor.userId, tenant: actor.tenantId, operations: commerce });
};

const lineOf = (kind: NoticeKind, { content, context: { localizer } }: RenderedNotice): Line => {
  const title = 'card' in content ? content.card.fallbackText : content.textCard.title;
  const buttons = 'card' in content ? [] : content.buttons;
  const button = buttons.find(({ verb }) => SHOWING.includes(verb));
  const text = localizer.t(`deliveries.kind.${kind}`);
  return {
    title,
    text,
    verb: button?.verb ?? SHOWN_BY[NOTICE_KINDS[kind].topic],
    ...(button?.data && { data: button.data }),
  };
};
