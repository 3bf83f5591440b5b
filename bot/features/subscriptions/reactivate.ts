import { z } from 'zod';
import { validPaymentMethods } from '../../../cards/billing/payment-choice.ts';
import type { Button } from '../../../cards/kit/card.ts';
import { reactivationQuestion, reactivationReceipt } from '../../../cards/subscriptions/reactivation.ts';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { idText } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { closeButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { confirmedRef, subscriptionArgs } from '../../conversation/naming/named-subscription.ts';
import { askAbout } from './subscription-view.ts';

const args = z.strictObject({ ...subscriptionArgs, card: idText().optional() });
const ENDED = { own: true, statuses: ['Expired', 'Disabled'] } as const;
type ReactivateContext = WithArgs<typeof args>;

export const reactivate = defineChange({
  name: 'reactivate',
  allow: 'change-subscription',
  topic: 'own',
  args,
  ask: (context) => askAbout(context, { candidates: ENDED, again: { verb: 'reactivate' } }, askBeforeReactivating),
  async act(context, confirmed) {
    const { actor, args, commerce, localizer } = context;
    const ref = confirmedRef(args);
    const paid = args.card ? { paymentMethodId: args.card } : {};
    const { charged, expiresAt } = await commerce.reactivate(actor, ref, paid, confirmed);
    const details = await commerce.getSubscription(actor, ref);
    const buttons: Button[] = [
      { title: localizer.t('commands.assign.title'), verb: 'assign', data: { subscription: ref } },
      openSubscriptionButton(ref, localizer),
      { title: localizer.t('commands.invoices.title'), verb: 'invoices' },
    ];
    return reactivationReceipt({ details, charged, expiresAt }, buttons, localizer);
  },
});

const askBeforeReactivating = async ({ actor, args, commerce, localizer }: ReactivateContext, ref: SubscriptionRef) => {
  const preview = await commerce.previewReactivate(actor, ref);
  const [details, payment] = await Promise.all([
    commerce.getSubscription(actor, ref),
    commerce.listPaymentChoices(actor, ref),
  ]);
  const { version } = preview.subscription;
  const confirm = confirmButton({
    title: localizer.t('buttons.reactivate'),
    verb: 'reactivate',
    data: { subscription: ref },
    version,
  });
  const buttons: Button[] = [
    ...(validPaymentMethods(payment).length > 0 ? [confirm] : []),
    { title: localizer.t('commands.payment-methods.title'), verb: 'payment-methods' },
    closeButton(localizer),
  ];
  return reactivationQuestion({ details, preview, payment, chosen: args.card }, buttons, localizer);
};
