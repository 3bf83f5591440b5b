import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { subscriptionRef } from '../../conversation/naming/arguments.ts';

const args = z.strictObject({
  subscription: subscriptionRef,
  answer: z.enum(['kept', 'canceled']),
});
type CancelAnswerContext = WithArgs<typeof args>;

/** A purchaser answers an admin who asked them to cancel. Keeping it is recorded; canceling leads to its confirmation. */
export const cancelAnswer = defineCommand({
  name: 'cancel-answer',
  effect: 'acts',
  allow: 'run-own-subscription',
  args,
  run: (context) => (context.args.answer === 'kept' ? keepSubscription(context) : confirmCancel(context)),
});

/** The first answer counts, so that a repeat does no harm. */
const keepSubscription = async ({ actor, args, commerce, localizer }: CancelAnswerContext) => {
  const { subscription: ref } = args;
  const { t } = localizer;
  const { answer } = await commerce.answerCancelRequest(actor, ref, 'kept', { operationId: randomUUID() });
  const cancel: Button = { title: t('buttons.cancelSubscription'), verb: 'cancel', data: { subscription: ref } };
  return textCard(
    {
      title: t(`cancelAnswer.${answer}`, { ref }),
      status: { text: t(`cancelAnswer.${answer}Text`), tone: answer === 'kept' ? 'Good' : 'Default' },
    },
    [openSubscriptionButton(ref, localizer), ...(answer === 'kept' ? [cancel] : [])],
  );
};

/** `cancel` records the answer once it has canceled. */
const confirmCancel = (context: CancelAnswerContext) =>
  context.commands.cancel.invoke(context, { subscription: context.args.subscription, reason: 'moving-to-central' });
