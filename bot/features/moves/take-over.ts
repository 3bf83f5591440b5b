import { z } from 'zod';
import { takeOverCard } from '../../../cards/moves/take-over.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { subscriptionArgs, subscriptionNamed } from '../../conversation/disambiguation.ts';
import { Refusal } from '../../conversation/refusals.ts';
import { moveAnswer, openMove, TAKEN_OVER } from './move-view.ts';

export const takeOver = defineCommand({
  name: 'take-over',
  allow: 'take-over',
  topic: 'take-over',
  args: z.strictObject(subscriptionArgs),
  async run(context) {
    const { actor, commerce, localizer } = context;
    const ref = await subscriptionNamed(context, context.args, TAKEN_OVER, { verb: 'take-over' });
    const details = await commerce.getSubscription(actor, ref);
    if (details.subscription.source !== 'self-service') throw new Refusal({ code: 'source-not-self-service' });
    if (details.subscription.status === 'Deleted') throw new Refusal({ code: 'source-deleted' });
    const move = await openMove(context, ref);
    return move ? moveAnswer(context, move) : takeOverCard(details, takeOverButtons(ref, context), localizer);
  },
});

const takeOverButtons = (subscription: string, { localizer: { t } }: CommandContext) => [
  { title: t('moves.button'), verb: 'move-users', data: { subscription } },
  { title: t('buttons.cancelSubscription'), verb: 'cancel', data: { subscription } },
  { title: t('buttons.openSubscription', { ref: subscription }), verb: 'subscription', data: { subscription } },
  { title: t('buttons.close'), verb: 'close' },
];
