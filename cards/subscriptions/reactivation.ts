import type { Localizer } from '../../locales/index.ts';
import type { PaymentChoice } from '../../services/commerce/api/billing.ts';
import type { ReactivatePreview, SubscriptionDetails } from '../../services/commerce/api/subscriptions.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import { paymentMethodInput, validPaymentMethods } from '../billing/payment-choice.ts';
import type { Button, Card } from '../kit/card.ts';
import { textCard } from '../kit/text-card.ts';
import { nameOf, statusColor, statusText } from './subscription-words.ts';

interface Reactivation {
  readonly details: SubscriptionDetails;
  readonly preview: ReactivatePreview;
  readonly payment: readonly PaymentChoice[];
  /** The id of the payment method that was chosen before. */
  readonly chosen: string | undefined;
}

/** What reactivating would do and cost. The payment method to charge comes back as `card`. */
export const reactivationQuestion = (
  { details, preview, payment, chosen }: Reactivation,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t, money, date } = localizer;
  const { subscription } = details;
  const { status, assigned } = subscription;
  const people = t(status === 'Disabled' ? 'reactivation.regains' : 'reactivation.keeps', { count: assigned });
  return textCard(
    {
      title: t('reactivation.ask'),
      status: { text: `${nameOf(details)} · ${statusText(subscription, localizer)}`, tone: statusColor[status] },
      text: [
        t('reactivation.charge', { amount: money(preview.charge), date: date(preview.expiresAt) }),
        t('reactivation.renews'),
        ...(assigned > 0 ? [people] : []),
      ],
      warnings: validPaymentMethods(payment).length > 0 ? [] : [t('paying.none')],
      facts: [{ title: t('columns.licenses'), value: t('quantity.licenses', { count: subscription.quantity }) }],
      inputs: paymentMethodInput(payment, chosen, localizer),
    },
    buttons,
  );
};

/** The new term, and what it has cost. */
export const reactivationReceipt = (
  { details, charged, expiresAt }: { details: SubscriptionDetails; charged: Money; expiresAt: number },
  buttons: readonly Button[],
  { t, money, date }: Localizer,
): Card =>
  textCard(
    {
      title: t('reactivation.done', { ref: details.subscription.ref }),
      status: { text: details.product.name, tone: 'Good' },
      text: [t('reactivation.charged', { amount: money(charged), date: date(expiresAt) })],
    },
    buttons,
  );
