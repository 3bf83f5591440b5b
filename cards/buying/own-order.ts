import type { Localizer } from '../../locales/index.ts';
import type { PaymentChoice } from '../../services/commerce/api/billing.ts';
import type { Quote } from '../../services/commerce/api/buying.ts';
import type { Money, Product, SubscriptionRef } from '../../services/commerce/api/types.ts';
import { paymentMethodInput, validPaymentMethods } from '../billing/payment-choice.ts';
import type { Button, Card } from '../kit/card.ts';
import { choiceInput, numberInput } from '../kit/inputs.ts';
import { type Fact, textCard } from '../kit/text-card.ts';
import { perLicenseText } from '../subscriptions/quantity.ts';

/** Ways to buy by self-service: billed every month or every year, or as one of the trials. */
export const OFFERS = ['P1M', 'P1Y', 'trial-with-card', 'trial-no-card'] as const;
export type Offer = (typeof OFFERS)[number];

export interface OwnOrderForm {
  readonly product: Product;
  readonly quantity: number;
  /** Those that the person may choose from. */
  readonly offers: readonly Offer[];
  readonly offer: Offer;
  /** Absent where nobody can buy that number. */
  readonly quote: Quote | undefined;
  readonly payment: readonly PaymentChoice[];
  /** The id of the payment method that was chosen before. */
  readonly chosen: string | undefined;
}

/** Whether an order in this way needs something to pay with. */
export const needsPaymentMethod = (offer: Offer): boolean => offer !== 'trial-no-card';

/**
 * The check-out on one's own payment method. Fields: `quantity`, `offer` where there is a choice, `card` where something
 * to pay with is needed.
 */
export const ownOrderForm = (form: OwnOrderForm, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { product, offer, quote, payment } = form;
  const price = { title: t('buy.unitPrice'), value: perLicenseText(product.unitPrice, localizer) };
  const due = quote && ownQuoteFacts(offer, quote, localizer);
  const lacksPaymentMethod = needsPaymentMethod(offer) && validPaymentMethods(payment).length === 0;
  return textCard(
    {
      title: t('buy.title', { product: product.name }),
      status: quote ? { text: totalText(form, quote, localizer), tone: 'Default' } : undefined,
      text: [...(needsPaymentMethod(offer) ? [t('buy.differs')] : []), t('buy.told')],
      warnings: lacksPaymentMethod ? [t('paying.none')] : [],
      facts: [...(needsPaymentMethod(offer) ? [price] : []), ...(due ?? [])],
      inputs: ownOrderInputs(form, localizer),
    },
    buttons,
  );
};

const totalText = ({ offer, quantity }: OwnOrderForm, quote: Quote, { t, moneyIfKnown, date }: Localizer): string =>
  isTrial(offer)
    ? t('buy.trialTotal', { count: quantity, date: date(quote.expiresAt) })
    : t('buy.total', { count: quantity, price: moneyIfKnown(quote.monthly) });

const isTrial = (offer: Offer): boolean => offer === 'trial-with-card' || offer === 'trial-no-card';

const ownQuoteFacts = (offer: Offer, quote: Quote, localizer: Localizer): Fact[] => {
  const charged = isTrial(offer) ? null : quote.perTerm;
  return [
    { title: localizer.t('buy.now'), value: chargedText(charged, localizer) },
    { title: localizer.t('columns.recurringBilling'), value: renewalText(offer, quote, localizer) },
  ];
};

const chargedText = (charged: Money | null, { t, money }: Localizer): string =>
  charged ? money(charged) : t('buy.nothing');

const renewalText = (
  offer: Offer,
  { expiresAt, monthly }: Quote,
  { t, moneyIfKnown, date: day }: Localizer,
): string => {
  const date = day(expiresAt);
  if (offer === 'trial-no-card') return t('buy.endsByItself', { date });
  return offer === 'trial-with-card'
    ? t('buy.becomesPaid', { date, price: moneyIfKnown(monthly) })
    : t('buy.renews', { date });
};

const ownOrderInputs = ({ quantity, offers, offer, payment, chosen }: OwnOrderForm, localizer: Localizer): object[] => {
  const { t } = localizer;
  const value = Number.isFinite(quantity) ? quantity : undefined;
  const ways = offers.map((each) => ({ title: t(`buy.offers.${each}`), value: each }));
  return [
    numberInput({ id: 'quantity', label: t('buy.quantity'), value, min: 1, required: true }, localizer),
    ...(offers.length > 1
      ? [choiceInput({ id: 'offer', label: t('buy.offer'), value: offer, choices: ways }, localizer)]
      : []),
    ...(needsPaymentMethod(offer) ? paymentMethodInput(payment, chosen, localizer) : []),
  ];
};

interface OwnOrder {
  readonly product: string;
  readonly ref: SubscriptionRef;
  readonly quantity: number;
  readonly offer: Offer;
  /** Null where nothing was. */
  readonly charged: Money | null;
  readonly expiresAt: number;
}

/** What was bought, what was charged, and what comes next. */
export const ownOrderReceipt = (order: OwnOrder, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, date } = localizer;
  const { product, ref, quantity, offer, charged, expiresAt } = order;
  const ends = offer === 'trial-no-card' ? 'buy.endsByItself' : 'buy.renews';
  return textCard(
    {
      title: t(isTrial(offer) ? 'buy.started' : 'buy.bought', { product }),
      status: { text: t('buy.active'), tone: 'Good' },
      text: [t('buy.assignNext')],
      facts: [
        { title: t('buy.reference'), value: ref },
        { title: t('columns.licenses'), value: localizer.number(quantity) },
        { title: t('buy.charged'), value: chargedText(charged, localizer) },
        { title: t('columns.recurringBilling'), value: t(ends, { date: date(expiresAt) }) },
      ],
    },
    buttons,
  );
};
