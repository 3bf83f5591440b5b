import type { Localizer } from '../../locales/index.ts';
import type { Buyable } from '../../services/commerce/api/buying.ts';
import type { Button, ButtonData, Card } from '../kit/card.ts';
import { type Line, textCard } from '../kit/text-card.ts';
import { perMonthText } from '../subscriptions/subscription-words.ts';

interface BuyListData {
  /** A product, and what pressing it leads to. */
  readonly choices: readonly (Buyable & { readonly verb: 'buy' | 'request-license' })[];
  /** Bought for the organization, which no policy forbids. */
  readonly central: boolean;
  /** What is known of the order already. */
  readonly data: ButtonData;
}

/** Products on one card. */
const PRODUCTS_LISTED = 25;

/** Products to choose from: first those that may be bought, then the others, of which a license can be requested. */
export const buyList = (
  { choices, central, data }: BuyListData,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const isOpen = ({ rule }: Buyable) => central || rule === null;
  const sorted = [...choices.filter(isOpen), ...choices.filter((each) => !isOpen(each))];
  const more = sorted.length - PRODUCTS_LISTED;
  return textCard(
    {
      title: t('buy.choose'),
      text: [t('buy.chooseText')],
      lines: sorted.slice(0, PRODUCTS_LISTED).map((each) => buyLine(each, { central, data }, localizer)),
      footer: more > 0 ? t('buy.more', { count: more }) : undefined,
    },
    buttons,
  );
};

const buyLine = (
  choice: BuyListData['choices'][number],
  { central, data }: Omit<BuyListData, 'choices'>,
  localizer: Localizer,
): Line => {
  const { product, rule, verb } = choice;
  const named = { title: product.name, verb };
  if (verb === 'request-license')
    return { ...named, example: localizer.t('buy.request'), data: { product: product.id } };
  const pressed = { ...named, data: { ...data, product: product.id } };
  if (rule && !central) return { ...pressed, example: localizer.t('buy.notHere') };
  return { ...pressed, text: buyPriceText(choice, central, localizer) };
};

const buyPriceText = ({ product, kinds }: Buyable, central: boolean, localizer: Localizer): string => {
  const { t, money } = localizer;
  const { unitPrice } = product;
  if (!central && !kinds.includes('purchase')) return t('buy.trialOnly');
  const trialToo = !central && kinds.includes('trial-no-card') && unitPrice;
  return trialToo ? t('buy.trialToo', { price: money(unitPrice) }) : perMonthText(unitPrice, localizer);
};
