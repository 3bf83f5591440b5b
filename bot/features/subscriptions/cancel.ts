import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { cancelQuestion, cancelReceipt } from '../../../cards/subscriptions/cancel.ts';
import { refusalReason, refuse } from '../../../services/commerce/api/errors.ts';
import {
  CANCEL_REASONS,
  type CancelPreview,
  LONGEST_FEEDBACK,
  type SubscriptionDetails,
} from '../../../services/commerce/api/subscriptions.ts';
import type { Actor, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { may, plainText } from '../../../services/commerce/index.ts';
import type { CommandContext, WithArgs } from '../../conversation/command.ts';
import { closeButton, openSubscriptionButton, subscriptionListButton } from '../../conversation/common-buttons.ts';
import { type Confirmed, confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import {
  type Candidates,
  confirmedRef,
  subscriptionArgs,
  TO_TAKE_OVER,
} from '../../conversation/naming/named-subscription.ts';
import { recurringButton } from './subscription-buttons.ts';
import { askAbout } from './subscription-view.ts';

const args = z.strictObject({
  ...subscriptionArgs,
  reason: z.union([z.enum(CANCEL_REASONS), z.literal('')]).optional(),
  feedback: plainText(5000).optional(),
  /** Whether the card spoke of a refund. */
  refunded: z.boolean().optional(),
});
type CancelContext = WithArgs<typeof args>;

export const cancel = defineChange({
  name: 'cancel',
  allow: 'cancel-subscription',
  topic: 'own',
  args,
  ask: (context) =>
    askAbout(context, { candidates: cancelCandidates(context), again: { verb: 'cancel' } }, askBeforeCanceling),
  async act(context, confirmed) {
    const { actor, args, commerce, localizer } = context;
    const ref = confirmedRef(args);
    const details = await commerce.getSubscription(actor, ref);
    const isOwn = isOwnSubscription(actor, details);
    const reason = args.reason || refuse({ code: 'nothing-asked' });
    const cancellation = { reason, feedback: args.feedback };
    await refundAsShown(context, details, confirmed);
    const { credit, use, access } = isOwn
      ? await commerce.cancelSubscription(actor, ref, cancellation, confirmed)
      : await commerce.takeOverCancel(actor, ref, cancellation, confirmed);
    if (isOwn) await recordCanceled(context, ref, confirmed);
    return cancelReceipt(
      { details, credit, use, access, isOwn },
      [subscriptionListButton(context), openSubscriptionButton(ref, localizer)],
      localizer,
    );
  },
});

const isOwnSubscription = (actor: Actor, { subscription }: SubscriptionDetails): boolean =>
  may(actor, 'run-own-subscription', subscription.purchaserId);

/** An admin chooses among everybody's purchases, everybody else among their own. */
const cancelCandidates = ({ actor }: CommandContext): Candidates => ({
  ...TO_TAKE_OVER,
  own: !may(actor, 'take-over'),
});

const previewOfCancel = ({ actor, commerce }: CommandContext, details: SubscriptionDetails): Promise<CancelPreview> => {
  const { ref } = details.subscription;
  return isOwnSubscription(actor, details)
    ? commerce.previewCancel(actor, ref)
    : commerce.previewTakeOverCancel(actor, ref);
};

const askBeforeCanceling = async (context: CancelContext, ref: SubscriptionRef) => {
  const { actor, commerce, args } = context;
  const details = await commerce.getSubscription(actor, ref);
  const preview = await previewOfCancel(context, details);
  const isOwn = isOwnSubscription(actor, details);
  const form = {
    reasons: CANCEL_REASONS,
    reason: args.reason || undefined,
    feedback: isOwn ? (args.feedback ?? '') : undefined,
    longest: LONGEST_FEEDBACK,
  };
  return cancelQuestion(
    { details, preview, form, isOwn },
    cancelButtons(context, details, preview.plan),
    context.localizer,
  );
};

/** Time may turn a refund into none, without any change of the subscription. */
const refundAsShown = async (
  context: CancelContext,
  details: SubscriptionDetails,
  { version }: Confirmed,
): Promise<void> => {
  if (version !== details.subscription.version) return;
  const { plan } = await previewOfCancel(context, details);
  if ((plan.credit !== null) !== context.args.refunded) refuse({ code: 'stale', version });
};

/** Tells the admin who has asked for it, if any has, that it is done. A repeat tells once. */
const recordCanceled = async ({ actor, commerce }: CancelContext, ref: SubscriptionRef, { operationId }: Confirmed) => {
  try {
    await commerce.answerCancelRequest(actor, ref, 'canceled', { operationId: `${operationId}-answer` });
  } catch (error) {
    refusalReason(error, 'no-such-request');
  }
};

const cancelButtons = (
  { actor, localizer }: CancelContext,
  details: SubscriptionDetails,
  plan: CancelPreview['plan'],
): Button[] => {
  const { t } = localizer;
  const { ref, version, assigned } = details.subscription;
  const isOwn = isOwnSubscription(actor, details);
  const data = { subscription: ref, refunded: plan.credit !== null };
  const move: Button = { title: t('commands.move-users.title'), verb: 'move-users', data: { subscription: ref } };
  return [
    confirmButton({ title: t('buttons.cancelSubscription'), verb: 'cancel', data, version }),
    ...(isOwn && plan.mayStopRenewing ? [recurringButton(ref, false, localizer)] : []),
    ...(!isOwn && assigned > 0 ? [move] : []),
    closeButton(localizer),
  ];
};
