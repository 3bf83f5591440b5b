import type { Localizer } from '../../locales/index.ts';
import type { SubscriptionDetails } from '../../services/commerce/api/subscriptions.ts';
import type { Product } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { type Line, textCard } from '../kit/text-card.ts';
import { perLicenseText, type QuantityChange, quantityMeaning, quantityStep } from '../subscriptions/quantity.ts';
import { nameOf, priceText } from '../subscriptions/subscription-words.ts';

/** A product with what is done to get it. */
export interface PricedProduct {
  readonly product: Product;
  readonly verb: 'buy' | 'request-license' | 'licenses';
}

interface PriceList {
  readonly products: readonly PricedProduct[];
  /** How many there are, of which these are the first. */
  readonly total: number;
  /** Licenses that are asked about. */
  readonly count: number;
}

/** What so many licenses of each product cost for a month and for a year. */
export const priceList = (
  { products, total, count }: PriceList,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('price.title'),
      text: [t('price.for', { count }), t('price.nothingBought')],
      lines: products.map((each) => priceLine(each, count, localizer)),
      footer: total > products.length ? t('price.more', { count: total - products.length }) : undefined,
      fallback: products.length === 1 && products[0] ? fallbackOf(products[0], count, localizer) : t('price.title'),
    },
    buttons,
  );
};

const priceLine = ({ product, verb }: PricedProduct, count: number, localizer: Localizer): Line => ({
  title: product.name,
  text: pricesOf(product, count, localizer),
  verb,
  data: { product: product.id, ...(verb === 'buy' && { quantity: count }) },
});

const pricesOf = ({ unitPrice }: Product, count: number, { t, money }: Localizer): string => {
  if (!unitPrice) return t('list.priceNotKnown');
  const times = (months: number) => money({ ...unitPrice, amount: unitPrice.amount * count * months });
  return t('price.monthAndYear', { month: times(1), year: times(12) });
};

const fallbackOf = ({ product }: PricedProduct, count: number, localizer: Localizer): string =>
  `${product.name}: ${pricesOf(product, count, localizer)}`;

/** What a subscription costs, and what another number of its licenses would. */
export const priceOfLicenses = (
  { details, change }: { readonly details: SubscriptionDetails; readonly change: QuantityChange | undefined },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t, number } = localizer;
  const { quantity, unitPrice } = details.subscription;
  const perLicense = { title: t('columns.price'), value: perLicenseText(unitPrice, localizer) };
  const step = change ? quantityStep(quantity, change, localizer) : number(quantity);
  return textCard(
    {
      title: t('price.title'),
      status: { text: nameOf(details), tone: 'Default' },
      text: change
        ? [...quantityMeaning(details, change, localizer), t('price.nothingBought')]
        : [priceText(details, localizer)],
      facts: [{ title: t('columns.licenses'), value: step }, perLicense],
    },
    buttons,
  );
};
