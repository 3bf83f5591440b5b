import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { takeOverCard } from '../../../cards/moves/take-over.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { defineCommand } from '../../conversation/command.ts';
import { closeButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { subscriptionArgs, subscriptionNamed, TO_TAKE_OVER } from '../../conversation/naming/named-subscription.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { moveAnswer, openMove } from './move-view.ts';

export const takeOver = defineCommand({
  name: 'take-over',
  allow: 'take-over',
  topic: 'take-over',
  effect: 'asks',
  args: z.strictObject(subscriptionArgs),
  async run(context) {
    const { actor, commerce, localizer } = context;
    const ref = await subscriptionNamed(context, context.args, TO_TAKE_OVER, { verb: 'take-over' });
    const details = await commerce.getSubscription(actor, ref);
    if (details.subscription.source !== 'self-service') throw new Refusal({ code: 'source-not-self-service' });
    if (details.subscription.status === 'Deleted') throw new Refusal({ code: 'source-deleted' });
    const move = await openMove(context, ref);
    if (move) return moveAnswer(context, move);
    const { access } = await commerce.previewTakeOverCancel(actor, ref);
    return takeOverCard({ summary: details, access }, takeOverButtons(ref, localizer), localizer);
  },
});

const takeOverButtons = (subscription: SubscriptionRef, localizer: Localizer): Button[] => [
  { title: localizer.t('moves.button'), verb: 'move-users', data: { subscription } },
  { title: localizer.t('buttons.cancelSubscription'), verb: 'cancel', data: { subscription } },
  openSubscriptionButton(subscription, localizer),
  closeButton(localizer),
];
