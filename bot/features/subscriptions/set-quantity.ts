import { z } from 'zod';
import { validPaymentMethods } from '../../../cards/billing/payment-choice.ts';
import { type Button, present } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import {
  type QuantityChange,
  type QuantityForm,
  quantityForm,
  quantityReceipt,
} from '../../../cards/subscriptions/quantity.ts';
import type { Localizer } from '../../../locales/index.ts';
import { type Reason, refusalReason, refuse } from '../../../services/commerce/api/errors.ts';
import type { Subscription, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { idText, monthlyPrice, plainNumber, plainText } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { closeButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { type Confirmed, confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { typedNumber } from '../../conversation/naming/arguments.ts';
import { confirmedRef, OWN_ACTIVE, subscriptionArgs } from '../../conversation/naming/named-subscription.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';
import { recurringButton } from './subscription-buttons.ts';
import { askAbout } from './subscription-view.ts';

const args = z.strictObject({
  ...subscriptionArgs,
  /** The new total, as a number or as it was typed into the field. */
  quantity: z.union([plainNumber, plainText(100)]).optional(),
  /** Licenses more, or fewer where negative. */
  change: plainNumber.optional(),
  /** Twice as many, or half of them. */
  times: z.union([z.literal(2), z.literal(0.5)]).optional(),
  /** The total that the card spoke of, and when it said that it would hold. */
  previewed: plainNumber.optional(),
  when: z.enum(['now', 'at-renewal']).optional(),
  /** The total that there was when it was asked about. */
  had: plainNumber.optional(),
  /** The id of a payment method. */
  card: idText().optional(),
});
type SetQuantityContext = WithArgs<typeof args>;

export const setQuantity = defineChange({
  name: 'set-quantity',
  allow: 'change-subscription',
  topic: 'own',
  args,
  ask: (context) => askAboutQuantity(context),
  async act(context, confirmed) {
    const { actor, args, commerce, localizer } = context;
    const ref = confirmedRef(args);
    const details = await commerce.getSubscription(actor, ref);
    const total = totalEntered(args, details.subscription);
    if (total === undefined || total !== args.previewed) return askAboutQuantity(context);
    await dateAsShown(context, details.subscription, confirmed);
    const paid = { ...confirmed, ...(args.card && { paymentMethodId: args.card }) };
    const plan = await commerce.setQuantity(actor, ref, total, paid);
    return quantityReceipt({ details, total, plan }, afterQuantityChange(ref, args.had, localizer), localizer);
  },
});

/** The total that is asked for; NaN where what was typed is no number. */
const totalEntered = (
  { quantity, change, times }: z.infer<typeof args>,
  subscription: Subscription,
): number | undefined => {
  if (times !== undefined) return Math.ceil(subscription.quantity * times);
  if (change !== undefined) return subscription.quantity + change;
  return typeof quantity === 'string' ? typedNumber(quantity) : quantity;
};

const askAboutQuantity = (context: SetQuantityContext) => {
  const { quantity, change, times } = context.args;
  const again = { verb: 'set-quantity', data: { quantity, change, times } };
  return askAbout(context, { candidates: OWN_ACTIVE, again }, askBeforeChangingQuantity);
};

const askBeforeChangingQuantity = async (context: SetQuantityContext, ref: SubscriptionRef) => {
  const { actor, args, commerce, localizer } = context;
  const details = await commerce.getSubscription(actor, ref);
  const { subscription } = details;
  // Refuses where no number at all would do.
  await commerce.previewQuantity(actor, ref, subscription.quantity);
  const total = totalEntered(args, subscription);
  const { change, refused } = await previewOfTotal(context, subscription, total);
  const form: QuantityForm = {
    details,
    change,
    entered: Number.isFinite(total) ? total : undefined,
    payment: await commerce.listPaymentChoices(actor, ref),
    chosen: args.card,
  };
  const card = quantityForm(form, quantityButtons(form, refused, localizer), localizer);
  return refused ? withWarning(card, refusalWords(refused, localizer)) : card;
};

/** What the total would mean, or why it cannot be had; neither where it changes nothing. */
const previewOfTotal = async (
  { actor, commerce }: SetQuantityContext,
  subscription: Subscription,
  total = subscription.quantity,
): Promise<{ readonly change?: QuantityChange; readonly refused?: Reason }> => {
  if (total === subscription.quantity && subscription.scheduledQuantity === undefined) return {};
  try {
    const plan = await commerce.previewQuantity(actor, subscription.ref, total);
    return { change: { total, plan, monthly: monthlyPrice({ ...subscription, quantity: total }) } };
  } catch (error) {
    return { refused: refusalReason(error) };
  }
};

/** Time may put fewer licenses off to the renewal, without any change of the subscription. */
const dateAsShown = async (
  { actor, args, commerce }: SetQuantityContext,
  { ref, version }: Subscription,
  confirmed: Confirmed,
) => {
  if (confirmed.version !== version || args.previewed === undefined) return;
  const { when } = await commerce.previewQuantity(actor, ref, args.previewed);
  if (when !== args.when) refuse({ code: 'stale', version });
};

const quantityButtons = (
  { details, change, payment }: QuantityForm,
  refused: Reason | undefined,
  localizer: Localizer,
) => {
  const { t } = localizer;
  const { ref, version } = details.subscription;
  const close = closeButton(localizer);
  const data = { subscription: ref };
  const again: Button = { title: t('buttons.continue'), verb: 'set-quantity', data, sendsInputs: true };
  if (!change) return [again, ...quantityRefusalButtons(refused, ref, localizer), close];
  const save = {
    ...data,
    previewed: change.total,
    when: change.plan.when,
    had: details.subscription.quantity,
  };
  const canPay = !change.plan.charge || validPaymentMethods(payment).length > 0;
  return present<Button>([
    canPay ? confirmButton({ title: t('buttons.save'), verb: 'set-quantity', data: save, version }) : again,
    change.plan.charge && { title: t('commands.payment-methods.title'), verb: 'payment-methods' },
    close,
  ]);
};

/** What puts right why a total cannot be had. */
const quantityRefusalButtons = (refused: Reason | undefined, ref: SubscriptionRef, localizer: Localizer): Button[] => {
  if (refused?.code === 'needs-recurring-billing') return [recurringButton(ref, true, localizer)];
  if (refused?.code !== 'below-assigned') return [];
  return [{ title: localizer.t('commands.unassign.title'), verb: 'unassign', data: { subscription: ref } }];
};

/** Besides what comes next, the way back: to the total that was before. */
const afterQuantityChange = (ref: SubscriptionRef, before: number | undefined, localizer: Localizer): Button[] =>
  present<Button>([
    { title: localizer.t('commands.assign.title'), verb: 'assign', data: { subscription: ref } },
    openSubscriptionButton(ref, localizer),
    { title: localizer.t('commands.invoices.title'), verb: 'invoices' },
    before !== undefined && {
      title: localizer.t('quantity.back', { count: before }),
      verb: 'set-quantity',
      data: { subscription: ref, quantity: before },
    },
  ]);
