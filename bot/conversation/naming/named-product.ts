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

/**
 * All products that some names fit, each once, by their names; a family by its own.
 * @throws {CommerceError} `no-such-product` for a name that fits none
 */
export const productsFitting = async (
  { actor, commerce }: Pick<CommandContext, 'actor' | 'commerce'>,
  texts: readonly string[],
): Promise<Product[]> => {
  const found = await Promise.all(texts.map((text) => commerce.findProducts(actor, text)));
  const each = new Map(found.flat().map((product) => [product.id, product]));
  return [...each.values()].sort((a, b) => a.name.localeCompare(b.name));
};

/**
 * The same, where only what somebody has bought by self-service can be meant: of a family, the one that was.
 * @throws {CommerceError} `no-such-product`
 * @throws {Refusal} `which`
 */
export const boughtProductNamed = async (context: CommandContext, text: string, again: Again): Promise<Product> => {
  const bought = await context.commerce.listLicensesByProduct(context.actor);
  const meant = await productsFitting(context, [text]);
  const [only, ...others] = meant.filter(({ id }) =>
    bought.some(({ product, subscriptions }) => product.id === id && subscriptions > 0),
  );
  return only && others.length === 0 ? only : productNamed(context, text, again);
};
