import { cancelAnswered, cancelAsked } from '../../../cards/centralizing/notices.ts';
import type { Button } from '../../../cards/kit/card.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import {
  continueCentralizingButton,
  openSubscriptionButton,
  takeControlButton,
} from '../../conversation/common-buttons.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import {
  adminName,
  type NoticeContext,
  type NoticeRenderer,
  type NoticeRenderers,
  personName,
} from '../notices/notice-content.ts';

const renderCancelRequest: NoticeRenderer<'cancel-asked'> = async (context, { subscription: ref, by }) => {
  const { actor, commerce, localizer } = context;
  const [purchase, name] = await Promise.all([commerce.getSubscription(actor, ref), adminName(context, by)]);
  if (purchase.subscription.status === 'Deleted') return undefined;
  return {
    textCard: cancelAsked({ purchase, name }, localizer),
    buttons: [...answerButtons(ref, context), openSubscriptionButton(ref, localizer)],
  };
};

const answerButtons = (subscription: SubscriptionRef, { localizer: { t } }: NoticeContext): Button[] => [
  { title: t('buttons.cancelSubscription'), verb: 'cancel-answer', data: { subscription, answer: 'canceled' } },
  confirmButton({ title: t('notices.keep'), verb: 'cancel-answer', data: { subscription, answer: 'kept' } }),
];

const renderCancelAnswer: NoticeRenderer<'cancel-answered'> = async (context, { subscription: ref, answer }) => {
  const { actor, commerce, localizer } = context;
  const purchase = await commerce.getSubscription(actor, ref);
  const name = personName(context, purchase.purchaser);
  return {
    textCard: cancelAnswered({ purchase, name, answer }, localizer),
    buttons: [
      ...(answer === 'kept' ? [takeControlButton(ref, localizer)] : []),
      continueCentralizingButton(purchase.product.id, localizer),
      openSubscriptionButton(ref, localizer),
    ],
  };
};

/** Requests to cancel what the organization now provides: for the purchaser, and the answer for the admin who asked. */
export const centralizingNotices = {
  'cancel-asked': renderCancelRequest,
  'cancel-answered': renderCancelAnswer,
} satisfies Partial<NoticeRenderers>;
