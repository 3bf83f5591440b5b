import type { Speech } from '../../locales/index.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import type { PaymentChoice, QuantityPlan, SubscriptionDetails } from '../../services/commerce/api/views.ts';
import { cardInput, validCards } from '../billing/payment-choice.ts';
import type { Button, Card } from '../kit/card.ts';
import { numberInput } from '../kit/inputs.ts';
import { sheet } from '../kit/text-card.ts';
import { licensesText, nameOf } from './subscription-words.ts';

/** A new total of licenses, what it means and what it costs. */
export interface QuantityWish {
  readonly total: number;
  readonly plan: QuantityPlan;
  /** What all of them cost for one month. */
  readonly monthly: Money;
}

export interface QuantityForm {
  readonly details: SubscriptionDetails;
  /** Absent until a total has been entered that differs from what there is. */
  readonly wish: QuantityWish | undefined;
  /** What was entered, where that is a number. */
  readonly entered: number | undefined;
  /** What to pay with, where something is charged, and what was chosen. */
  readonly payment: readonly PaymentChoice[];
  readonly chosen: string | undefined;
}

/** The number of licenses as a field, and what the number in it would mean. It comes back as `quantity`. */
export const quantityForm = (form: QuantityForm, buttons: readonly Button[], speech: Speech): Card => {
  const { t, money } = speech;
  const { details, wish, entered, payment, chosen } = form;
  const { quantity, unitPrice } = details.subscription;
  const charged = wish?.plan.charge !== undefined;
  return sheet(
    {
      title: t('quantity.title'),
      status: { text: nameOf(details), tone: 'Default' },
      text: wish ? [...meaning(details, wish, speech), t('quantity.edit')] : [hint(form, speech)],
      warnings: warnings(form, speech),
      facts: [
        { title: t('columns.licenses'), value: licensesText(details.subscription, speech) },
        { title: t('columns.price'), value: t('quantity.perLicense', { price: money(unitPrice) }) },
        ...(wish ? [{ title: t('quantity.total'), value: step(quantity, wish, speech) }] : []),
      ],
      inputs: [
        numberInput(
          { id: 'quantity', label: t('quantity.total'), value: entered ?? quantity, min: 1, required: true },
          speech,
        ),
        ...(charged ? cardInput(payment, chosen, speech) : []),
      ],
    },
    buttons,
  );
};

const hint = ({ details, entered }: QuantityForm, { t }: Speech): string => {
  const { quantity: count } = details.subscription;
  return entered === count ? t('quantity.same', { count }) : t('quantity.enter');
};

const step = (before: number, { total: after }: QuantityWish, { t, number }: Speech): string =>
  t('quantity.step', { before: number(before), after: number(after) });

/** When the new total holds, and what it costs or gives back. */
const meaning = (
  { subscription }: SubscriptionDetails,
  { total, plan, monthly }: QuantityWish,
  { t, money, date }: Speech,
): string[] => {
  const then = t('quantity.then', { price: money(monthly) });
  if (plan.when === 'at-renewal') return [t('quantity.later', { count: total, date: date(plan.effectiveAt) }), then];
  if (plan.charge)
    return [t('quantity.charge', { amount: money(plan.charge), date: date(subscription.expiresAt) }), then];
  if (plan.credit?.amount) return [t('quantity.credit', { amount: money(plan.credit) }), then];
  return [plan.credit ? t('quantity.less') : t('quantity.keep', { count: total }), then];
};

const warnings = ({ details, wish, payment }: QuantityForm, { t }: Speech): string[] => {
  const { scheduledQuantity } = details.subscription;
  const charged = wish?.plan.charge !== undefined;
  return [
    ...(wish && scheduledQuantity !== undefined ? [t('quantity.replaces', { count: scheduledQuantity })] : []),
    ...(charged && validCards(payment).length === 0 ? [t('paying.none')] : []),
  ];
};

/** What a new total came to. */
interface QuantitySaved {
  readonly details: SubscriptionDetails;
  readonly total: number;
  readonly plan: QuantityPlan;
}

/** The new total, from when, and what was charged or given back. */
export const quantityReceipt = (
  { details, total, plan }: QuantitySaved,
  buttons: readonly Button[],
  speech: Speech,
): Card => {
  const { t, date } = speech;
  const later = plan.when === 'at-renewal';
  const effective = later ? t('quantity.scheduled', { count: total, date: date(plan.effectiveAt) }) : undefined;
  return sheet(
    {
      title: t('quantity.saved', { ref: details.subscription.ref }),
      status: { text: effective ?? t('quantity.licenses', { count: total }), tone: 'Good' },
      text: [details.product.name, settled(plan, speech)],
    },
    buttons,
  );
};

const settled = ({ charge, credit }: QuantityPlan, { t, money }: Speech): string => {
  if (charge) return t('quantity.charged', { amount: money(charge) });
  return credit?.amount ? t('quantity.credited', { amount: money(credit) }) : t('quantity.free');
};
