import type { Localizer } from '../../locales/index.ts';
import type { PaymentChoice } from '../../services/commerce/api/billing.ts';
import type { QuantityPlan, SubscriptionDetails } from '../../services/commerce/api/subscriptions.ts';
import type { Money } from '../../services/commerce/api/types.ts';
import { creditTexts } from '../billing/credit-words.ts';
import { paymentMethodInput, validPaymentMethods } from '../billing/payment-choice.ts';
import type { Button, Card } from '../kit/card.ts';
import { numberInput } from '../kit/inputs.ts';
import { textCard } from '../kit/text-card.ts';
import { licensesText, nameOf } from './subscription-words.ts';

/** A new total of licenses, what it means and what it costs. */
export interface QuantityChange {
  readonly total: number;
  readonly plan: QuantityPlan;
  /** What all of them cost for one month. */
  readonly monthly: Money | null;
}

export interface QuantityForm {
  readonly details: SubscriptionDetails;
  /** Absent until a total has been entered that differs from what there is. */
  readonly change: QuantityChange | undefined;
  /** What was entered, where that is a number. */
  readonly entered: number | undefined;
  /** What to pay with, where something is charged, and what was chosen. */
  readonly payment: readonly PaymentChoice[];
  readonly chosen: string | undefined;
}

/** The number of licenses as a field, and what the number in it would mean. It comes back as `quantity`. */
export const quantityForm = (form: QuantityForm, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { details, change, entered, payment, chosen } = form;
  const { quantity, unitPrice } = details.subscription;
  const charged = change?.plan.charge !== undefined;
  return textCard(
    {
      title: t('quantity.title'),
      status: { text: nameOf(details), tone: 'Default' },
      text: change
        ? [...quantityMeaning(details, change, localizer), t('quantity.edit')]
        : [quantityHint(form, localizer)],
      warnings: quantityWarnings(form, localizer),
      facts: [
        { title: t('columns.licenses'), value: licensesText(details.subscription, localizer) },
        { title: t('columns.price'), value: perLicenseText(unitPrice, localizer) },
        ...(change ? [{ title: t('quantity.total'), value: quantityStep(quantity, change, localizer) }] : []),
      ],
      inputs: [
        numberInput(
          { id: 'quantity', label: t('quantity.total'), value: entered ?? quantity, min: 1, required: true },
          localizer,
        ),
        ...(charged ? paymentMethodInput(payment, chosen, localizer) : []),
      ],
    },
    buttons,
  );
};

const quantityHint = ({ details, entered }: QuantityForm, { t }: Localizer): string => {
  const { quantity: count } = details.subscription;
  return entered === count ? t('quantity.same', { count }) : t('quantity.enter');
};

/** "5 → 8". */
export const quantityStep = (before: number, { total: after }: QuantityChange, { t, number }: Localizer): string =>
  t('quantity.step', { before: number(before), after: number(after) });

/** "$14.00 per license and month", or that it is not known. */
export const perLicenseText = (price: Money | null, { t, money }: Localizer): string =>
  price ? t('quantity.perLicense', { price: money(price) }) : t('notKnown');

/** When the new total holds, and what it costs or gives back. */
export const quantityMeaning = (
  { subscription }: Pick<SubscriptionDetails, 'subscription'>,
  { total, plan, monthly }: QuantityChange,
  localizer: Localizer,
): string[] => {
  const { t, money, moneyIfKnown, date, dateIfKnown } = localizer;
  const then = t('quantity.then', { price: moneyIfKnown(monthly) });
  if (plan.when === 'at-renewal') return [t('quantity.later', { count: total, date: date(plan.effectiveAt) }), then];
  if (plan.charge)
    return [t('quantity.charge', { amount: money(plan.charge), date: dateIfKnown(subscription.expiresAt) }), then];
  if (plan.use) return [t('quantity.less'), ...creditTexts(plan.use, localizer), then];
  return [plan.credit ? t('quantity.less') : t('quantity.keep', { count: total }), then];
};

const quantityWarnings = ({ details, change, payment }: QuantityForm, { t }: Localizer): string[] => {
  const { nextQuantity } = details;
  const charged = change?.plan.charge !== undefined;
  return [
    ...(change && nextQuantity !== undefined ? [t('quantity.replaces', { count: nextQuantity })] : []),
    ...(charged && validPaymentMethods(payment).length === 0 ? [t('paying.none')] : []),
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
  localizer: Localizer,
): Card => {
  const { t, date } = localizer;
  const later = plan.when === 'at-renewal';
  const effective = later ? t('quantity.scheduled', { count: total, date: date(plan.effectiveAt) }) : undefined;
  return textCard(
    {
      title: t('quantity.saved', { ref: details.subscription.ref }),
      status: { text: effective ?? t('quantity.licenses', { count: total }), tone: 'Good' },
      text: [details.product.name, ...settledTexts(plan, localizer)],
    },
    buttons,
  );
};

const settledTexts = ({ charge, use }: QuantityPlan, localizer: Localizer): string[] => {
  const { t, money } = localizer;
  if (charge) return [t('quantity.charged', { amount: money(charge) })];
  return use ? creditTexts(use, localizer) : [t('quantity.free')];
};
