import { z } from 'zod';
import { textCard } from '../../../cards/kit/text-card.ts';
import { type SubscriptionRef, USABLE } from '../../../services/commerce/api/types.ts';
import type { CommandContext, WithArgs } from '../../conversation/command.ts';
import { closeButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { defineChange } from '../../conversation/confirmed-command.ts';
import { confirmedRef, subscriptionArgs, subscriptionNamed } from '../../conversation/naming/named-subscription.ts';
import { keepButton } from './subscription-buttons.ts';

const args = z.strictObject({
  subscription: subscriptionArgs.subscription,
  product: subscriptionArgs.product,
  answer: z.enum(['kept', 'canceled']).default('kept'),
});
type CancelAnswerContext = WithArgs<typeof args>;

const OWN_USABLE = { own: true, statuses: USABLE };

/** A purchaser answers an admin who asked them to cancel. Keeping it is recorded; canceling leads to its confirmation. */
export const cancelAnswer = defineChange({
  name: 'cancel-answer',
  allow: 'run-own-subscription',
  topic: 'own',
  args,
  async ask(context) {
    const { actor, args, commerce } = context;
    const again = { verb: 'cancel-answer', data: { answer: args.answer } };
    const ref = await subscriptionNamed(context, args, OWN_USABLE, again);
    if (args.answer === 'canceled') return confirmCancel(context, ref);
    const answer = await commerce.getCancelAnswer(actor, ref);
    return answer === null || answer === undefined ? askToKeep(context, ref, answer) : answered(context, ref, answer);
  },
  async act(context, confirmed) {
    const { actor, args, commerce } = context;
    const ref = confirmedRef(args);
    if (args.answer === 'canceled') return confirmCancel(context, ref);
    const { answer } = await commerce.answerCancelRequest(actor, ref, 'kept', confirmed);
    return answered(context, ref, answer);
  },
});

/** Undefined is the answer to a question that nobody has asked. */
const askToKeep = ({ localizer }: CommandContext, ref: SubscriptionRef, answer: null | undefined) => {
  const { t } = localizer;
  const open = openSubscriptionButton(ref, localizer);
  if (answer === undefined)
    return textCard({ title: t('cancelAnswer.notAsked', { ref }), text: [t('cancelAnswer.notAskedText')] }, [open]);
  return textCard({ title: t('cancelAnswer.ask', { ref }), text: [t('cancelAnswer.keptText')] }, [
    keepButton(ref, localizer),
    { title: t('buttons.cancelSubscription'), verb: 'cancel-answer', data: { subscription: ref, answer: 'canceled' } },
    closeButton(localizer),
  ]);
};

/** The first answer counts, so that a repeat does no harm. */
const answered = ({ localizer }: CommandContext, ref: SubscriptionRef, answer: 'kept' | 'canceled') => {
  const { t } = localizer;
  const cancel = { title: t('buttons.cancelSubscription'), verb: 'cancel', data: { subscription: ref } };
  return textCard(
    {
      title: t(`cancelAnswer.${answer}`, { ref }),
      status: { text: t(`cancelAnswer.${answer}Text`), tone: answer === 'kept' ? 'Good' : 'Default' },
    },
    [openSubscriptionButton(ref, localizer), ...(answer === 'kept' ? [cancel] : [])],
  );
};

/** `cancel` records the answer once it has canceled. */
const confirmCancel = (context: CancelAnswerContext, subscription: SubscriptionRef) =>
  context.commands.cancel.invoke(context, { subscription, reason: 'moving-to-central' });
