import type { Localizer } from '../../locales/index.ts';
import type { CentralQuote } from '../../services/commerce/api/buying.ts';
import type { Money, Product, SubscriptionRef, TermOnSale } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { choiceInput, numberInput } from '../kit/inputs.ts';
import { type Fact, textCard } from '../kit/text-card.ts';
import { perLicenseText } from '../subscriptions/quantity.ts';

/** How often a new central subscription is billed: the values of the field `term`. */
const TERM_CHOICES: readonly TermOnSale[] = ['P1Y', 'P1M'];

export interface CentralOrderForm {
  readonly product: Product;
  readonly quantity: number;
  readonly term: TermOnSale;
  /** Absent where nobody can buy that number. */
  readonly quote: CentralQuote | undefined;
}

/** The check-out for the organization. Fields: `quantity`, and `term` where a new subscription is made. */
export const centralOrderForm = (form: CentralOrderForm, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, money } = localizer;
  const { product, quantity, quote } = form;
  const unit = quote?.unitPrice ?? product.unitPrice;
  const price = { title: t('buy.unitPrice'), value: perLicenseText(unit, localizer) };
  const total = quote && t('buy.total', { count: quantity, price: money(quote.monthly) });
  return textCard(
    {
      title: t('buy.centralTitle', { product: product.name }),
      status: total ? { text: total, tone: 'Default' } : undefined,
      text: [t('buy.centralBilling')],
      facts: [price, ...(quote ? centralQuoteFacts(quote, localizer) : [])],
      inputs: centralOrderInputs(form, localizer),
    },
    buttons,
  );
};

const centralQuoteFacts = (quote: CentralQuote, { t, money, date }: Localizer): Fact[] => {
  const { growing, quantity, cost, expiresAt } = quote;
  return [
    { title: t('buy.subscription'), value: growing ? t('buy.grows', { ref: growing, quantity }) : t('buy.new') },
    { title: t('buy.untilEnd', { date: date(expiresAt) }), value: money(cost) },
  ];
};

const centralOrderInputs = ({ quantity, term, quote }: CentralOrderForm, localizer: Localizer): object[] => {
  const { t } = localizer;
  const value = Number.isFinite(quantity) ? quantity : undefined;
  const choices = TERM_CHOICES.map((each) => ({ title: t(`buy.terms.${each}`), value: each }));
  return [
    numberInput({ id: 'quantity', label: t('buy.quantity'), value, min: 1, required: true }, localizer),
    ...(quote && !quote.growing
      ? [choiceInput({ id: 'term', label: t('buy.term'), value: term, choices }, localizer)]
      : []),
  ];
};

export interface CentralOrder {
  readonly product: string;
  /** Licenses bought, and of the subscription now. */
  readonly bought: number;
  readonly quantity: number;
  readonly ref: SubscriptionRef;
  readonly cost: Money;
  readonly expiresAt: number | null;
}

/** What was bought for the organization, and where the licenses are. */
export const centralOrderReceipt = (order: CentralOrder, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t, money, dateIfKnown, number } = localizer;
  const { product, bought, quantity, ref, cost, expiresAt } = order;
  return textCard(
    {
      title: t('buy.centralBought', { count: bought, product }),
      status: { text: t('buy.active'), tone: 'Good' },
      text: [t('buy.grown', { ref, quantity: number(quantity) })],
      facts: [{ title: t('buy.untilEnd', { date: dateIfKnown(expiresAt) }), value: money(cost) }],
    },
    buttons,
  );
};
