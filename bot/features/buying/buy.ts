import { z } from 'zod';
import { buyList } from '../../../cards/buying/buy-list.ts';
import type { Buyable } from '../../../services/commerce/api/buying.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import { may, mayRequestInstead } from '../../../services/commerce/index.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { quantityArg, quantityData } from './buying.ts';
import { centralCheckOut } from './central-check-out.ts';
import { ownCheckOut } from './own-check-out.ts';

const args = z.strictObject({ product: productText.optional(), quantity: quantityArg });

export const buy = defineCommand({
  name: 'buy',
  allow: 'buy-self-service',
  topic: 'own',
  effect: 'asks',
  inMenu: true,
  args,
  async run(context) {
    const { actor, args } = context;
    const { product, quantity } = args;
    if (product === undefined) return productChooser(context, quantity);
    return may(actor, 'buy-centrally')
      ? centralCheckOut(context, { product, quantity })
      : ownCheckOut(context, { product, quantity });
  },
});

/** Products to choose from. Who buys for the organization can buy them all. */
const productChooser = async ({ actor, commerce, localizer }: CommandContext, quantity: number) => {
  const all = await commerce.listBuyable(actor);
  const central = may(actor, 'buy-centrally');
  const [first] = all;
  const nowhere = all.every(({ rule }) => rule && !mayRequestInstead(rule));
  if (first?.rule && nowhere && !central)
    return refuse({ code: 'cannot-buy', rule: first.rule, product: first.product.id });
  const choices = all.map((buyable) => ({ ...buyable, verb: central ? 'buy' : verbForBuyable(buyable) }));
  return buyList({ choices, central, data: quantityData(quantity) }, [], localizer);
};

const verbForBuyable = ({ rule }: Buyable): 'buy' | 'request-license' =>
  rule && mayRequestInstead(rule) ? 'request-license' : 'buy';
