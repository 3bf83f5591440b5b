import { type CentralOrderForm, centralOrderForm } from '../../../cards/buying/central-order.ts';
import { type Button, type Card, present } from '../../../cards/kit/card.ts';
import type { TermOnSale } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { productNamed } from '../../conversation/naming/named-product.ts';
import { quantityData, quoteOrRefusal, shownAs, withOrderWarning } from './buying.ts';

/** What an admin wants to buy for the organization. */
interface CentralOrderSelection {
  /** A product's id or name. */
  readonly product: string;
  readonly quantity: number;
  /** Of a new subscription. */
  readonly term?: TermOnSale | undefined;
  /** See {@link shownAs}; absent on a first card. */
  readonly shown?: string | undefined;
}

/**
 * The check-out for the organization: which subscription grows and what it costs, and the fields to change it.
 * @throws {CommerceError} `forbidden`, `no-such-product`
 * @throws {Refusal} `which` where the text means several products
 */
export const centralCheckOut = async (context: CommandContext, selection: CentralOrderSelection): Promise<Card> => {
  const { actor, commerce, localizer } = context;
  const { quantity, term = 'P1Y', shown } = selection;
  const product = await productNamed(context, selection.product, {
    verb: 'buy-centrally',
    data: quantityData(quantity),
  });
  const order = { productId: product.id, quantity, term };
  const { quote, wrong } = await quoteOrRefusal(commerce.previewCentralOrder(actor, order));
  const form = { product, quantity, term, quote };
  const edited = shown !== undefined && shown !== shownAs(quantity, term);
  return withOrderWarning(
    centralOrderForm(form, await centralCheckOutButtons(context, form), localizer),
    { wrong, edited },
    context,
  );
};

const centralCheckOutButtons = async (
  { actor, commerce, localizer }: CommandContext,
  form: CentralOrderForm,
): Promise<Button[]> => {
  const { t } = localizer;
  const { product, quantity, term, quote } = form;
  const data = { product: product.id, term: quote?.growing !== null ? term : undefined };
  const shown = { ...data, shown: shownAs(quantity, term), quoted: quote?.unitPrice.amount };
  const own = { product: product.id, ...quantityData(quantity) };
  const { rule } = await commerce.getBuyable(actor, product.id);
  return present<Button>([
    quote && confirmButton({ title: t('buy.confirm'), verb: 'buy-centrally', data: shown, version: quote.version }),
    { title: t('buy.newTotal'), verb: 'buy-centrally', data, sendsInputs: true },
    rule === null && { title: t('buy.onMyCard'), verb: 'buy-own', data: own },
    { title: t('buttons.close'), verb: 'close' },
  ]);
};
