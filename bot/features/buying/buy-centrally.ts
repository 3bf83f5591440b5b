import { z } from 'zod';
import { centralOrderReceipt } from '../../../cards/buying/central-order.ts';
import type { Button } from '../../../cards/kit/card.ts';
import type { SubscriptionDetails } from '../../../services/commerce/api/subscriptions.ts';
import { type ProductId, TERMS } from '../../../services/commerce/api/types.ts';
import { may, plainNumber, plainText } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { continueCentralizingButton, openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { defineChange } from '../../conversation/confirmed-command.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { quantityArg, shownAs } from './buying.ts';
import { centralCheckOut } from './central-check-out.ts';

const args = z.strictObject({
  product: productText,
  quantity: quantityArg,
  term: z.enum(TERMS).optional(),
  /** The order of which the card told the price, and that price for one license and month in minor units. */
  shown: plainText(100).optional(),
  quoted: plainNumber.optional(),
});

export const buyCentrally = defineChange({
  name: 'buy-centrally',
  allow: 'buy-centrally',
  args,
  ask: (context) => centralCheckOut(context, context.args),
  async act(context, confirmed) {
    const { actor, commerce, localizer, args } = context;
    const { quantity: bought, term, quoted } = args;
    const asShown = term && args.shown === shownAs(bought, term) && confirmed.version !== undefined;
    if (!asShown || quoted === undefined) return centralCheckOut(context, args);
    const order = { productId: args.product as ProductId, quantity: bought, term, quoted };
    const { ref, quantity, cost } = await commerce.buyCentrally(actor, order, confirmed);
    const details = await commerce.getSubscription(actor, ref);
    const { product, subscription } = details;
    const receipt = { product: product.name, bought, quantity, ref, cost, expiresAt: subscription.expiresAt };
    return centralOrderReceipt(receipt, await afterCentralOrder(context, details), localizer);
  },
});

const afterCentralOrder = async (
  { actor, commerce, localizer }: CommandContext,
  details: SubscriptionDetails,
): Promise<Button[]> => {
  const { t } = localizer;
  const { product, subscription } = details;
  const { licenses } = await commerce.getProductLicenses(actor, product.id, { limit: 1 });
  const assign: Button = {
    title: t('commands.assign.title'),
    verb: 'assign',
    data: { subscription: subscription.ref },
  };
  return [
    ...(licenses.subscriptions > 0 ? [continueCentralizingButton(product.id, localizer)] : []),
    ...(may(actor, 'assign-central') ? [assign] : []),
    openSubscriptionButton(subscription.ref, localizer),
  ];
};
