import { z } from 'zod';
import type { Offer } from '../../../cards/buying/own-order.ts';
import type { Card } from '../../../cards/kit/card.ts';
import { withWarning } from '../../../cards/kit/warning-banner.ts';
import { type Reason, refusalReason } from '../../../services/commerce/api/errors.ts';
import type { TermOnSale } from '../../../services/commerce/api/types.ts';
import { plainNumber, plainText } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { typedNumber } from '../../conversation/naming/arguments.ts';
import { refusalWords } from '../../conversation/refusals/refusal-card.ts';

/** Licenses to buy, as a number or as typed into a field; what is no number becomes NaN, which the service refuses. */
export const quantityArg = z
  .union([plainNumber, plainText(100)])
  .transform((typed) => (typeof typed === 'string' ? typedNumber(typed) : typed))
  .default(1);

/** The number for the data of a button; none where it is not a number. */
export const quantityData = (quantity: number): { readonly quantity: number | undefined } => ({
  quantity: Number.isFinite(quantity) ? quantity : undefined,
});

/** The order of which a card tells the price: only that can be bought from it, not what was typed into it later. */
export const shownAs = (quantity: number, way: Offer | TermOnSale): string => `${quantity} ${way}`;

/** What an order comes to, or why nobody can order that number, or tell what it costs. */
export interface Priced<Quote> {
  readonly quote?: Quote;
  readonly wrong?: Reason;
}

const WRONG_NUMBER: readonly Reason['code'][] = ['bad-quantity', 'money-too-large', 'not-known'];

/** A wrong number is put right in the form; every other refusal is thrown on. */
export const quoteOrRefusal = async <Quote>(quoting: Promise<Quote>): Promise<Priced<Quote>> => {
  try {
    return { quote: await quoting };
  } catch (error) {
    return { wrong: refusalReason(error, ...WRONG_NUMBER) };
  }
};

/** The form with a word on top of it, where the number is wrong, or is not the one that was shown before. */
export const withOrderWarning = (
  card: Card,
  { wrong, edited }: { readonly wrong: Reason | undefined; readonly edited: boolean },
  { localizer }: CommandContext,
): Card => {
  if (wrong) return withWarning(card, refusalWords(wrong, localizer));
  return edited ? withWarning(card, { title: localizer.t('buy.edited'), text: localizer.t('buy.editedText') }) : card;
};
