import { perMonthText } from '../../../cards/subscriptions/subscription-words.ts';
import type { Product } from '../../../services/commerce/api/types.ts';
import type { CommandContext } from '../command.ts';
import { type Again, which } from './chooser.ts';

/**
 * The one product that a text means.
 * @throws {CommerceError} `no-such-product`
 * @throws {Refusal} `which`, a card to choose from, where several match
 */
export const productNamed = async (
  { actor, commerce, localizer }: CommandContext,
  text: string,
  { verb, data = {} }: Again,
): Promise<Product> => {
  const products = await commerce.findProducts(actor, text);
  const [product, ...others] = products;
  if (product && others.length === 0) return product;
  const lines = products.map((each) => ({
    title: each.name,
    text: perMonthText(each.unitPrice, localizer),
    verb,
    data: { ...data, product: each.id },
  }));
  throw which(lines);
};
