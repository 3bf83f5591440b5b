import { z } from 'zod';
import { askOneQuestion, centralizeReceipt } from '../../../cards/centralizing/centralize-steps.ts';
import { type SubscriptionRef, USABLE } from '../../../services/commerce/api/types.ts';
import { plainNumber } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { closeButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { boughtProductNamed } from '../../conversation/naming/named-product.ts';
import { subscriptionArgs, subscriptionNamed } from '../../conversation/naming/named-subscription.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { askAllToCancel } from './ask-all-to-cancel.ts';

const args = z.strictObject({ ...subscriptionArgs, shown: plainNumber.optional() });
type AskToCancelContext = WithArgs<typeof args>;

/** Asks one purchaser to cancel what a sentence names, or all purchasers of a product: a step of centralizing it. */
export const askToCancel = defineChange({
  name: 'ask-to-cancel',
  allow: 'take-over',
  topic: 'take-over',
  args,
  async ask(context) {
    const { subscription, product, purchaser } = context.args;
    if (product && !subscription && !purchaser) return askAllToCancel.invoke(context, await stepOf(context, product));
    const candidates = { source: 'self-service', statuses: USABLE } as const;
    const ref = await subscriptionNamed(context, context.args, candidates, { verb: 'ask-to-cancel' });
    return askAboutOne(context, ref);
  },
  async act(context, { operationId }) {
    const { actor, args, commerce, localizer } = context;
    const { t } = localizer;
    if (!args.subscription) {
      const step = await stepOf(context, args.product ?? '');
      return askAllToCancel.invoke(context, { ...step, shown: args.shown, operation: operationId });
    }
    const { asked } = await commerce.askOneToCancel(actor, args.subscription, { operationId });
    const title = t(asked ? 'centralize.askedOne' : 'centralize.askedBefore', { ref: args.subscription });
    const status = t('centralize.waitingForAnswer');
    const next = [openSubscriptionButton(args.subscription, localizer)];
    return centralizeReceipt({ title, status, text: [t('centralize.askedOneText')] }, next);
  },
});

const stepOf = async (context: AskToCancelContext, product: string) => ({
  product: (await boughtProductNamed(context, product, { verb: 'ask-to-cancel' })).id,
});

const askAboutOne = async ({ actor, commerce, localizer }: AskToCancelContext, ref: SubscriptionRef) => {
  const details = await commerce.getSubscription(actor, ref);
  if (details.subscription.source !== 'self-service') throw new Refusal({ code: 'source-not-self-service' });
  if (details.subscription.status === 'Deleted') throw new Refusal({ code: 'source-deleted' });
  const title = localizer.t('centralize.askButton');
  const buttons = [
    confirmButton({ title, verb: 'ask-to-cancel', data: { subscription: ref } }),
    closeButton(localizer),
  ];
  return askOneQuestion(details, buttons, localizer);
};
