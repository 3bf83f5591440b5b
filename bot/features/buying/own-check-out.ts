import { validPaymentMethods } from '../../../cards/billing/payment-choice.ts';
import {
  needsPaymentMethod,
  OFFERS,
  type Offer,
  type OwnOrderForm,
  ownOrderForm,
} from '../../../cards/buying/own-order.ts';
import { type Button, type Card, present } from '../../../cards/kit/card.ts';
import type { Order } from '../../../services/commerce/api/buying.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { productNamed } from '../../conversation/naming/named-product.ts';
import { quantityData, quoteOrRefusal, shownAs, withOrderWarning } from './buying.ts';

/** What somebody wants to buy and pay for themselves. */
interface OwnOrderSelection {
  /** A product's id or name. */
  readonly product: string;
  readonly quantity: number;
  readonly offer?: Offer | undefined;
  /** Id of a payment method. */
  readonly card?: string | undefined;
  /** See {@link shownAs}; absent on a first card. */
  readonly shown?: string | undefined;
}

/** What an offer means to the service. */
export const ORDERS: Readonly<Record<Offer, Pick<Order, 'kind' | 'term'>>> = {
  P1M: { kind: 'purchase', term: 'P1M' },
  P1Y: { kind: 'purchase', term: 'P1Y' },
  'trial-with-card': { kind: 'trial-with-card', term: 'P1M' },
  'trial-no-card': { kind: 'trial-no-card', term: 'P1M' },
};

/**
 * The check-out on one's own payment method: what it comes to, and the fields to change it.
 * @throws {CommerceError} `cannot-buy`, `no-such-product`
 * @throws {Refusal} `which` where the text means several products
 */
export const ownCheckOut = async (context: CommandContext, selection: OwnOrderSelection): Promise<Card> => {
  const { actor, commerce, localizer } = context;
  const { quantity, shown } = selection;
  const product = await productNamed(context, selection.product, { verb: 'buy-own', data: quantityData(quantity) });
  const { kinds, rule } = await commerce.getBuyable(actor, product.id);
  if (rule) return refuse({ code: 'cannot-buy', rule, product: product.id });
  const offers = OFFERS.filter((each) => kinds.includes(ORDERS[each].kind));
  const [first = 'P1M'] = offers;
  const offer = offers.find((each) => each === selection.offer) ?? first;
  const { quote, wrong } = await quoteOrRefusal(
    commerce.previewOrder(actor, { productId: product.id, quantity, ...ORDERS[offer] }),
  );
  const payment = await commerce.listPaymentChoices(actor);
  const form = { product, quantity, offers, offer, quote, payment, chosen: selection.card };
  const edited = shown !== undefined && shown !== shownAs(quantity, offer);
  return withOrderWarning(ownOrderForm(form, ownCheckOutButtons(context, form), localizer), { wrong, edited }, context);
};

const ownCheckOutButtons = ({ actor, localizer: { t } }: CommandContext, form: OwnOrderForm): Button[] => {
  const { product, quantity, offers, offer, quote, payment } = form;
  // A field's value would not win over the same name in every client.
  const data = { product: product.id, offer: offers.length === 1 ? offer : undefined };
  const shown = { ...data, shown: shownAs(quantity, offer), quoted: quote?.perTerm?.amount };
  const title = t(form.offer.startsWith('trial') ? 'buy.startTrial' : 'buy.confirm');
  const lacksPaymentMethod = needsPaymentMethod(offer) && validPaymentMethods(payment).length === 0;
  const central = { product: product.id, ...quantityData(quantity) };
  return present<Button>([
    quote && !lacksPaymentMethod && confirmButton({ title, verb: 'buy-own', data: shown }),
    { title: t('buy.newTotal'), verb: 'buy-own', data, sendsInputs: true },
    needsPaymentMethod(offer) && {
      title: t('buy.addCard'),
      verb: 'set-up-card',
      data: { ...data, kind: 'add' },
      sendsInputs: true,
    },
    may(actor, 'buy-centrally') && { title: t('buy.forOrganization'), verb: 'buy-centrally', data: central },
    { title: t('buttons.close'), verb: 'close' },
  ]);
};
