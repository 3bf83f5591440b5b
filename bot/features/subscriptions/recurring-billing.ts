import { z } from 'zod';
import type { Card } from '../../../cards/kit/card.ts';
import { recurringQuestion, recurringReceipt } from '../../../cards/subscriptions/recurring-billing.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { closeButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import {
  confirmedRef,
  isNoneFitting,
  OWN_ACTIVE,
  subscriptionArgs,
} from '../../conversation/naming/named-subscription.ts';
import { recurringButton } from './subscription-buttons.ts';
import { askAbout } from './subscription-view.ts';

const args = z.strictObject({
  ...subscriptionArgs,
  /** The opposite of what it is, if not given. */
  on: z.boolean().optional(),
});
type RecurringBillingContext = WithArgs<typeof args>;

export const recurringBilling = defineChange({
  name: 'recurring-billing',
  allow: 'change-subscription',
  topic: 'own',
  args,
  ask(context) {
    const again = { verb: 'recurring-billing', data: { on: context.args.on } };
    const asking = askAbout(context, { candidates: OWN_ACTIVE, again }, askBeforeSwitching);
    return asking.catch((error: unknown) => reactivateInstead(error, context));
  },
  async act(context, confirmed) {
    const ref = confirmedRef(context.args);
    const on = context.args.on ?? refuse({ code: 'nothing-asked' });
    await context.commerce.setRecurringBilling(context.actor, ref, on, confirmed);
    return currentState(context, ref, { on, was: false });
  },
});

/** What has ended has nothing to go on with: whoever wants that brings it back. */
const reactivateInstead = (error: unknown, context: RecurringBillingContext): Promise<Card> => {
  const { on, product, purchaser } = context.args;
  if (!isNoneFitting(error) || on !== true || product === undefined) throw error;
  return context.commands.reactivate.invoke(context, { product, purchaser });
};

const askBeforeSwitching = async (context: RecurringBillingContext, ref: SubscriptionRef) => {
  const { actor, args, commerce, localizer } = context;
  const details = await commerce.getSubscription(actor, ref);
  const { autoRenew, version } = details.subscription;
  const on = args.on ?? !autoRenew;
  const preview = await commerce.previewRecurringBilling(actor, ref, on);
  if (!preview.changes) return currentState(context, ref, { on, was: true });
  const buttons = [confirmButton({ ...recurringButton(ref, on, localizer), version }), closeButton(localizer)];
  return recurringQuestion({ details, on, preview }, buttons, localizer);
};

/** How recurring billing stands now. */
const currentState = async (
  { actor, commerce, localizer }: RecurringBillingContext,
  ref: SubscriptionRef,
  { on, was }: { readonly on: boolean; readonly was: boolean },
) => {
  const [details, { renewal }] = await Promise.all([
    commerce.getSubscription(actor, ref),
    commerce.previewRecurringBilling(actor, ref, on),
  ]);
  const buttons = [openSubscriptionButton(ref, localizer), recurringButton(ref, !on, localizer)];
  return recurringReceipt({ details, on, renewal, was }, buttons, localizer);
};
