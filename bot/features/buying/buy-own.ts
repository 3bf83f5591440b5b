import { z } from 'zod';
import { OFFERS, ownOrderReceipt } from '../../../cards/buying/own-order.ts';
import type { Button } from '../../../cards/kit/card.ts';
import type { ProductId, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { idText, plainNumber, plainText } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { defineChange } from '../../conversation/confirmed-command.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { quantityArg, shownAs } from './buying.ts';
import { ORDERS, ownCheckOut } from './own-check-out.ts';

const args = z.strictObject({
  product: productText,
  quantity: quantityArg,
  offer: z.enum(OFFERS).optional(),
  /** Id of a payment method. */
  card: idText().optional(),
  /** The order of which the card told the price, and that price for the first term in minor units. */
  shown: plainText(100).optional(),
  quoted: plainNumber.optional(),
});

export const buyOwn = defineChange({
  name: 'buy-own',
  allow: 'buy-self-service',
  args,
  ask: (context) => ownCheckOut(context, context.args),
  async act(context, confirmed) {
    const { actor, commerce, localizer, args } = context;
    const { quantity, offer, card, quoted } = args;
    if (!offer || quoted === undefined || args.shown !== shownAs(quantity, offer)) return ownCheckOut(context, args);
    const product = args.product as ProductId;
    const order = { productId: product, quantity, quoted, ...ORDERS[offer], paymentMethodId: card || undefined };
    const { ref, charged, expiresAt } = await commerce.buy(actor, order, confirmed);
    const name = (await commerce.getSubscription(actor, ref)).product.name;
    return ownOrderReceipt(
      { product: name, ref, quantity, offer, charged, expiresAt },
      afterOwnOrder(context, ref),
      localizer,
    );
  },
});

const afterOwnOrder = ({ localizer }: CommandContext, ref: SubscriptionRef): Button[] => [
  { title: localizer.t('commands.assign.title'), verb: 'assign', data: { subscription: ref } },
  openSubscriptionButton(ref, localizer),
  { title: localizer.t('commands.my-subscriptions.title'), verb: 'my-subscriptions' },
  { title: localizer.t('commands.invoices.title'), verb: 'invoices' },
];
